import type { Command } from '#domain/command.ts'
import type { DialogueState, Option } from '#domain/dialogue-state.ts'
import { type CompiledFlows, own } from './flow-language/index.ts'

/**
 * What buttons send. A payload is not secret and not trusted: it is only worth something as an answer to what is being asked now, or as
 * the name of a flow.
 */
export const payloads = {
  flow: (flow: string) => `flow:${flow}`,
  /** `mark`: of the option itself. The same place in a list that was fetched anew may be another thing. */
  choose: (frame: number, step: string, index: number, mark?: string) =>
    `choose:${frame}:${step}:${index}${mark === undefined ? '' : `:${mark}`}`,
  /** `mark`: of the values that were summed up. A yes to another summary is none to this one. */
  affirm: (frame: number, step: string, mark?: string) =>
    `affirm:${frame}:${step}${mark === undefined ? '' : `:${mark}`}`,
  deny: (frame: number, step: string, mark?: string) => `deny:${frame}:${step}${mark === undefined ? '' : `:${mark}`}`,
  skip: (frame: number, step: string) => `skip:${frame}:${step}`,
  correct: (frame: number, slot: string) => `correct:${frame}:${slot}`,
  /** `keys`: of what is offered to be taken back, so that an older offer is not taken for this one. */
  offer: (offer: string, answer: 'yes' | 'no', keys?: readonly string[]) =>
    `offer:${offer}:${answer}${keys === undefined ? '' : `:${markOf(keys.join())}`}`,
  anythingElse: (answer: 'yes' | 'no') => `anything-else:${answer}`,
  noneOfThese: 'none-of-these',
  handOff: 'hand-off',
} as const

/** A short mark of a text, the same for the same text: 32 bits of FNV-1a. Tells buttons apart; nothing rests on its being secret. */
export function markOf(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(36)
}

const pressed = { confidence: 1, proposer: 'button' } as const

/** What a pressed button means. A button of an earlier question, or one that was never there, gets the stale-button reply. */
export function commandFromPayload(payload: string, state: DialogueState, flows: CompiledFlows): Command[] {
  return [
    answerOf(payload, state) ??
      anyTime(payload, flows) ?? { kind: 'refuse', response: 'repair.stale-button', ...pressed },
  ]
}

function anyTime(payload: string, flows: CompiledFlows): Command | null {
  if (payload === payloads.handOff) return { kind: 'hand-off', reason: 'asked', ...pressed }
  const flow = payload.startsWith('flow:') ? payload.slice('flow:'.length) : ''
  if (own(flows.flows, flow) === undefined || flow === flows.verification) return null
  return { kind: 'start-flow', flow, slots: {}, alternatives: [], ...pressed }
}

function answerOf(payload: string, state: DialogueState): Command | null {
  const { pending } = state
  if (pending === null) return null
  const affirm: Command = { kind: 'affirm', ...pressed }
  const deny: Command = { kind: 'deny', ...pressed }
  const choose = (options: Option[] | undefined): Command | null =>
    options?.some((option) => option.payload === payload) ? { kind: 'choose', option: payload, ...pressed } : null
  const yesNo = (yes: string, no: string): Command | null => (payload === yes ? affirm : payload === no ? deny : null)
  switch (pending.kind) {
    case 'confirm':
    case 'redo':
      return yesNo(
        payloads.affirm(pending.frame, pending.step, pending.mark),
        payloads.deny(pending.frame, pending.step, pending.mark),
      )
    case 'slot':
      if (payload === payloads.skip(pending.frame, pending.slot)) return { kind: 'skip-slot', ...pressed }
      return (
        choose(pending.options) ??
        yesNo(payloads.affirm(pending.frame, pending.slot), payloads.deny(pending.frame, pending.slot))
      )
    case 'clarify':
      return payload === payloads.noneOfThese ? deny : choose(pending.options)
    case 'choose':
    case 'correct':
      return choose(pending.options)
    case 'offer':
      return yesNo(
        payloads.offer(pending.offer, 'yes', pending.keys),
        payloads.offer(pending.offer, 'no', pending.keys),
      )
    case 'anything-else':
      return yesNo(payloads.anythingElse('yes'), payloads.anythingElse('no'))
  }
}
