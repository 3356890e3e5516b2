import type { ConversationStatus } from '#domain/conversation.ts'
import type { EventOf } from '#domain/events.ts'
import type { Json } from '#domain/json.ts'
import { folded, sameOrPart, shown } from './compare.ts'
import { checkReplies, type Mismatch } from './expect-reply.ts'
import { checkTools } from './expect-tools.ts'
import type { TurnExpectation } from './schema.ts'

/** A turn that was played. */
export interface PlayedTurn {
  /** From 1. */
  number: number
  event: EventOf<'turn-recorded'>
  ms: number
  /** Of the conversation after it. */
  status: ConversationStatus
  /** Whether it only answered "anything else?" with no, or was a courtesy. */
  smallTalk: boolean
}

type Check<K extends keyof TurnExpectation> = (
  wanted: NonNullable<TurnExpectation[K]>,
  turn: PlayedTurn,
) => Mismatch[] | Omit<Mismatch, 'expectation'> | null

const oneOf = (wanted: readonly string[]) => wanted.join(' or ')
const outcomeOf = (wanted: readonly string[], got: string) =>
  wanted.includes(got) ? null : { expected: oneOf(wanted), got }

/** Every expectation on a turn: null where it holds. */
const checks: { [K in keyof Required<TurnExpectation>]: Check<K> } = {
  intent(wanted, turn) {
    const read = intentsOf(turn)
    return wanted.some((name) => read.some((intent) => isIntent(intent, name)))
      ? null
      : { expected: oneOf(wanted), got: rankedText(turn) }
  },
  not_intent(wanted, turn) {
    const found = wanted.filter((name) => intentsOf(turn).some((intent) => isIntent(intent, name)))
    return found.length === 0 ? null : { expected: `not ${oneOf(found)}`, got: rankedText(turn) }
  },
  entities(wanted, turn) {
    const found = turn.event.personal?.understanding?.entities ?? []
    const got = found.map(({ type, value }) => `${type}: ${shown(value)}`).join(', ') || 'no entities'
    return Object.entries(wanted)
      .filter(
        ([type, value]) =>
          !found.some(
            (entity) =>
              entity.type === type &&
              (value === true || sameOrPart(entity.value, value) || sameOrPart(entity.text, value)),
          ),
      )
      .map(([type, value]) => ({
        expectation: `entities.${type}`,
        expected: value === true ? 'any value' : shown(value),
        got,
      }))
  },
  commands(wanted, { event }) {
    const missing = wanted.filter((kind) => !event.data.commands.some((got) => got === kind))
    return missing.length === 0
      ? null
      : { expected: missing.join(', '), got: event.data.commands.join(', ') || 'no command' }
  },
  flow(wanted, { event }) {
    const top = event.personal?.dialogue.stack.at(-1)?.flow ?? null
    return top !== null && wanted.includes(top) ? null : { expected: oneOf(wanted), got: top ?? 'no open flow' }
  },
  slots(wanted, { event }) {
    const stack = event.personal?.dialogue.stack ?? []
    const filled = (slot: string): Json =>
      stack.findLast((frame) => (frame.slots[slot] ?? null) !== null)?.slots[slot] ?? null
    return Object.entries(wanted)
      .filter(([slot, value]) => !(value === true ? filled(slot) !== null : sameOrPart(filled(slot), value)))
      .map(([slot, value]) => ({
        expectation: `slots.${slot}`,
        expected: shown(value),
        got:
          filled(slot) === null
            ? `not filled (${stack.map((frame) => `${frame.flow} ${shown(frame.slots)}`).join(', ') || 'no open flow'})`
            : shown(filled(slot)),
      }))
  },
  tools: (wanted, { event }) => checkTools(event.personal?.toolCalls ?? [], wanted),
  reply({ contains, matches, not_contains, citation, quick_replies }, { event }) {
    const reply = event.personal?.reply ?? null
    const labels = (reply?.quickReplies ?? []).map(({ label }) => label)
    const missing = (quick_replies ?? []).filter((wanted) => !labels.some((label) => folded(label) === folded(wanted)))
    return [
      ...checkReplies(
        reply ? [reply] : [],
        { contain: contains, match: matches, not_contain: not_contains, citation },
        {
          contain: 'reply.contains',
          match: 'reply.matches',
          not_contain: 'reply.not_contains',
          citation: 'reply.citation',
        },
      ),
      ...missing.map((label) => ({
        expectation: 'reply.quick_replies',
        expected: label,
        got: labels.join(', ') || 'no quick replies',
      })),
    ]
  },
  outcome: (wanted, { event }) => outcomeOf(wanted, event.data.outcome),
  status: (wanted, { status }) => outcomeOf(wanted, status),
  language: (wanted, { event }) => outcomeOf([wanted], event.data.language),
  within_ms: (wanted, { ms }) =>
    ms <= wanted ? null : { expected: `at most ${wanted} ms`, got: `${Math.round(ms)} ms` },
  held(wanted, { event }) {
    const silent = event.data.outcome === 'held' && (event.personal?.reply ?? null) === null
    return silent === wanted
      ? null
      : {
          expected: wanted ? 'silence: a person has the conversation' : 'a reply',
          got: silent ? 'silence' : event.data.outcome,
        }
  },
  reads_as_corrected(wanted, { event }) {
    const read = event.personal?.understanding?.corrected ?? ''
    return folded(read) === folded(wanted) ? null : { expected: wanted, got: read }
  },
}

export function checkTurn(turn: PlayedTurn, expected: TurnExpectation): Mismatch[] {
  return (Object.keys(expected) as (keyof TurnExpectation)[]).flatMap((key) => {
    const found = checkOne(key, turn, expected)
    if (found === null) return []
    return Array.isArray(found) ? found : [{ expectation: key, ...found }]
  })
}

function checkOne<K extends keyof TurnExpectation>(key: K, turn: PlayedTurn, expected: TurnExpectation) {
  const wanted = expected[key]
  if (wanted === undefined) return null
  // `flow: null` is the one expectation whose absence is a value.
  if (wanted === null) {
    const top = turn.event.personal?.dialogue.stack.at(-1)?.flow ?? null
    return top === null ? null : { expected: 'no open flow', got: top }
  }
  return checks[key](wanted, turn)
}

/** The best intent of the message and of each of its wishes. */
function intentsOf({ event }: PlayedTurn): string[] {
  const { understanding } = event.personal ?? {}
  return [understanding?.intents[0], ...(understanding?.wishes ?? []).map((wish) => wish.intents[0])].flatMap(
    (intent) => (intent ? [intent.name] : []),
  )
}

const isIntent = (read: string, wanted: string) => read === wanted || read.startsWith(`${wanted}/`)

const rankedText = ({ event }: PlayedTurn): string =>
  event.data.intents.map(({ name, confidence }) => `${name} ${confidence.toFixed(2)}`).join(', ') || 'no intent'
