import { type CompiledFlow, own, walkSteps } from '../flow-language/index.ts'
import { english, fold, type Words } from '../words/index.ts'
import type { Reading } from './reading.ts'
import type { AskedAction } from './wording.ts'

/**
 * What a yes to the open confirmation would do: the name of the tool it would use says it best ("remove_service"), else how the flow is
 * called. Null where neither tells, or they tell both.
 */
export function askedAction({
  state,
  context,
  words,
}: Pick<Reading, 'state' | 'context' | 'words'>): AskedAction | null {
  const { pending } = state
  if (pending?.kind === 'offer') return pending.offer === 'undo' ? 'ends' : null
  if (pending?.kind !== 'confirm' && pending?.kind !== 'redo') return null
  const frame = state.stack.find(({ id }) => id === pending.frame)
  const flow = frame && own(context.flows.flows, frame.flow)
  if (flow === undefined) return null
  const tool = toolAfter(flow, pending.step)
  // Tools are named in English, whatever is spoken.
  const byTool = tool === null ? null : directionOf(fold(tool), english)
  return byTool ?? directionOf(fold(flow.title), words)
}

/** Whether a path of the flow is that of a step as the dialogue writes it, rounds apart. */
export const isStep = (path: readonly (string | number)[], text: string): boolean =>
  path.join('.') === text.replaceAll(/#\d+/g, '')

/** The first tool that changes something at or after a step, in the order of the file. */
function toolAfter(flow: CompiledFlow, at: string): string | null {
  let [isAfter, found]: [boolean, string | null] = [false, null]
  walkSteps(flow.steps, (step, path) => {
    isAfter ||= isStep(path, at)
    if (isAfter && found === null && step.kind === 'call' && step.effect === 'write') found = step.tool
  })
  return found
}

/** By the word it begins with ("cancel_order" is no order), or ends with where a language puts verbs last. */
function directionOf(said: string, { actions, language }: Words): AskedAction | null {
  const all = said.split(' ')
  const verbs = language === 'en' ? [all[0] ?? ''] : [all[0] ?? '', all.at(-1) ?? '']
  const [begins, ends] = [
    verbs.some((word) => actions.begins.test(word)),
    verbs.some((word) => actions.ends.test(word)),
  ]
  return begins === ends ? null : begins ? 'begins' : 'ends'
}
