import { Command } from 'commander'
import { problemText } from '#domain/problem.ts'
import { cutPassages, type KnowledgeDocument, readDocuments, readKnowledgeFolder } from '#knowledge/index.ts'
import { defaultAssistant, jsonOption, runCommand } from '../run.ts'
import { cells } from '../understanding/text.ts'
import { assistantFolderOf, readingText } from './sources.ts'

export const listCommand = (): Command =>
  new Command('list')
    .description(
      'What the assistant answers from: each article, its source, language, validity, passages, owner, and problems',
    )
    .argument('[folder]', 'the assistant folder', defaultAssistant)
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Examples:
  $ npm run parley -- knowledge list
  $ npm run -s parley -- knowledge list assistants/mine --json`,
    )
    .action((given: string, options: { json?: boolean }) =>
      runCommand(options, async (output) => {
        const folder = assistantFolderOf(given)
        const progress = output.progress('reading')
        const read = await readKnowledgeFolder(folder, { onProgress: progress.update })
        progress.done()
        const { documents, problems } = readDocuments(read.files)
        const formats = new Map(read.sources.flatMap(({ articles, format }) => articles.map((file) => [file, format])))
        const rows = documents.map((document, at) => rowOf(document, at, formats.get(document.path) ?? 'markdown'))
        const said = [...read.problems, ...problems].map(problemText)
        output.result(
          { documents: rows, sources: read.sources, problems: said },
          [
            ...cells([
              ['article', 'format', 'locale', 'category', 'audience', 'valid', 'passages', 'owner'],
              ...rows.map((row) => [
                row.slug,
                row.format,
                row.locale,
                row.category,
                row.audience.join(', '),
                validText(row),
                String(row.passages),
                row.owner ?? '',
              ]),
            ]),
            '',
            ...said,
            readingText(read),
          ].join('\n'),
        )
        if ([...read.problems, ...problems].some(({ severity }) => severity === 'error')) process.exitCode = 1
      }),
    )

function rowOf(document: KnowledgeDocument, at: number, format: string) {
  const { slug, path, title, locale, category, audience, owner, source, url, updated } = document
  return {
    slug,
    path,
    title,
    format,
    locale,
    category,
    audience,
    validFrom: day(document.validFromMs),
    validUntil: day(document.validUntilMs === null ? null : document.validUntilMs - 1),
    passages: cutPassages(document, at).length,
    owner,
    source,
    url,
    updated,
  }
}

const day = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString().slice(0, 10))

function validText({ validFrom, validUntil }: { validFrom: string | null; validUntil: string | null }): string {
  if (validFrom === null && validUntil === null) return ''
  return `${validFrom ?? ''} – ${validUntil ?? ''}`.trim()
}
