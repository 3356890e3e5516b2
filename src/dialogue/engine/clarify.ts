import type { Option } from '#domain/dialogue-state.ts'
import type { FlowName, SlotName } from '#domain/ids.ts'
import type { Json } from '#domain/json.ts'
import { own } from '../flow-language/index.ts'
import { limits } from '../limits.ts'
import { payloads } from '../payloads.ts'
import { takenSlots } from './frames.ts'
import { expectAnswer, type Run, sayBuiltIn } from './run.ts'

export const flowOption = (option: Option): { flow: FlowName; slots: Record<SlotName, Json> } => {
  const { flow, slots } = option.value as { flow: FlowName; slots: Record<SlotName, Json> }
  return { flow, slots }
}

/** What was noted for a flow while the open question offers it. */
export function offeredSlots({ answering }: Run, flow: FlowName): Record<SlotName, Json> {
  if (answering?.kind !== 'clarify') return {}
  return answering.options.map(flowOption).find((option) => option.flow === flow)?.slots ?? {}
}

/** The slots of a flow that details read for other flows are for as well: those of the same name, or for the same type of entity. */
export function detailsFor(
  run: Run,
  name: FlowName,
  read: readonly { flow: FlowName; slots?: Record<SlotName, Json> }[],
): Record<SlotName, Json> {
  const { flows } = run.env.flows
  const flow = own(flows, name)
  if (flow === undefined) return {}
  const found: Record<SlotName, Json> = {}
  for (const other of read)
    for (const [slot, value] of Object.entries(other.slots ?? {})) {
      const type = own(own(flows, other.flow)?.slots ?? {}, slot)?.entities[0]
      const ofType = Object.values(flow.slots).find((mine) => type !== undefined && mine.entities.includes(type))
      const mine = own(flow.slots, slot) ?? ofType
      Object.assign(found, takenSlots(run, flow, { [mine?.name ?? slot]: value }))
    }
  return found
}

export function askWhich(run: Run, candidates: { flow: FlowName; slots?: Record<SlotName, Json> }[], noted?: string) {
  run.did.clarify = true
  const options = candidates.map(
    ({ flow, slots }): Option => ({
      payload: payloads.flow(flow),
      label: own(run.env.flows.flows, flow)?.title ?? flow,
      value: { flow, slots: slots ?? {} },
    }),
  )
  // A title may be a question; inside the question of the reply its mark would stand twice.
  const labels = options.map(({ label }) => label.replace(/[\s?]+$/, ''))
  const [only, more] = options
  if (only !== undefined && more === undefined && noted === undefined) return askWhether(run, only)
  const buttons = options.map(({ label, payload }) => ({ label, payload }))
  if (buttons.length > 0) buttons.push({ label: run.words.labels.none, payload: payloads.noneOfThese })
  if (options.length > 0) expectAnswer(run, { kind: 'clarify', options })
  if (noted === undefined) sayBuiltIn(run, 'repair.clarify', { options: labels }, buttons)
  else sayBuiltIn(run, 'repair.noted', { value: noted, options: labels }, buttons)
  run.reasons.push(labels.length > 0 ? `asks which is meant: ${labels.join(', ')}` : 'asks what to do')
}

/** "You want to cancel an order, is that right?": one candidate, to be said yes or no to. */
function askWhether(run: Run, option: Option): void {
  const { flow } = flowOption(option)
  const called = own(run.env.flows.flows, flow)?.called ?? option.label
  expectAnswer(run, { kind: 'clarify', options: [option] })
  const { yes, no } = run.words.labels
  sayBuiltIn(run, 'repair.confirm-start', { title: option.label.replace(/[\s?]+$/, ''), flow: called }, [
    { label: yes, payload: option.payload },
    { label: no, payload: payloads.noneOfThese },
  ])
  run.reasons.push(`asks whether ${flow} is wanted`)
}

/** What was offered and not wanted is not offered again at once. */
export function noteDeclined(run: Run, options: readonly Option[]): void {
  const atMessage = run.state.course?.messages ?? 0
  const flows = options.map((option) => flowOption(option).flow)
  const before = (run.state.declined ?? []).filter(({ flow }) => !flows.includes(flow))
  run.state.declined = [...before, ...flows.map((flow) => ({ flow, atMessage }))].slice(-limits.remembered)
}
