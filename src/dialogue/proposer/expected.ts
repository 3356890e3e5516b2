import type { DialogueState, Option } from '#domain/dialogue-state.ts'
import type { ReadingContext } from '#domain/understanding.ts'
import { type Expression, walkExpression } from '../expressions/index.ts'
import { type CompiledFlow, type CompiledFlows, type CompiledSlot, own, walkSteps } from '../flow-language/index.ts'
import { isStep } from './asked-action.ts'

/** What kind of answer the dialogue waits for, so that reading can prefer it; null where it waits for none in particular. */
export function expectedAnswer(
  state: DialogueState,
  flows: CompiledFlows,
): NonNullable<ReadingContext['expected']> | null {
  const { pending } = state
  if (pending === null) return null
  const options = 'options' in pending ? (pending.options ?? []) : []
  const choices = options.map(({ label }) => label)
  if (pending.kind === 'confirm') {
    const sums = countedIn(state, pending, flows)
    return sums.length > 0 ? { entities: [], sums } : null
  }
  if (pending.kind !== 'slot' && pending.kind !== 'choose') return choices.length > 0 ? { entities: [], choices } : null
  const frame = state.stack.find(({ id }) => id === pending.frame)
  const flow = frame && own(flows.flows, frame.flow)
  const slot = flow && own(flow.slots, pending.slot)
  // What was given before comes after it: "ah no, 98103 now" corrects the zip code while the e-mail address is asked for.
  const before = slot?.type === 'entity' ? givenBefore(state, flows).flatMap(({ entities }) => entities) : []
  // "PIN or security question?" may be answered with the PIN itself.
  const named = options.flatMap((option) => slotOfOption(flow, slot, option)?.entities ?? [])
  const entities = [...new Set([...(slot?.entities ?? []), ...named, ...before])]
  if (entities.length === 0 && choices.length === 0) return null
  return { entities, ...(choices.length > 0 && { choices }) }
}

/** The slot that an option stands for: an option `pin` that leads to the question for the PIN. Its value given is the option chosen. */
export function slotOfOption(
  flow: CompiledFlow | undefined,
  asked: CompiledSlot | undefined,
  { value }: Option,
): CompiledSlot | undefined {
  const slot = typeof value === 'string' ? own(flow?.slots ?? {}, value) : undefined
  if (slot?.type !== 'entity' || asked === undefined || typeof value !== 'string') return undefined
  let leads = false
  walkSteps(flow?.steps ?? [], (step) => {
    const branches =
      step.kind === 'match'
        ? step.cases.filter(({ values }) => values.includes(value)).map(({ branch }) => branch)
        : step.kind === 'if'
          ? step.arms.filter((arm) => speaksOf(arm.if, value)).map(({ branch }) => branch)
          : []
    if (!step.reads.includes(asked.name)) return
    for (const branch of branches)
      walkSteps(own(step.branches, branch) ?? [], (inner) => {
        if (inner.kind === 'collect' && inner.slot === slot.name) leads = true
      })
  })
  return leads ? slot : undefined
}

function speaksOf(expression: Expression, value: string): boolean {
  let found = false
  walkExpression(
    expression,
    (node) => {
      if (node.op === 'value' && node.value === value) found = true
    },
    () => false,
  )
  return found
}

/**
 * What was given for the open task and may be put right by a value alone: numbers and the like. With a name expected, whatever is said is
 * one.
 */
export function givenBefore({ stack }: Pick<DialogueState, 'stack'>, { flows }: CompiledFlows): CompiledSlot[] {
  const frame = stack.at(-1)
  const slots = Object.values((frame && own(flows, frame.flow)?.slots) ?? {})
  return slots.filter(({ name, type, choices }) => {
    const value = frame && own(frame.slots, name)
    const isSaid = frame !== undefined && own(frame.said, name) !== undefined
    return isSaid && type === 'entity' && choices.length === 0 && typeof value === 'string' && /\d/.test(value)
  })
}

/**
 * What a "no, forty" to a summary may put right: kinds of the slots that may be corrected there and hold no text, as of sums and counts. Texts
 * are left out: with a name expected, "sounds good" is one.
 */
function countedIn(
  { stack }: DialogueState,
  { frame: id, step: at }: Extract<NonNullable<DialogueState['pending']>, { kind: 'confirm' }>,
  { flows }: CompiledFlows,
): string[] {
  const frame = stack.find((one) => one.id === id)
  const flow = frame && own(flows, frame.flow)
  const found = new Set<string>()
  walkSteps(flow?.steps ?? [], (step, path) => {
    if (step.kind !== 'confirm' || step.correct === null || !isStep(path, at)) return
    for (const name of step.correct) {
      const slot = own(flow?.slots ?? {}, name)
      const value = own(frame?.slots ?? {}, name) ?? null
      const isText = typeof value === 'string' || slot?.choices.length !== 0
      if (slot?.type === 'entity' && !isText) for (const type of slot.entities) found.add(type)
    }
  })
  return [...found]
}
