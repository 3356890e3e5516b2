import { setImmediate as pause } from 'node:timers/promises'
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import type { Problem } from '#domain/problem.ts'
import { limits } from '../choices.ts'

/** A source as it was written, read and checked. Everything behind this line works on documents, whatever format they came from. */
export interface KnowledgeDocument {
  /** File name without ending: unique in the folder, part of every citation, and what test questions point to. */
  slug: string
  /** Where it lies in the assistant folder, for people. */
  path: string
  title: string
  /** `orders/returns`: a hierarchy by slashes. */
  category: string
  /** Who it is for; `everyone` or a word the assistant's filters use. */
  audience: string[]
  locale: string
  /** ISO date of the last check of the content. */
  updated: string | null
  /** Milliseconds since the epoch; from the first and until the end of the named day, UTC. */
  validFromMs: number | null
  validUntilMs: number | null
  owner: string | null
  source: string | null
  url: string | null
  /** How customers ask for it. */
  questions: string[]
  /** Markdown without the front matter. */
  body: string
}

/** An English article for everybody, at all times, of which nothing else is known. */
export const plainDocument = (
  of: Pick<KnowledgeDocument, 'slug' | 'title' | 'body'> & Partial<KnowledgeDocument>,
): KnowledgeDocument => ({
  path: `${of.slug}.md`,
  category: '',
  audience: ['everyone'],
  locale: 'en',
  updated: null,
  validFromMs: null,
  validUntilMs: null,
  owner: null,
  source: null,
  url: null,
  questions: [],
  ...of,
})

const problemIn = (file: string, line: number, message: string): Problem => ({
  file,
  line,
  column: null,
  message,
  suggestion: null,
  severity: 'error',
})

/** A date as written in front matter: `2026-10-01` (YAML keeps it as text under the core schema). */
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date like 2026-10-01')
const oneOrMore = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)])

const ask = z.string().min(1).max(300)

/** Front matter of an article; published as JSON Schema for editors. Unknown keys are an error: most are misspelt ones. */
export const frontMatterSchema = z.strictObject({
  title: z.string().min(1).max(200).optional().describe('The first heading where left out'),
  category: z.string().max(120).optional().describe('A hierarchy by slashes; the folder where left out'),
  audience: oneOrMore.optional().describe('Who sees it, one or several words; everyone where left out'),
  locale: z.string().max(20).optional().describe("BCP 47 tag; the assistant's first language where left out"),
  updated: day.optional().describe('When the content was last checked'),
  valid_from: day.optional().describe('Not seen before this day, UTC'),
  valid_until: day.optional().describe('Not seen after this day, UTC'),
  owner: z.string().max(200).optional().describe('Who keeps it up to date'),
  source: z.string().max(200).optional().describe('Where it comes from'),
  url: z.url().max(500).optional().describe('Where customers can read it; citations link there'),
  questions: z
    .array(z.union([ask, z.strictObject({ question: ask, answer: z.string().min(1).max(2_000) })]))
    .max(limits.questionsPerDocument)
    .optional()
    .describe(
      'How customers ask for it: three to six, in their words. With an answer of its own, which is given word for word, a question is a section of the article',
    ),
})

const fence = /^---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/
const dayMs = 86_400_000

/** A file's name without ending, or what follows the number sign where one source gives several articles. */
const slugOf = (path: string): string => path.split('#')[1] ?? (path.split('/').at(-1) ?? path).replace(/\.[^.]+$/, '')

/** What the folder is read into: articles as they lie there, and those made of other formats, which keep the name of their source. */
const articleNames = /\.(?:md|markdown|html?|xhtml|pdf|docx|te?xt|[ct]sv)(?:#[^/]*)?$/i

/**
 * The first heading of the first order, without the number signs that may close it; null where there is none. By hand: one expression for all of
 * it took minutes over a line with thousands of spaces.
 */
export function firstHeading(body: string): string | null {
  for (const [line] of body.matchAll(/^#[ \t][^\n]*/gm)) {
    const text = line.slice(1).trim()
    let end = text.length
    while (text[end - 1] === '#') end -= 1
    const title = text.slice(0, end).trimEnd()
    if (title !== '') return title
  }
  return null
}

/** Reads one Markdown file. Never throws: what cannot be read comes back as problems with file and line. */
export function readMarkdown(
  path: string,
  text: string,
  defaultLocale = 'en',
): { document: KnowledgeDocument | null; problems: Problem[] } {
  const problem = (line: number, message: string): Problem => problemIn(path, line, message)
  if (text.length > limits.fileCharacters)
    return {
      document: null,
      problems: [problem(1, `longer than ${limits.fileCharacters} characters: split the article`)],
    }
  const source = text.replace(/^\uFEFF/, '')
  const header = fence.exec(source)
  const lines = new LineCounter()
  const yaml = parseDocument(header?.[1] ?? '', { lineCounter: lines, schema: 'core', stringKeys: true })
  const first = yaml.errors[0]
  if (first) return { document: null, problems: [problem((first.linePos?.[0].line ?? 0) + 1, first.message)] }

  const lineOf = (key: unknown): number => {
    if (!isMap(yaml.contents)) return 1
    const pair = yaml.contents.items.find((item) => isScalar(item.key) && item.key.value === key)
    const range = pair && isScalar(pair.key) ? pair.key.range : null
    return range ? lines.linePos(range[0]).line + 1 : 1
  }
  const parsed = frontMatterSchema.safeParse(yaml.toJS({ maxAliasCount: 0 }) ?? {})
  if (!parsed.success)
    return {
      document: null,
      problems: parsed.error.issues.map((issue) => {
        const key = issue.code === 'unrecognized_keys' ? issue.keys[0] : issue.path[0]
        return problem(lineOf(key), `${String(key ?? 'front matter')}: ${issue.message}`)
      }),
    }
  const meta = parsed.data
  const body = source.slice(header?.[0].length ?? 0)
  const title = meta.title ?? firstHeading(body)
  if (!title) return { document: null, problems: [problem(1, 'has neither a title in its front matter nor a heading')] }
  const asked = (meta.questions ?? []).map((one) => (typeof one === 'string' ? { question: one, answer: null } : one))
  const answered = asked.flatMap(({ question, answer }) =>
    answer === null ? [] : [`\n\n## ${question}\n\n${answer}\n`],
  )
  if (body.trim() === '' && answered.length === 0)
    return { document: null, problems: [problem(1, 'has no text below its front matter')] }

  const document: KnowledgeDocument = {
    slug: slugOf(path),
    path,
    title,
    category: meta.category ?? path.split('/').slice(0, -1).at(-1)?.replace(/^@/, '') ?? '',
    audience: meta.audience === undefined ? ['everyone'] : [meta.audience].flat(),
    locale: meta.locale ?? defaultLocale,
    updated: meta.updated ?? null,
    validFromMs: meta.valid_from === undefined ? null : Date.parse(meta.valid_from),
    validUntilMs: meta.valid_until === undefined ? null : Date.parse(meta.valid_until) + dayMs,
    owner: meta.owner ?? null,
    source: meta.source ?? null,
    url: meta.url ?? null,
    questions: asked.map(({ question }) => question),
    body: body + answered.join(''),
  }
  return { document, problems: [] }
}

export interface ReadDocuments {
  documents: KnowledgeDocument[]
  problems: Problem[]
}

/** Reads a folder's files (already loaded) in a fixed order; slugs must be unique. */
export function readDocuments(files: readonly { file: string; text: string }[], defaultLocale = 'en'): ReadDocuments {
  const reading = readOneByOne(files, defaultLocale)
  for (let step = reading.next(); ; step = reading.next()) if (step.done) return step.value
}

/** Milliseconds of reading between two pauses: a server that reads beside its conversations goes on answering. */
const readingSliceMs = 4

/** The same with pauses, for a process that has other things to do. `sliceMs`: reading between two of them. */
export async function readDocumentsInSlices(
  files: readonly { file: string; text: string }[],
  defaultLocale = 'en',
  sliceMs = readingSliceMs,
): Promise<ReadDocuments> {
  const reading = readOneByOne(files, defaultLocale)
  for (let since = performance.now(); ; ) {
    const step = reading.next()
    if (step.done) return step.value
    if (performance.now() - since < sliceMs) continue
    await pause()
    since = performance.now()
  }
}

/** One article a step. */
function* readOneByOne(
  files: readonly { file: string; text: string }[],
  defaultLocale: string,
): Generator<undefined, ReadDocuments> {
  const documents: KnowledgeDocument[] = []
  const problems: Problem[] = []
  const seen = new Map<string, string>()
  for (const { file, text } of [...files].sort((a, b) => (a.file < b.file ? -1 : 1))) {
    if (!articleNames.test(file) || /(?:^|\/)readme\.md$/i.test(file)) continue
    yield
    const read = readMarkdown(file, text, defaultLocale)
    problems.push(...read.problems)
    if (!read.document) continue
    const before = seen.get(`${read.document.locale}/${read.document.slug}`)
    if (before !== undefined) {
      const message = `has the same name as ${before}: citations could not tell them apart; rename one`
      problems.push(problemIn(file, 1, message))
      continue
    }
    seen.set(`${read.document.locale}/${read.document.slug}`, file)
    documents.push(read.document)
  }
  return { documents, problems }
}
