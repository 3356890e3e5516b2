import { copyFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { basename, join, relative, resolve, sep } from 'node:path'
import { Command } from 'commander'
import { isMap, isSeq, parseDocument, stringify } from 'yaml'
import { appError } from '#domain/errors.ts'
import { problemText } from '#domain/problem.ts'
import { formatAdvice, formatOfFile, readKnowledgeFolder, type SourceMetadata, withDefaults } from '#knowledge/index.ts'
import { defaultAssistant, jsonOption, runCommand } from '../run.ts'
import { collected, count } from '../usage.ts'
import { assistantFolderOf, fetchPages, keepVersion, readingText, syncText, takeOverHint } from './sources.ts'

interface Options {
  assistant: string
  category?: string
  audience?: string[]
  locale?: string
  owner?: string
  title?: string
  name?: string
  host?: string[]
  atMost?: number
  force?: boolean
  json?: boolean
}

export const addCommand = (): Command =>
  new Command('add')
    .description('Add a file, a folder, a page or a sitemap to what the assistant answers from')
    .argument('<what>', 'a file (.md, .html, .pdf, .docx, .txt, .csv), a folder, or an address')
    .option('-a, --assistant <folder>', 'the assistant folder', defaultAssistant)
    .option('--category <category>', 'a hierarchy by slashes: orders/returns')
    .option('--audience <word>', 'who sees it; may be given several times', collected)
    .option('--locale <tag>', 'its language, where it is not told from the text')
    .option('--owner <name>', 'who keeps it up to date')
    .option('--title <title>', 'of a file that does not say it')
    .option('--name <name>', 'of a folder or website, for lists')
    .option('--host <host>', 'from which pages may come besides its own host; may be given several times', collected)
    .option('--at-most <pages>', 'of a website', count)
    .option('--force', 'overwrite a file of the same name')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
A file is copied into the knowledge folder. A folder is read where it lies, pages are fetched into knowledge/fetched/; both are
noted in knowledge/sources.yaml. The state before is kept: see parley knowledge versions.

Examples:
  $ npm run parley -- knowledge add handbook.pdf --category handbook --owner support
  $ npm run parley -- knowledge add faq.csv --audience everyone
  $ npm run parley -- knowledge add ../manuals --name manuals
  $ npm run parley -- knowledge add https://shop.example/sitemap.xml --category help --at-most 200`,
    )
    .action((what: string, options: Options) =>
      runCommand(options, async (output) => {
        const folder = assistantFolderOf(options.assistant)
        const before = await keepVersion(folder)
        const isAddress = /^https?:\/\//i.test(what)
        const added = isAddress ? await addAddress(folder, what, options) : await addPath(folder, what, options)
        const synced = isAddress ? await fetchPages(folder, output, false) : null
        const progress = output.progress('reading')
        const read = await readKnowledgeFolder(folder, { onProgress: progress.update })
        progress.done()
        const version = await keepVersion(folder)
        output.result(
          { added, before, version, synced, sources: read.sources, problems: read.problems.map(problemText) },
          [
            ...(synced ? [syncText(synced)] : []),
            ...read.problems.map(problemText),
            readingText(read),
            `Added ${added}. ${takeOverHint}`,
          ].join('\n'),
        )
        const isSkipped = read.sources.some(({ file, skipped }) => file === added && skipped !== null)
        if (isSkipped || synced?.interrupted) process.exitCode = 1
      }),
    )

const statedBy = ({ category, audience, locale, owner, title }: Options): SourceMetadata => ({
  ...(title !== undefined && { title }),
  ...(category !== undefined && { category }),
  ...(audience !== undefined && { audience }),
  ...(locale !== undefined && { locale }),
  ...(owner !== undefined && { owner }),
})

async function addPath(folder: string, what: string, options: Options): Promise<string> {
  const path = resolve(what)
  const found = await stat(path).catch(() => null)
  if (found === null) throw appError('knowledge.not-addable', { what, problem: 'there is nothing at this path' })
  if (found.isDirectory()) return addFolder(folder, path, options)
  if (formatOfFile(path) === null)
    throw appError('knowledge.not-addable', {
      what,
      problem: formatAdvice(path) ?? 'it is none of .md, .html, .pdf, .docx, .txt, .csv. Save it as one of them.',
    })
  const file = `knowledge/${basename(path)}`
  const target = join(folder, file)
  const isTaken = (await stat(target).catch(() => null)) !== null && target !== path
  if (isTaken && !options.force)
    throw appError('knowledge.not-addable', {
      what,
      problem: `there is a ${file} already. Add --force to overwrite it.`,
    })
  await mkdir(join(folder, 'knowledge'), { recursive: true })
  const stated = statedBy(options)
  if (formatOfFile(path) === 'markdown') await writeFile(target, withDefaults(await readFile(path, 'utf8'), stated))
  else {
    if (target !== path) await copyFile(path, target)
    if (Object.keys(stated).length > 0) await writeFile(`${target}.meta.yaml`, stringify(stated))
  }
  return file
}

async function addFolder(folder: string, path: string, options: Options): Promise<string> {
  const within = relative(join(folder, 'knowledge'), path)
  if (within === '' || !within.startsWith('..'))
    throw appError('knowledge.not-addable', { what: path, problem: 'what is in the knowledge folder is read already.' })
  const { title: _, ...stated } = statedBy(options)
  const from = relative(folder, path).split(sep).join('/')
  await addSource(folder, 'folder', { folder: from, ...(options.name && { name: options.name }), ...stated })
  return from
}

async function addAddress(folder: string, what: string, options: Options): Promise<string> {
  const url = URL.parse(what)
  if (url === null) throw appError('knowledge.not-addable', { what, problem: 'this is no address' })
  const { title: _, ...stated } = statedBy(options)
  const isSitemap = /\.xml(?:\.gz)?$/i.test(url.pathname) || /sitemap[^/]*$/i.test(url.pathname)
  const more = {
    ...(options.name && { name: options.name }),
    ...(options.host && { hosts: [url.host, ...options.host] }),
    ...(options.atMost && { at_most: options.atMost }),
    ...stated,
  }
  await addSource(
    folder,
    isSitemap ? 'sitemap' : 'urls',
    isSitemap ? { sitemap: url.href, ...more } : { urls: [url.href], ...more },
  )
  return url.href
}

/** Adds an entry to sources.yaml; what people wrote there stays as they wrote it. The same one is not added twice. */
async function addSource(folder: string, key: string, entry: Record<string, unknown>): Promise<void> {
  const path = join(folder, 'knowledge/sources.yaml')
  const text = await readFile(path, 'utf8').catch(
    () => '# yaml-language-server: $schema=../../../docs/schemas/knowledge-sources.schema.json\n',
  )
  const yaml = parseDocument(text)
  if (yaml.errors.length > 0 || (yaml.contents !== null && !isMap(yaml.contents)))
    throw appError('cli.bad-file', { file: path, problem: yaml.errors[0]?.message ?? 'it has no keys' })
  const { sources = [] } = (yaml.toJS() ?? {}) as { sources?: Record<string, unknown>[] }
  if (sources.some((known) => JSON.stringify(known[key]) === JSON.stringify(entry[key]))) return
  const list = yaml.get('sources')
  if (isSeq(list)) list.add(yaml.createNode(entry))
  else yaml.set('sources', yaml.createNode([entry]))
  await mkdir(join(folder, 'knowledge'), { recursive: true })
  await writeFile(path, yaml.toString({ lineWidth: 0 }))
}
