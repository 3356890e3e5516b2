import type { CompiledFlows, IntentMeaning } from '#dialogue/index.ts'
import type { DialogueState } from '#domain/dialogue-state.ts'
import type { Entity, Meaning, Understanding } from '#domain/understanding.ts'

/** A customer who answers what is asked, and every few turns asks or corrects something in between. As a message that was understood. */

const plain: Meaning = {
  act: { kind: 'request', form: 'command' },
  goal: { action: null, object: null },
  constraints: [],
  preferences: [],
  negations: [],
  conditions: [],
  hypothetical: null,
}

/** What an entity of a type looks like: any value will do for the engine. */
const spoken = (type: string): string => (type.includes('date') || type === 'day' ? '2026-04-02' : 'MF-104233')

export function message(text: string, intent: string | null, entityType: string | null = null): Understanding {
  const intents = intent === null ? [] : [{ name: intent, confidence: 0.95 }]
  const entities: Entity[] =
    entityType === null
      ? []
      : [{ type: entityType, text, value: text, start: 0, end: text.length, confidence: 0.95, source: 'pattern' }]
  return {
    text,
    corrected: text,
    corrections: [],
    language: { code: 'en', confidence: 1 },
    intents,
    outOfScope: 0,
    wishes: [
      {
        text,
        start: 0,
        end: text.length,
        intents,
        outOfScope: 0,
        entities: entities.map((_, index) => index),
        negated: false,
        meaning: plain,
      },
    ],
    entities,
    mood: { polarity: 0, anger: 0, urgency: 0 },
  }
}

/** The next message; `turn` counts them, so that the same state and turn give the same one. */
export function nextMessage(state: DialogueState, flows: CompiledFlows, wish: string, turn: number): Understanding {
  const { pending } = state
  if (turn % 7 === 6) return message('where is my parcel by the way', null)
  if (pending === null || pending.kind === 'anything-else') return message('I want something else', wish)
  if (pending.kind !== 'slot' && pending.kind !== 'choose') return message('yes please', null)
  const [option] = pending.options ?? []
  if (option !== undefined) return message(option.label, null)
  const frame = state.stack.find(({ id }) => id === pending.frame)
  const slot = flows.flows[frame?.flow ?? '']?.slots[pending.slot]
  if (slot?.type === 'boolean') return message('yes', null)
  if (slot?.type === 'number') return message('20', null)
  const [type] = slot?.entities ?? []
  return type === undefined ? message('Main Street 12 in Springfield', null) : message(spoken(type), null, type)
}

/** Words that understanding would take for a yes are read by rule; intents only start flows here. */
export const meanings = (flows: CompiledFlows): Map<string, IntentMeaning> =>
  new Map(Object.keys(flows.startedBy).map((name) => [name, { name, command: null, response: null }]))
