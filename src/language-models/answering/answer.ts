import type { ModelCallRecord } from '#domain/model-call.ts'
import type { Citation } from '#domain/reply.ts'
import { promptText } from '../prompts/index.ts'
import { type Asking, common } from '../roles/asking.ts'
import { dataBlock } from '../roles/data-block.ts'
import type { WhyNone } from '../types.ts'
import { type Sentence, SentenceReader } from './sentences.ts'
import { type AnswerSource, citationFor, fitting, groundOf, numbered, type Says } from './sources.ts'

/** Whether the sources say what a sentence says; `source` is null for what states nothing. */
export interface SentenceSupport {
  supported: boolean
  why: string | null
  source: number | null
}

export interface ToAnswer {
  /** Standing by itself: what was said before it is not sent along. */
  question: string
  sources: readonly AnswerSource[]
  /** English name of the language it is answered in. */
  language: string
  /** Instructions on tone; empty where there are none. */
  style: string
  /** How long it may be, in words for the prompt. */
  length: string
  intent?: string
  withinMs?: number
  /** True where the answer may hold what belongs to one customer. */
  personal: boolean
}

/** How an answer is watched while it is written. */
export interface AnswerWatch {
  /** Reads the sources once and then holds sentences against them. */
  groundingFor(sources: readonly string[]): { supportOf(sentence: string): SentenceSupport }
  /** What else speaks against a sentence (private data, a promise …); null where nothing does. */
  objection(sentence: string, sources: readonly string[]): string | null
  /** A sentence that passed: it may be shown. It brings the white space before it along. */
  onSentence(text: string): void
  /** What was shown is void. */
  onVoid(): void
}

export interface CutSentence {
  text: string
  why: string
}

export type WrittenAnswer =
  | { kind: 'written'; text: string; citations: Citation[]; cut: CutSentence[]; record: ModelCallRecord }
  /** `unknown`: the model says that the sources do not answer it. `unsupported`: too little of what it wrote stands in them. */
  | { kind: 'none'; why: WhyNone | 'unknown' | 'unsupported'; cut: CutSentence[]; record: ModelCallRecord | null }

/** What the model writes where the sources do not answer. */
const unknown = 'NOT IN THE ARTICLES'
const unknownPattern = /not in the articles/i

export const answerLimits = {
  /** Characters of all sources together: some 3,000 tokens. */
  sources: 12_000,
  question: 2_000,
  /** Sentences of an answer; what comes after them is not waited for. */
  sentences: 14,
} as const

/**
 * An answer written by a language model from passages, sentence by sentence: each is held against the passages as soon as it is complete, and
 * shown only if they say it. One that they do not say is left out; where that leaves too little, there is no answer.
 */
export async function writeAnswer(
  asking: Asking,
  given: ToAnswer,
  watch: AnswerWatch,
  signal?: AbortSignal,
): Promise<WrittenAnswer> {
  const grounds = given.sources.map(groundOf)
  const grounding = watch.groundingFor(grounds)
  let reader = new SentenceReader()
  let kept: Kept[] = []
  let cut: CutSentence[] = []
  let isUnknown = false
  const begin = () => {
    if (kept.length > 0) watch.onVoid()
    reader = new SentenceReader()
    kept = []
    cut = []
    isUnknown = false
  }
  const none = (
    why: Extract<WrittenAnswer, { kind: 'none' }>['why'],
    record: ModelCallRecord | null,
  ): WrittenAnswer => {
    if (kept.length > 0) watch.onVoid()
    return { kind: 'none', why, cut, record }
  }
  const take = (sentence: Sentence): void => {
    const text = withoutMarks(sentence.text)
    if (text === '') return
    const { supported, why, source } = grounding.supportOf(text)
    const objection = supported ? watch.objection(text, grounds) : (why ?? 'no source says this')
    if (objection !== null) {
      cut.push({ text, why: objection })
      return
    }
    const before = kept.length === 0 ? '' : sentence.before
    kept.push({
      text,
      before,
      source: source === null ? null : citedOf(sentence.text, source, given.sources, text, watch),
    })
    watch.onSentence(before + text)
  }
  for await (const part of asking.models.stream(request(asking, given), signal)) {
    if (part.kind === 'restart') begin()
    else if (part.kind === 'none') return none(part.why, part.record)
    else {
      for (const sentence of part.kind === 'text' ? reader.push(part.text) : reader.end()) {
        isUnknown ||= unknownPattern.test(sentence.text)
        if (!isUnknown && kept.length + cut.length < answerLimits.sentences) take(sentence)
      }
      if (part.kind !== 'end') continue
      if (isUnknown) return none('unknown', part.record)
      const cited = kept.filter(({ source }) => source !== null)
      if (cited.length === 0 || cut.length > kept.length) return none('unsupported', part.record)
      return {
        kind: 'written',
        text: textOf(kept),
        citations: citationsOf(kept, given.sources, watch),
        cut,
        record: part.record,
      }
    }
  }
  return none('failed', null)
}

interface Kept extends Sentence {
  /** Index of the source it rests on; null where it states nothing. */
  source: number | null
}

function request(asking: Asking, given: ToAnswer) {
  const { question, sources, language, style, length, intent, withinMs, personal } = given
  const articles = fitting(
    sources.map((source, index) => numbered(source, index + 1)),
    answerLimits.sources,
  )
  return {
    ...common(asking, 'answer'),
    system: promptText(asking.prompts, 'answer', { company: asking.company, language, style, length, unknown }),
    messages: [
      { from: 'data' as const, text: dataBlock('document', articles.join('\n\n'), answerLimits.sources * 2) },
      { from: 'customer' as const, text: dataBlock('customer-message', question, answerLimits.question) },
    ],
    personal,
    ...(intent !== undefined && { intent }),
    ...(withinMs !== undefined && { withinMs }),
  }
}

const mark = /(?<!\s)\s*\[\d{1,2}(?:\s*,\s*\d{1,2})*\]/g
/** Numbers of sources are the model's own; the customer sees citations. */
const withoutMarks = (text: string): string =>
  text
    .replace(mark, '')
    .replace(/^[\s.,;:]+(?=\S)/, '')
    .trim()

/** The source that the model names, where it says the sentence; else the one that was found to. */
function citedOf(
  written: string,
  found: number,
  sources: readonly AnswerSource[],
  text: string,
  watch: AnswerWatch,
): number {
  const named = [...written.matchAll(/\[(\d{1,2})/g)].map((match) => Number(match[1]) - 1)
  if (named.length === 0 || named.includes(found)) return found
  return (
    named.find((index) => {
      const source = sources[index]
      return source !== undefined && watch.groundingFor([groundOf(source)]).supportOf(text).supported
    }) ?? found
  )
}

const textOf = (kept: readonly Kept[]): string => kept.map(({ before, text }) => before + text).join('')

function citationsOf(kept: readonly Kept[], sources: readonly AnswerSource[], watch: AnswerWatch): Citation[] {
  const says: Says = (sentence, ground) => watch.groundingFor([ground]).supportOf(sentence).supported
  const citations: Citation[] = []
  for (const { text, source } of kept) {
    const from = source === null ? undefined : sources[source]
    if (from === undefined) continue
    const citation = citationFor(text, from, says)
    const same = citations.find(({ passage, quote }) => passage === citation.passage && quote.includes(citation.quote))
    if (same === undefined) citations.push(citation)
  }
  return citations
}
