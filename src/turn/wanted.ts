import type { AssistantRuntime } from '#assistant/index.ts'
import type { DialogueState, Frame } from '#domain/dialogue-state.ts'
import { canonicalJson } from '#domain/json.ts'
import type { Understanding, Wish } from '#domain/understanding.ts'
import type { Subject } from '#memory/index.ts'

/** Confidence of an intent from which its flows tell what a wish could be about; of a flow from which it is the subject. */
const leastIntent = 0.2
const sureSubject = 0.4

type Flows = AssistantRuntime['flows']

/** Which wish of a message a place in it belongs to. */
export const wishAt =
  ({ wishes }: Understanding) =>
  (place: number): number =>
    Math.max(
      0,
      wishes.findIndex(({ start, end }) => place >= start && place < end),
    )

/** Kinds of things that a wish, or what is open, could take: what "it" may be in "cancel it". */
export function wantedAt(understanding: Understanding, dialogue: DialogueState, { flows, startedBy }: Flows) {
  const typesOf = (names: readonly string[]) =>
    names.flatMap((name) => Object.values(flows[name]?.slots ?? {}).flatMap(({ entities }) => entities))
  const open = openTypes(dialogue, flows)
  const ofWish = understanding.wishes.map(({ intents }) => {
    const likely = intents.filter(({ confidence }) => confidence >= leastIntent).slice(0, 2)
    const types = typesOf(likely.flatMap(({ name }) => startedBy[name] ?? []))
    return new Set(types.length > 0 ? types : open)
  })
  const at = wishAt(understanding)
  return (place: number): ReadonlySet<string> => ofWish[at(place)] ?? new Set(open)
}

/** What the open task still takes. */
function openTypes({ stack, pending }: DialogueState, flows: Flows['flows']): string[] {
  const frame = stack.at(-1)
  if (frame === undefined) return []
  const slots = Object.values(flows[frame.flow]?.slots ?? {})
  const asked = pending !== null && 'slot' in pending ? slots.filter(({ name }) => name === pending.slot) : []
  return (asked.length > 0 ? asked : slots).flatMap(({ entities }) => entities)
}

/** The things that the open task is about, as `type:value`. */
export function inPlay({ stack }: DialogueState, { flows }: Flows): Set<string> {
  const frame: Frame | undefined = stack.at(-1)
  const found = new Set<string>()
  if (frame === undefined) return found
  for (const { name, entities } of Object.values(flows[frame.flow]?.slots ?? {})) {
    const value = frame.slots[name]
    if (value !== undefined && value !== null) for (const type of entities) found.add(`${type}:${canonicalJson(value)}`)
  }
  return found
}

/** What a message is about, for telling whether the subject changed. */
export function subjectOf(
  understanding: Understanding,
  things: readonly string[],
  dialogue: DialogueState,
  { startedBy }: Flows,
  similarity: number | null,
): Subject {
  const best = [...understanding.wishes].sort((a, b) => sureness(b) - sureness(a))[0]
  const intent = best?.intents[0]
  const isSure = intent !== undefined && intent.confidence >= sureSubject
  const flow = isSure ? (startedBy[intent.name]?.[0] ?? null) : null
  return {
    flow,
    intent: isSure ? intent.name : null,
    things,
    text: understanding.corrected,
    ...(similarity !== null && { similarity }),
    // With a question open, what begins no task is taken for its answer.
    answers: asksOutright(dialogue) && flow === null,
  }
}

/** Not by the way: what is said next is an answer. */
const asksOutright = ({ pending }: DialogueState): boolean =>
  pending !== null && pending.kind !== 'anything-else' && !(pending.kind === 'offer' && pending.beside === true)

const sureness = ({ intents }: Wish): number => intents[0]?.confidence ?? 0
