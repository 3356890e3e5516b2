import type { AssistantRuntime } from '#assistant/index.ts'
import type { Json } from '#domain/json.ts'
import type { Reply, ReplyPart } from '#domain/reply.ts'
import { type Asking, phrase } from '#language-models/index.ts'
import { distanceFromStyle, type Situation, styleInstructions, styleOf } from '#responses/index.ts'
import type { Note } from '../turn-context.ts'

/** Texts of one reply that are reworded: most replies have one or two. */
const textsAtMost = 4

/**
 * Said as its author wrote it: what is promised, refused or owned up to, and what a customer says yes to. The manner of such a sentence is
 * worth less than its words.
 */
const asWritten =
  /^(?:handoff|intake|language|safety|check|turn|memory|knowledge|silence)\.|^repair\.(?:confirm|redo|undo|tool|handing-off)/

type TextPart = Extract<ReplyPart, { kind: 'text' }>

interface ToPhraseReply {
  reply: Reply
  /** What was put into the wordings: it stays as it is. */
  values: readonly Json[]
  situation: Situation
  /** The customer is asked for a yes. */
  isConfirming: boolean
  assistant: AssistantRuntime
}

/** The templates of a reply in the assistant's tone, where a model words them without changing what they say. */
export async function phrasedReply(asking: Asking, given: ToPhraseReply, note: Note): Promise<Reply> {
  const { reply, situation, assistant } = given
  if (!asking.models.offers('phrase') || given.isConfirming) return reply
  const isOpen = (part: ReplyPart): part is TextPart =>
    part.kind === 'text' &&
    part.citations === undefined &&
    part.by === undefined &&
    (part.response === undefined || !asWritten.test(part.response))
  const open = reply.parts.filter(isOpen).slice(0, textsAtMost)
  if (open.length === 0) return reply
  const wanted = styleOf(assistant.config.personality, situation)
  const style = styleInstructions(wanted, reply.locale)
  const values = textsIn(given.values)
  const worded = await Promise.all(
    open.map((part) => phrase(asking, { text: part.text, locale: reply.locale, style, values })),
  )
  note(
    'phrased',
    worded.map(({ why }) => why ?? 'yes'),
  )
  // How far from the personality, before and after: whether the model keeps to it.
  const before = open.map((part) => part.text)
  const after = open.map((part, index) => worded[index]?.text ?? part.text)
  if (after.some((text, index) => text !== before[index]))
    note(
      'style distance',
      [before, after].map((said) => Math.round(distanceFromStyle(said, wanted) * 100) / 100),
    )
  const texts = new Map(open.map((part, index) => [part, worded[index]?.text ?? part.text]))
  return {
    ...reply,
    parts: reply.parts.map((part) =>
      isOpen(part) && texts.has(part) ? { ...part, text: texts.get(part) ?? part.text } : part,
    ),
  }
}

/** Every text and number inside values, as they may stand in a wording. */
function textsIn(values: readonly Json[]): string[] {
  const found = new Set<string>()
  const look = (value: Json): void => {
    if (typeof value === 'string' || typeof value === 'number') found.add(String(value))
    else if (Array.isArray(value)) value.forEach(look)
    else if (value !== null && typeof value === 'object') Object.values(value).forEach(look)
  }
  values.forEach(look)
  // One letter or digit stands in every other word.
  return [...found].filter((text) => text.length > 1)
}
