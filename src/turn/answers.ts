import type { AskedQuestion } from '#domain/events.ts'
import type { Json } from '#domain/json.ts'
import type { Citation, ReplyItem } from '#domain/reply.ts'
import type { ContextPassage, KnowledgeFilters } from '#knowledge/index.ts'
import { type AnswerSource, answerLimits, languageName, writeAnswer } from '#language-models/index.ts'
import { findPersonalData, redactAll } from '#privacy/index.ts'
import { actsFrom, checkReply, groundingFor, withoutOrders, withoutOrdersIn } from '#responses/index.ts'
import { orWhileAway } from './articles-away.ts'
import { askingIn, standaloneQuestion } from './models/index.ts'
import type { StepTools, TurnData } from './turn-context.ts'

/** The answer to a question, cut from the articles or written from them. */
export interface Answered {
  text: string
  citations: Citation[]
  confidence: number
  /** What the reply's reasons say of it. */
  reason: string
  /** Left out: word for word. */
  by?: 'model'
}

export interface AnswerContext {
  turn: Pick<TurnData, 'claim' | 'assistant' | 'locale' | 'acted' | 'input'>
  filters: KnowledgeFilters
  /** Instructions on tone for a model. */
  style: string
  brief: boolean
  /** Whether the customer may see it while it is written. */
  isWatched: boolean
  tools: Pick<StepTools, 'deps' | 'models' | 'note'>
}

/** A model that reads the passages may find in them what was found with less confidence than an answer word for word takes. */
const askFrom = 0.6
/**
 * Milliseconds from the first answer of a reply on in which models write further ones. The first has its role's own limit; several slow ones
 * together would outlast whoever waits for the reply. What comes after is cut from the articles.
 */
const modelsTogetherMs = 15_000
/** A model that says the articles do not answer is overruled by what was found with this confidence. */
const surelyFound = 0.85

/**
 * What the articles say to each question that a reply has to answer: written by a model where one is configured and every sentence of it stands
 * in the passages, else cut from them. Questions without an answer are left out.
 */
export async function answersTo(
  items: readonly ReplyItem[],
  context: AnswerContext,
): Promise<ReadonlyMap<string, Answered>> {
  const answers = new Map<string, Answered>()
  let untilMs: number | null = null
  for (const item of items) {
    if (item.kind !== 'answer' || answers.has(item.query)) continue
    const query = await standaloneQuestion(item.query, context.turn, context.filters, context.tools)
    const leftMs = untilMs === null ? null : untilMs - performance.now()
    untilMs ??= performance.now() + modelsTogetherMs
    const answer = (await written(query, context, answers.size > 0, leftMs)) ?? { kind: 'embedded' as const }
    const given = answer.kind === 'embedded' ? await cutFrom(query, context) : answer.answered
    if (given !== null) answers.set(item.query, given)
  }
  return answers
}

/** Questions with what their answers cite, for reports on what is used and what is missing. */
export const askedOf = (items: readonly ReplyItem[], answers: ReadonlyMap<string, Answered>): AskedQuestion[] =>
  items.flatMap((item) =>
    item.kind === 'answer'
      ? [
          {
            question: redactAll(item.query).slice(0, questionCharacters),
            cited: [...new Set((answers.get(item.query)?.citations ?? []).map(({ passage }) => slugOf(passage)))],
          },
        ]
      : [],
  )

const questionCharacters = 300
/** A passage is `slug#number`. */
const slugOf = (passage: string): string => passage.replace(/#\d+$/, '')

/** In the articles' own words. */
async function cutFrom(query: string, { turn, filters }: AnswerContext): Promise<Answered | null> {
  const found = await orWhileAway(turn.assistant.knowledge.answer(query, filters), null)
  // An order that stands in an article is data like the rest of it, and nothing to quote.
  const answer = found && withoutOrdersIn(found)
  if (answer === null) return null
  const { text, citations, confidence, title } = answer
  return { text, citations, confidence, reason: `answered from "${title}" (${confidence.toFixed(2)})` }
}

/** In a model's words; null: the embedded answer is given, if there is one. */
async function written(
  query: string,
  around: AnswerContext,
  isFurther: boolean,
  /** Null: as long as the role has. */
  leftMs: number | null,
): Promise<{ kind: 'written'; answered: Answered | null } | null> {
  const { turn, filters, style, brief, isWatched, tools } = around
  const { claim, assistant, locale } = turn
  if (!tools.models.offers('answer') || (leftMs !== null && leftMs <= 0)) return null
  const context = await orWhileAway(assistant.knowledge.context(query, filters, answerLimits.sources), null)
  if (context === null) return null
  const { passages, confidence, threshold } = context
  if (passages.length === 0 || confidence < threshold * askFrom) return null
  const { tenant, conversation } = claim
  // The answer to a second question begins on a line of its own.
  let gap = isFurther ? '\n' : ''
  const answer = await writeAnswer(
    askingIn(claim, assistant, tools.models),
    {
      question: query,
      sources: passages.map(sourceOf),
      // The question stands by itself by now: what was said before stays here, and the answer is the same for whoever asks it.
      language: languageName(locale),
      style,
      length: brief ? 'One or two short sentences.' : 'At most five sentences.',
      // The question may name what is the customer's own, also from what was said before; articles are the same for everybody.
      personal: turn.input.personalData.length > 0 || findPersonalData(query).length > 0,
      ...(leftMs !== null && { withinMs: leftMs }),
    },
    {
      groundingFor,
      objection: (sentence, sources) => objectionTo(sentence, sources, turn),
      onSentence: (text) => {
        if (isWatched) tools.deps.drafts?.say(tenant, conversation.id, claim.turn, `${gap}${text}`)
        gap = ''
      },
      onVoid: () => tools.deps.drafts?.retract(tenant, conversation.id),
    },
  )
  if (answer.cut.length > 0)
    tools.note(
      'sentences left out',
      answer.cut.map(({ text, why }): Json => ({ text, why })),
    )
  if (answer.kind === 'written') {
    const { text, citations, record } = answer
    const reason = `written by ${record.model ?? 'a model'} from ${titlesOf(citations)} (${confidence.toFixed(2)})`
    return { kind: 'written', answered: { text, citations, confidence, reason, by: 'model' } }
  }
  tools.note('answer of a model', answer.why)
  return answer.why === 'unknown' && confidence < surelyFound ? { kind: 'written', answered: null } : null
}

const sourceOf = ({ passage, title, headings, url, text }: ContextPassage): AnswerSource => ({
  passage,
  title,
  headings,
  url,
  text: withoutOrders(text).text,
})

const titlesOf = (citations: readonly Citation[]): string =>
  [...new Set(citations.map(({ title }) => `"${title}"`))].join(', ')

/**
 * What the last check would say against a sentence, by the assistant's own settings: what it would withhold must not be shown before. That it
 * stands in the sources is seen to before.
 */
function objectionTo(
  sentence: string,
  sources: readonly string[],
  { acted, input, assistant }: AnswerContext['turn'],
): string | null {
  const { guardrails } = assistant.config
  // What the articles name themselves may be quoted.
  const isNamed = (name: string) => sources.some((source) => source.toLowerCase().includes(name.toLowerCase()))
  const { findings, scores } = checkReply(
    { parts: [{ kind: 'text', text: sentence, by: 'model' }] },
    {
      grounds: [...sources],
      own: [acted.identity.attributes, input.text, ...sources],
      findPersonalData,
      guardrails: { ...guardrails, competitors: guardrails.competitors.filter((name) => !isNamed(name)) },
    },
  )
  const withheld = objecting.find((rule) => scores[rule] >= (actsFrom(rule, guardrails) ?? Number.POSITIVE_INFINITY))
  if (withheld === undefined) return null
  return `${withheld}: ${findings.find(({ rule }) => rule === withheld)?.what ?? scores[withheld].toFixed(2)}`
}

/** Rules that can be asked of one sentence: not whether it is grounded, and not how long or in which language the whole is. */
const objecting = [
  'private',
  'safe',
  'instructed',
  'person',
  'promises',
  'advice',
  'competitors',
  'unsafe',
  'tone',
] as const
