import { own } from '../flow-language/index.ts'
import { payloads } from '../payloads.ts'
import { expectAnswer, isRepair, type Run, sayBuiltIn } from './run.ts'

/**
 * The conversation was closed with a task open, and what the customer says now sounds as if it still were: says that it was closed and not
 * done, and offers to begin it again. Once; false where there is nothing to tell.
 */
export function tellLapsed(run: Run): boolean {
  const { lapsed, stack } = run.state
  if (lapsed === undefined || stack.length > 0) return false
  delete run.state.lapsed
  const flow = own(run.env.flows.flows, lapsed.flow)
  if (flow === undefined || flow.name === run.env.flows.verification || isRepair(run, flow.name)) return false
  const payload = payloads.flow(flow.name)
  expectAnswer(run, {
    kind: 'clarify',
    options: [{ payload, label: flow.title, value: { flow: flow.name, slots: {} } }],
  })
  sayBuiltIn(run, 'repair.closed-meanwhile', { flow: flow.called, done: lapsed.done }, [
    { label: flow.title, payload },
    { label: run.words.labels.no, payload: payloads.noneOfThese },
  ])
  run.reasons.push(`${flow.name} was open when the conversation was closed`)
  return true
}
