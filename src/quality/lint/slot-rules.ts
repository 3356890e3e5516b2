import type { CompiledFlow, CompiledSlot } from '#dialogue/index.ts'
import type { FlowName } from '#domain/ids.ts'
import type { Found, LintRule } from './finding.ts'
import { lintLimits } from './limits.ts'
import type { LintSubject } from './subject.ts'

/** Flows that share slots of the same name with this one: those it goes to, and those that go to it. */
function neighbours({ steps }: LintSubject): Map<FlowName, Set<FlowName>> {
  const found = new Map<FlowName, Set<FlowName>>()
  const add = (one: FlowName, other: FlowName) => found.set(one, (found.get(one) ?? new Set()).add(other))
  for (const { flow, step } of steps)
    if (step.kind === 'link') {
      add(flow, step.flow)
      add(step.flow, flow)
    }
  return found
}

const isAsked = ({ stepsIn }: LintSubject, flow: FlowName, slot: string): boolean =>
  (stepsIn.get(flow) ?? []).some(({ step }) => 'slot' in step && step.slot === slot && step.kind !== 'ask-again')

/** Given by a flow that goes to it, or by a step of its own that is named like it. */
const isGiven = ({ steps, stepsIn }: LintSubject, flow: FlowName, slot: string): boolean =>
  steps.some(
    ({ step }) =>
      (step.kind === 'link' || step.kind === 'schedule') && step.flow === flow && Object.hasOwn(step.with, slot),
  ) || (stepsIn.get(flow) ?? []).some(({ step }) => step.writes.includes(slot))

const isRepairSlot = ({ config }: LintSubject, flow: FlowName): boolean => Object.values(config.repairs).includes(flow)

const neverFilled: LintRule = {
  id: 'slot-never-filled',
  severity: 'warning',
  about:
    'A slot is described and nothing can fill it: it is not asked for, given by another flow, or found in messages.',
  check(subject) {
    const near = neighbours(subject)
    return slots(subject).flatMap(({ flow, slot }): Found[] => {
      const found =
        slot.entities.length > 0 || slot.choices.some(({ means, intents }) => means.length + intents.length > 0)
      const shared = [...(near.get(flow.name) ?? [])].some((other) => isAsked(subject, other, slot.name))
      const { name } = slot
      if (found || shared || isAsked(subject, flow.name, name) || isGiven(subject, flow.name, name)) return []
      if (isRepairSlot(subject, flow.name) || slot.answers.length > 0) return []
      return [
        {
          ...subject.slotPlace(flow, name),
          message: `Nothing fills the slot "${name}" of "${flow.name}".`,
          todo: `Ask for it (collect: ${name}), give it where the flow is linked to, or remove it.`,
        },
      ]
    })
  },
}

const neverUsed: LintRule = {
  id: 'slot-never-used',
  severity: 'warning',
  about: 'The customer is asked for something that nothing uses.',
  check(subject) {
    const near = neighbours(subject)
    return slots(subject).flatMap(({ flow, slot }): Found[] => {
      const { name } = slot
      if (!isAsked(subject, flow.name, name)) return []
      const shared = [...(near.get(flow.name) ?? [])].some(
        (other) => subject.flows.flows[other]?.slots[name] !== undefined,
      )
      const isRead = (subject.stepsIn.get(flow.name) ?? []).some(
        ({ step }) =>
          step.reads.includes(name) ||
          (step.kind === 'say' && step.uses === null) ||
          (step.kind === 'repeat' && JSON.stringify(step).includes(`"name":"${name}"`)),
      )
      const isChecked = slot.validate.length > 0 || slot.checks.length > 0
      if (shared || isRead || isChecked) return []
      return [
        {
          ...subject.slotPlace(flow, name),
          message: `The customer is asked for "${name}" in "${flow.name}", and nothing uses it.`,
          todo: 'Use it (a tool, a condition, a wording), or stop asking.',
        },
      ]
    })
  },
}

const valueNeverUsed: LintRule = {
  id: 'value-never-used',
  severity: 'note',
  about: 'A value is computed or a result saved, and nothing reads it.',
  check: (subject) =>
    subject.steps.flatMap(({ flow, file, line, step }): Found[] => {
      const written =
        step.kind === 'set' ? Object.keys(step.values) : step.kind === 'call' || step.kind === 'link' ? step.writes : []
      const all = subject.stepsIn.get(flow) ?? []
      const text = JSON.stringify({ ...subject.flows.flows[flow], steps: [] })
      const isRead = (name: string) =>
        all.some(
          (other) =>
            other.step.reads.includes(name) ||
            (other.step.kind === 'repeat' && JSON.stringify(other.step.gather).includes(`"name":"${name}"`)) ||
            (other.step.kind === 'choose' && JSON.stringify(other.step).includes(`"name":"${name}"`)),
        ) || text.includes(`"name":"${name}"`)
      // What a question says comes from the slot, not from the step that asks.
      const isSaid = (name: string) =>
        Object.values(subject.flows.flows[flow]?.slots ?? {}).some(({ uses }) => uses === null || uses.includes(name))
      const isSlot = (name: string) => Object.hasOwn(subject.flows.flows[flow]?.slots ?? {}, name)
      return written
        .filter((name) => !isRead(name) && !isSaid(name) && !isSlot(name))
        .map((name) => ({
          file,
          line,
          message: `Nothing in "${flow}" reads "${name}".`,
          todo: step.kind === 'set' ? 'Remove it, or use it.' : 'Leave save: away.',
        }))
    }),
}

const longButton: LintRule = {
  id: 'button-too-long',
  severity: 'note',
  about: `A button says more than ${lintLimits.buttonCharacters} characters: phones break or cut it.`,
  check: (subject) => [
    ...slots(subject).flatMap(({ flow, slot }) =>
      slot.choices
        .filter(({ label }) => label.length > lintLimits.buttonCharacters)
        .map(({ label }) => ({
          ...subject.slotPlace(flow, slot.name),
          message: `The button "${label}" of "${slot.name}" in "${flow.name}" has ${label.length} characters.`,
          todo: `Give the choice a label of at most ${lintLimits.buttonCharacters} characters.`,
        })),
    ),
    ...Object.values(subject.flows.flows)
      .filter(({ title }) => title.length > lintLimits.buttonCharacters)
      .map((flow) => ({
        ...subject.flowPlace(flow),
        message: `The title of "${flow.name}" has ${flow.title.length} characters; it is a button where the customer is asked what was meant.`,
        todo: `Give it a title: of at most ${lintLimits.buttonCharacters} characters.`,
      })),
  ],
}

const labelsInOneLanguage: LintRule = {
  id: 'choices-in-one-language',
  severity: 'warning',
  about: 'The assistant speaks several languages, and the buttons of a choice are labelled in one.',
  check(subject) {
    const spoken = new Set(subject.config.languages.map((tag) => tag.split('-')[0]))
    if (spoken.size < 2) return []
    const [first] = subject.config.languages
    return slots(subject)
      .filter(({ slot }) => slot.choices.length > 0)
      .map(({ flow, slot }) => ({
        ...subject.slotPlace(flow, slot.name),
        message: `The choices of "${slot.name}" in "${flow.name}" have labels for ${first} only.`,
        todo: 'Let the question name them in each language, or collect an entity whose list has the words of all languages.',
      }))
  },
}

const slots = ({ flows }: LintSubject): { flow: CompiledFlow; slot: CompiledSlot }[] =>
  Object.values(flows.flows).flatMap((flow) => Object.values(flow.slots).map((slot) => ({ flow, slot })))

export const slotRules: readonly LintRule[] = [neverFilled, neverUsed, valueNeverUsed, longButton, labelsInOneLanguage]
