import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { filesOf, readAssistantFolder, readAuthoredData } from '#assistant/index.ts'
import { type KnowledgeDocument, readDocuments } from '#knowledge/documents/document.ts'
import { buildKnowledge } from '#knowledge/index/build.ts'
import { readSections } from '#knowledge/index/bytes.ts'
import { indexOf } from '#knowledge/index/index-form.ts'
import type { Evidence } from '#knowledge/retrieve/confidence.ts'
import type { Candidate } from '#knowledge/retrieve/rank.ts'
import { type Filters, searcher } from '#knowledge/retrieve/search.ts'
import type { Encoder } from '#ports/encoder.ts'
import { slipMender } from '#understanding/index.ts'

/** A question with what was found for it. */
export interface Asked {
  question: string
  /** `written`: by others, of the question file; `own`: an article's own, asked of an index without it; `outside`: what no article answers. */
  from: 'written' | 'own' | 'outside'
  style: string
  candidates: Candidate[]
  evidence: Evidence | null
  /** Documents of which any answers it. */
  right: ReadonlySet<number>
}

interface Question {
  question: string
  slugs: string[]
  style?: string
  on?: string
  audience?: string
}

/** Days are those of the shop's articles: the sale of winter is over, that of Thanksgiving is not. */
const nowMs = Date.parse('2026-11-20T12:00:00Z')
/** Each article's own questions and the outside examples are left out in so many parts; each costs an index. */
const parts = 4

/**
 * Asks an assistant's knowledge the questions of a file; then the articles' own questions and what is out of scope, each of an index that was
 * built without them. Slips are mended before, as in a turn.
 */
export async function askAll(
  folder: string,
  questionFiles: readonly string[],
  encoder: Encoder | null,
): Promise<Asked[]> {
  const source = await readAssistantFolder(folder)
  const { documents } = readDocuments(filesOf(source, 'knowledge'))
  const { utterances, outside } = utterancesOf(filesOf(source, 'intents'))
  const mend = slipMender(readAuthoredData(source).data)
  const remembered = encoder && remembering(encoder)
  const bySlug = new Map(documents.map(({ slug }, at) => [slug, at]))
  const questions = questionFiles.flatMap((file) => parse(readFileSync(file, 'utf8')) as Question[])

  const ask = async (
    from: readonly KnowledgeDocument[],
    outsideKnown: readonly string[],
    asked: readonly (Pick<Asked, 'question' | 'from' | 'style' | 'right'> & { filters: Filters })[],
  ): Promise<Asked[]> => {
    const bytes = await buildKnowledge(from, { utterances, outside: outsideKnown, encoder: remembered })
    const { search } = searcher(indexOf(readSections(bytes)))
    const found: Asked[] = []
    for (const { filters, ...one } of asked) {
      const text = mend(one.question)
      const vector = remembered && ((await remembered.encode([{ text }]))[0]?.vector ?? null)
      const { candidates, evidence } = search(text, filters, { vector })
      found.push({ ...one, candidates, evidence })
    }
    return found
  }

  const byOthers = await ask(
    documents,
    outside,
    questions.map(({ question, slugs, style, on, audience }) => ({
      question,
      from: 'written',
      style: style ?? 'unanswerable',
      right: new Set(slugs.flatMap((slug) => bySlug.get(slug) ?? [])),
      filters: {
        nowMs: on ? Date.parse(`${on}T12:00:00Z`) : nowMs,
        locale: 'en-US',
        ...(audience && { audience: [audience] }),
      },
    })),
  )
  const leftOut: Asked[] = []
  for (let part = 0; part < parts; part += 1) {
    const isOut = (_: unknown, place: number) => place % parts === part
    const isIn = (_: unknown, place: number) => place % parts !== part
    const own = documents.flatMap((document, at) =>
      document.validFromMs === null
        ? document.questions.filter(isOut).map((question) => ({ question, from: 'own' as const, right: new Set([at]) }))
        : [],
    )
    const none = outside
      .filter(isOut)
      .map((question) => ({ question, from: 'outside' as const, right: new Set<number>() }))
    const without = documents.map((document) => ({ ...document, questions: document.questions.filter(isIn) }))
    const asked = [...own, ...none].map((one) => ({ ...one, style: one.from, filters: { nowMs, everything: true } }))
    leftOut.push(...(await ask(without, outside.filter(isIn), asked)))
  }
  return [...byOthers, ...leftOut]
}

/** The examples of intents that are no commands, and those of out-of-scope. */
export function utterancesOf(files: readonly { text: string }[]) {
  const all = files.flatMap(({ text }) =>
    Object.entries((parse(text) as { intents: Record<string, { command?: string; examples: string[] }> }).intents),
  )
  const plain = (examples: readonly string[]) =>
    examples.map((example) => example.replace(/\[([^\]]+)\]\([^)]*\)/g, '$1'))
  return {
    utterances: all
      .filter(([name, { command }]) => command === undefined && name !== 'out-of-scope')
      .map(([name, { examples }]) => ({ name, texts: plain(examples) })),
    outside: all.filter(([name]) => name === 'out-of-scope').flatMap(([, { examples }]) => plain(examples)),
  }
}

/** Every text is read once: the indexes differ in a few questions only. */
function remembering(encoder: Encoder): Encoder {
  const known = new Map<string, Awaited<ReturnType<Encoder['encode']>>[number]>()
  return {
    ...encoder,
    identity: encoder.identity,
    dimensions: encoder.dimensions,
    readsWords: encoder.readsWords,
    canFail: encoder.canFail,
    async encode(inputs, signal) {
      const missing = [...new Set(inputs.map(({ text }) => text))].filter((text) => !known.has(text))
      const read = await encoder.encode(
        missing.map((text) => ({ text })),
        signal,
      )
      for (const [at, text] of missing.entries()) known.set(text, read[at]!)
      return inputs.map(({ text }) => known.get(text)!)
    },
    close: () => encoder.close(),
  }
}
