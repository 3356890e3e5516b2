import type { DialogueState, Frame } from '#domain/dialogue-state.ts'
import type { FlowSummary, ProposalRequest, SlotSummary } from '#ports/proposer.ts'
import { type CompiledFlow, type CompiledFlows, own } from '../flow-language/index.ts'
import { stakesOf } from '../stakes.ts'
import { proposableKinds } from './read-proposal.ts'
import type { DecisionContext } from './types.ts'

/** Characters of a value the customer gave that are passed on. */
const givenLength = 120

/** The message and what is known around it, for somebody who proposes commands beside the embedded models. */
export function describeForProposer(state: DialogueState, context: DecisionContext): ProposalRequest {
  const { flows } = context
  return {
    message: context.text,
    locale: context.locale ?? 'en',
    open: state.stack.map((frame) => ({
      flow: frame.flow,
      title: own(flows.flows, frame.flow)?.title ?? frame.flow,
      given: givenIn(frame),
    })),
    asked: askedIn(state, flows),
    flows: flowSummaries(flows),
    smallTalk: [...context.intents.values()].flatMap(({ command, response }) =>
      command === 'small-talk' && response !== null ? [response] : [],
    ),
    commands: [...proposableKinds],
  }
}

const summaries = new WeakMap<CompiledFlows, FlowSummary[]>()

/** Every flow that a customer can begin. Made once per release. */
export function flowSummaries(flows: CompiledFlows): FlowSummary[] {
  const known = summaries.get(flows)
  if (known !== undefined) return known
  const made = Object.values(flows.flows)
    .filter(({ name }) => name !== flows.verification)
    .map((flow) => summaryOf(flow, flows))
  summaries.set(flows, made)
  return made
}

const summaryOf = (flow: CompiledFlow, flows: CompiledFlows): FlowSummary => ({
  flow: flow.name,
  title: flow.title,
  description: flow.description,
  stakes: stakesOf(flow, flows),
  slots: Object.values(flow.slots).map(
    ({ name, called, type, entities, choices, optional }): SlotSummary => ({
      slot: name,
      called,
      type,
      entities: [...entities],
      choices: choices.map(({ label }) => label),
      optional,
    }),
  ),
})

const givenIn = (frame: Frame): Record<string, string> =>
  Object.fromEntries(Object.entries(frame.said).map(([slot, words]) => [slot, words.slice(0, givenLength)]))

function askedIn({ pending, stack }: DialogueState, { flows }: CompiledFlows): ProposalRequest['asked'] {
  if (pending === null) return null
  const slot = 'slot' in pending ? pending.slot : null
  const frame = 'frame' in pending ? stack.find(({ id }) => id === pending.frame) : undefined
  const described = frame && slot !== null ? own(own(flows, frame.flow)?.slots ?? {}, slot) : undefined
  const options = 'options' in pending ? (pending.options ?? []) : []
  return {
    kind: pending.kind,
    slot,
    called: described?.called ?? null,
    options: options.filter(({ hidden }) => hidden === undefined).map(({ label }) => label),
  }
}
