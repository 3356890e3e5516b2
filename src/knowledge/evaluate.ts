import type { Knowledge } from './knowledge.ts'
import type { Filters } from './retrieve/search.ts'

/** A question with the articles of which any answers it; none: the articles do not say it. */
export interface KnowledgeQuestion {
  question: string
  slugs: string[]
  /** They answer different parts of it: a full answer cites all of them. */
  every?: boolean
  /** As whom and when it is asked. */
  filters: Filters
}

export interface KnowledgeEvaluation {
  answerable: number
  unanswerable: number
  /** Share of answerable questions whose first article is right. */
  top1: number
  /** … with a right one among the first five different articles. */
  recall5: number
  /** Share of answerable questions that were answered, from a right article. */
  answeredRight: number
  /** … that were answered from a wrong one. */
  answeredWrong: number
  /** Share of the questions for which every article is needed whose answer cites all of them; null where there are none. */
  answeredInFull: number | null
  /** Share of unanswerable questions that got no answer. */
  unanswerableRecognised: number
  /** Mean distance between confidence and truth over ten bins, weighted by their size. */
  calibrationError: number
  /** Answers with a line that none of their citations contains: must be 0. */
  uncited: number
  p50Ms: number
  p99Ms: number
  /** Where the shares lie with 95 % (Wilson): a few hundred questions are few. */
  intervals: Record<'top1' | 'recall5' | 'answeredRight' | 'answeredWrong' | 'unanswerableRecognised', [number, number]>
  mistakes: { question: string; wanted: string[]; found: string | null; confidence: number; kind: MistakeKind }[]
}

type MistakeKind = 'wrong-article' | 'not-answered' | 'answered-unanswerable'

/** Puts each question to the knowledge and counts. `clockMs` is a monotonic clock in milliseconds, for the timings only. */
export async function evaluateKnowledge(
  knowledge: Knowledge,
  questions: readonly KnowledgeQuestion[],
  clockMs: () => number,
): Promise<KnowledgeEvaluation> {
  const mistakes: KnowledgeEvaluation['mistakes'] = []
  const times: number[] = []
  const bins = Array.from({ length: 10 }, () => ({ count: 0, confidence: 0, right: 0 }))
  let answerable = 0
  let first = 0
  let among = 0
  let answeredRight = 0
  let answeredWrong = 0
  let wantedInFull = 0
  let inFull = 0
  let refused = 0
  let uncited = 0
  for (const { question, slugs, every, filters } of questions) {
    const before = clockMs()
    const answer = await knowledge.answer(question, filters)
    times.push(clockMs() - before)
    const { passages, confidence } = await knowledge.retrieve(question, filters, 50)
    const articles = [...new Set(passages.map(({ slug }) => slug))]
    const found = articles[0] ?? null
    const right = found !== null && slugs.includes(found)
    const bin = bins[Math.min(9, Math.floor(confidence * 10))]!
    bin.count += 1
    bin.confidence += confidence
    bin.right += right ? 1 : 0
    if (answer && !isCited(answer.text, answer.citations)) uncited += 1
    const mistake = (kind: MistakeKind) => mistakes.push({ question, wanted: slugs, found, confidence, kind })
    if (slugs.length === 0) {
      if (answer === null) refused += 1
      else mistake('answered-unanswerable')
      continue
    }
    answerable += 1
    if (right) first += 1
    else mistake('wrong-article')
    if (articles.slice(0, 5).some((slug) => slugs.includes(slug))) among += 1
    // An answer to two matters may begin with the other one.
    const cited = (slug: string) => answer?.citations.some(({ passage }) => passage.startsWith(`${slug}#`)) === true
    if (every) {
      wantedInFull += 1
      if (slugs.every(cited)) inFull += 1
    }
    if (answer && !slugs.some(cited)) answeredWrong += 1
    if (right && answer) answeredRight += 1
    else if (right) mistake('not-answered')
  }
  const unanswerable = questions.length - answerable
  times.sort((a, b) => a - b)
  const share = (count: number, of: number) => (of === 0 ? 1 : count / of)
  return {
    answerable,
    unanswerable,
    top1: share(first, answerable),
    recall5: share(among, answerable),
    answeredRight: share(answeredRight, answerable),
    answeredWrong: share(answeredWrong, answerable),
    answeredInFull: wantedInFull === 0 ? null : inFull / wantedInFull,
    unanswerableRecognised: share(refused, unanswerable),
    calibrationError:
      bins.reduce((sum, bin) => sum + Math.abs(bin.confidence - bin.right), 0) / Math.max(1, questions.length),
    uncited,
    p50Ms: times[Math.floor(times.length * 0.5)] ?? 0,
    p99Ms: times[Math.floor(times.length * 0.99)] ?? 0,
    intervals: {
      top1: wilson(first, answerable),
      recall5: wilson(among, answerable),
      answeredRight: wilson(answeredRight, answerable),
      answeredWrong: wilson(answeredWrong, answerable),
      unanswerableRecognised: wilson(refused, unanswerable),
    },
    mistakes,
  }
}

/** Wilson's interval of a share, 95 %: right also for few and for shares near 0 and 1. */
function wilson(count: number, of: number): [low: number, high: number] {
  if (of === 0) return [0, 1]
  const z = 1.96
  const [share, spread] = [count / of, (z * z) / of]
  const middle = share + spread / 2
  const half = z * Math.sqrt((share * (1 - share)) / of + spread / (4 * of))
  return [Math.max(0, (middle - half) / (1 + spread)), Math.min(1, (middle + half) / (1 + spread))]
}

/** Whether each line of a text stands in one of the quotes. */
function isCited(text: string, citations: readonly { quote: string }[]): boolean {
  return text
    .split('\n')
    .map((line) => line.replace(/^(?:• |\d+\. )/, '').trim())
    .every((line) => citations.some(({ quote }) => quote.includes(line)))
}
