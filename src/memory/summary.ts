import type { Conversation } from '#domain/conversation.ts'
import type { DialogueState } from '#domain/dialogue-state.ts'
import type { Json } from '#domain/json.ts'
import type { ConversationMemory, MemoryNote, TalkedThing } from '#domain/memory.ts'
import { describeCourse } from '#domain/mood-course.ts'
import { memoryLimits } from './limits.ts'
import { importance } from './notes.ts'
import { thingsTalkedAbout } from './things.ts'

export interface SummaryOptions {
  maxCharacters?: number
  /** How people call a flow; its name where left out. */
  titleOf?: (flow: string) => string
  /** Left out: with the mood. The hand-off says it in a line of its own. */
  mood?: boolean
}

/** What a summary is made of: a conversation, or its state and memory as a turn is about to record them. */
export type Summarised = Pick<Conversation, 'dialogue'> & { memory?: ConversationMemory | undefined }

/**
 * What happened so far, for the person who takes over, the desk and prompts: done, promised, open, refused, wanted, said, talked about, the
 * mood. Extracted, never invented; what matters most is kept within `maxCharacters`.
 */
export function summaryOf({ dialogue, memory }: Summarised, options: SummaryOptions = {}): string {
  const { maxCharacters = memoryLimits.summaryCharacters, titleOf = (flow) => flow, mood = true } = options
  const notes = memory?.notes ?? []
  const of = (kind: MemoryNote['kind']) => notes.filter((note) => note.kind === kind).map(({ text }) => text)
  const { course } = dialogue
  // The most important first: what does not fit is left out from the end, then put in the order in which people tell it.
  const lines: { heading: string; items: string[]; weight: number; place: number }[] = [
    { heading: 'Done', items: of('done'), weight: importance.done, place: 1 },
    { heading: 'Promised', items: of('promised'), weight: importance.promised, place: 2 },
    { heading: 'Open', items: openMatters(dialogue, titleOf), weight: importance.promised, place: 3 },
    { heading: 'Refused or failed', items: of('refused'), weight: importance.refused, place: 4 },
    { heading: 'Wanted', items: of('wish'), weight: importance.wish, place: 0 },
    { heading: 'Said', items: of('said'), weight: importance.said, place: 5 },
    {
      heading: 'Talked about',
      items: thingsTalkedAbout(memory?.things ?? []).map(describeThing),
      weight: importance.said,
      place: 6,
    },
    {
      heading: 'Mood',
      items: mood && course !== undefined ? [describeCourse(course)] : [],
      weight: importance.refused,
      place: 7,
    },
  ]
  let left = maxCharacters
  const kept: { text: string; place: number }[] = []
  for (const { heading, items, place } of lines
    .filter(({ items: some }) => some.length > 0)
    .sort((a, b) => b.weight - a.weight)) {
    const text = fitted(heading, items, left)
    if (text === null) continue
    kept.push({ text, place })
    left -= text.length + 1
  }
  return kept
    .sort((a, b) => a.place - b.place)
    .map(({ text }) => text)
    .join('\n')
}

/** As many items as fit, the newest of them. */
function fitted(heading: string, items: readonly string[], left: number): string | null {
  for (let from = 0; from < items.length; from += 1) {
    const text = `${heading}: ${from > 0 ? '… ' : ''}${items.slice(from).join('; ')}`
    if (text.length <= left) return text
  }
  return null
}

function openMatters({ stack, queue }: DialogueState, titleOf: (flow: string) => string): string[] {
  const running = stack.map(({ flow, said }) => {
    const known = Object.values(said)
    return `${titleOf(flow)}${known.length > 0 ? ` (${known.join(', ')})` : ''}`
  })
  return [...running, ...queue.map(({ flow }) => `${titleOf(flow)} (next)`)].map((text) =>
    text.slice(0, memoryLimits.noteCharacters),
  )
}

/** "order number MF-104233 (boots, delivered): return item done". */
export function describeThing({ type, text, attributes, done }: TalkedThing): string {
  const known = Object.values(attributes).flatMap(short).slice(0, 4)
  const deeds = done
    .filter(({ kind }) => kind === 'flow')
    .map(({ what, outcome }) => `${what} ${outcomeWords[outcome]}`)
  return `${type.replaceAll('_', ' ')} ${text}${known.length > 0 ? ` (${known.join(', ')})` : ''}${deeds.length > 0 ? `: ${deeds.join(', ')}` : ''}`
}

const outcomeWords = {
  begun: 'under way',
  done: 'done',
  'not-done': 'not done',
  unknown: 'nobody knows whether done',
} as const

const short = (value: Json): string[] =>
  typeof value === 'string'
    ? [value]
    : Array.isArray(value)
      ? value.flatMap((item) => (typeof item === 'string' ? [item] : [])).slice(0, 3)
      : []
