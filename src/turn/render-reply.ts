import type { AssistantRuntime } from '#assistant/index.ts'
import { payloads } from '#dialogue/index.ts'
import type { Json } from '#domain/json.ts'
import type { Random } from '#domain/random.ts'
import type { QuickReply, Reply, ReplyItem, ReplyPart } from '#domain/reply.ts'
import { languageNames, languageResponse, type Mood, promiseInTheirs, shorten } from '#responses/index.ts'
import type { Answered } from './answers.ts'

export interface RenderContext {
  locale: string
  /** The language of the message (ISO 639-1), which the assistant may not have. */
  spoken?: string
  channel: string
  /** The customer wants it short. */
  brief?: boolean
  /** How the customer seems to feel, where that asks for another manner. */
  mood?: Mood | null
  /** The mood was spoken to a short while ago: understanding that is repeated every time sounds like none. */
  isAcknowledged?: boolean
  /** The task is done with this reply. */
  closes?: boolean
  random: Random
  /** There for every response: `customer`, `settings` … */
  variables: Record<string, Json>
  nowMs: number
  /** What moments are written in, where it is another than the assistant's. */
  timeZone?: string
  /** What was found for each question that the items ask; one that is not here is told as not known. */
  answers?: ReadonlyMap<string, Answered>
}

export interface Rendered {
  reply: Reply
  /** Values that the reply's statements may rest on. */
  grounds: Json[]
  /** The authors' own wordings: an example e-mail address in one is nobody's personal data. */
  authored: Json[]
  /** Questions that the articles do not answer. */
  unanswered: string[]
}

/** Confidence of a reply that rests on rules and templates alone. */
const certain = 1

/** Items of a reply, in order, to what the customer reads: responses rendered, answers to questions with their citations. */
export function renderReply(
  assistant: AssistantRuntime,
  items: readonly ReplyItem[],
  context: RenderContext,
): Rendered {
  const parts: ReplyPart[] = []
  let quickReplies: QuickReply[] = []
  const reasons: string[] = []
  const grounds: Json[] = []
  const authored: Json[] = []
  const unanswered: string[] = []
  let confidence = certain
  const say = (response: string, variables: Record<string, Json>, isLast = false) => {
    const all = { ...context.variables, ...variables }
    const rendered = assistant.responses.render(response, {
      ...context,
      ...inTheirs(response, context, all, assistant),
      opens: parts.length === 0 && context.isAcknowledged !== true,
      closes: isLast && context.closes === true,
    })
    parts.push(...rendered.parts)
    quickReplies.push(...rendered.quickReplies)
    grounds.push(variables, ...rendered.grounds)
    authored.push(...rendered.grounds)
    reasons.push(`said ${response}`)
  }
  for (const item of items) {
    if (item.kind === 'say') {
      // Buttons of what was said before answer another question; a person can be had whatever is asked.
      if (item.asks) quickReplies = quickReplies.filter(({ payload }) => payload === payloads.handOff)
      say(item.response, item.variables, item === items.at(-1))
      quickReplies.push(...(item.quickReplies ?? []))
      continue
    }
    const answer = context.answers?.get(item.query)
    if (answer === undefined) {
      unanswered.push(item.query)
      confidence = Math.min(confidence, 0.3)
      say('knowledge.unknown', { query: item.query })
      continue
    }
    const { text, citations, by } = answer
    parts.push({ kind: 'text', text, citations, ...(by !== undefined && { by }) })
    quickReplies.push(...(item.quickReplies ?? []))
    confidence = Math.min(confidence, answer.confidence)
    reasons.push(answer.reason)
  }
  return {
    reply: {
      parts: shorten(parts),
      quickReplies: dropRepeated(quickReplies),
      locale: context.locale,
      confidence,
      reasons,
    },
    grounds,
    authored,
    unanswered,
  }
}

/** That the assistant does not have the customer's language is said in it. */
function inTheirs(
  response: string,
  { locale, spoken }: RenderContext,
  variables: Record<string, Json>,
  assistant: AssistantRuntime,
): { locale: string; variables: Record<string, Json> } {
  if (spoken !== undefined && (response === promiseInTheirs.open || response === promiseInTheirs.closed))
    return { locale: spoken, variables }
  if (response !== languageResponse || spoken === undefined) return { locale, variables }
  return { locale: spoken, variables: { ...variables, languages: languageNames(assistant.config.languages, spoken) } }
}

function dropRepeated(quickReplies: readonly QuickReply[]): QuickReply[] {
  const seen = new Set<string>()
  return quickReplies.filter(({ payload }) => !seen.has(payload) && seen.add(payload))
}
