import type { Command } from '#domain/command.ts'
import type { DialogueState, Option } from '#domain/dialogue-state.ts'
import { type CompiledFlows, own } from './flow-language/index.ts'

/**
 * What buttons send. A payload is not secret and not trusted: it is only worth something as an answer to what is being asked now, or as
 * the name of a flow.
 */
export const payloads = {
  flow: (flow: string) => `flow:${flow}`,
  choose: (frame: number, step: string, index: number) => `choose:${frame}:${step}:${index}`,
  affirm: (frame: number, step: string) => `affirm:${frame}:${step}`,
  deny: (frame: number, step: string) => `deny:${frame}:${step}`,
  skip: (frame: number, step: string) => `skip:${frame}:${step}`,
  correct: (frame: number, slot: string) => `correct:${frame}:${slot}`,
  offer: (offer: string, answer: 'yes' | 'no') => `offer:${offer}:${answer}`,
  anythingElse: (answer: 'yes' | 'no') => `anything-else:${answer}`,
  handOff: 'hand-off',
} as const

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
      return yesNo(payloads.affirm(pending.frame, pending.step), payloads.deny(pending.frame, pending.step))
    case 'slot':
      if (payload === payloads.skip(pending.frame, pending.slot)) return { kind: 'skip-slot', ...pressed }
      return (
        choose(pending.options) ??
        yesNo(payloads.affirm(pending.frame, pending.slot), payloads.deny(pending.frame, pending.slot))
      )
    case 'choose':
    case 'clarify':
    case 'correct':
      return choose(pending.options)
    case 'offer':
      return yesNo(payloads.offer(pending.offer, 'yes'), payloads.offer(pending.offer, 'no'))
    case 'anything-else':
      return yesNo(payloads.anythingElse('yes'), payloads.anythingElse('no'))
  }
}
