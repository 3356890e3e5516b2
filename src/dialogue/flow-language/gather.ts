import type { SlotName } from '#domain/ids.ts'
import type { YamlPath } from '#source-files/index.ts'
import { kindIn } from './compile-steps.ts'
import type { Report } from './report.ts'
import { type FlowSource, type SlotSource, type StepKind, slotSchema } from './schema.ts'

const questionKeys = ['called', 'ask', 'reask', 'explain', 'reask_limit', 'give_up', 'silence'] as const
type Question = Pick<SlotSource, (typeof questionKeys)[number]>

type Described =
  | { kind: 'slot'; source: SlotSource; path: YamlPath }
  | { kind: 'chosen'; source: Question; path: YamlPath }

interface Gathered {
  slots: Map<SlotName, Described>
  /** Slots and saved values. */
  known: Set<string>
  asked: Set<SlotName>
}

/** A first walk: what the flow calls its own, before anything that refers to it is read. */
export function gather(report: Report, source: FlowSource, path: YamlPath): Gathered {
  const slots = new Map<SlotName, Described>()
  for (const [name, slot] of Object.entries(source.slots ?? {}))
    slots.set(name, { kind: 'slot', source: slot, path: [...path, 'slots', name] })
  const known = new Set<string>(slots.keys())
  for (const slot of Object.values(source.slots ?? {}))
    for (const rule of slot.validate ?? []) if ('save' in rule && rule.save !== undefined) known.add(rule.save)
  const asked = new Set<SlotName>()
  const inline = new Set<SlotName>()

  const visit = (kind: StepKind, raw: unknown, here: YamlPath): void => {
    if (!isMap(raw)) return
    const save = raw['save']
    if (typeof save === 'string') known.add(save)
    for (const key of ['set', 'gather']) if (isMap(raw[key])) for (const name of Object.keys(raw[key])) known.add(name)
    if (kind === 'repeat') for (const name of [raw['as'], raw['index']]) if (typeof name === 'string') known.add(name)
    if (kind === 'collect') gatherCollect(report, raw, here, slots, asked, inline)
    if (kind === 'choose' && typeof raw['choose'] === 'string') {
      const before = slots.get(raw['choose'])
      const written = questionKeys.filter((key) => key in raw && !isOwnSteps(key, raw[key]))
      const own = Object.fromEntries(written.map((key) => [key, raw[key]])) as Question
      if (before?.kind === 'slot') before.source = { ...before.source, ...own }
      else if (before === undefined) slots.set(raw['choose'], { kind: 'chosen', source: own, path: here })
      asked.add(raw['choose'])
    }
  }
  walkSources(source.steps, [...path, 'steps'], visit)
  for (const name of slots.keys()) known.add(name)
  return { slots, known, asked }
}

function gatherCollect(
  report: Report,
  raw: Record<string, unknown>,
  here: YamlPath,
  slots: Map<SlotName, Described>,
  asked: Set<SlotName>,
  inline: Set<SlotName>,
): void {
  const { collect, ...written } = raw
  if (typeof collect !== 'string') return
  const keys = Object.fromEntries(Object.entries(written).filter(([key, value]) => !isOwnSteps(key, value)))
  asked.add(collect)
  const before = slots.get(collect)
  if (Object.keys(keys).length === 0) {
    if (before === undefined) slots.set(collect, { kind: 'slot', source: {}, path: here })
    return
  }
  const read = slotSchema.safeParse(keys)
  // Its problems are reported where the step itself is read.
  if (!read.success) return
  if (inline.has(collect))
    report.error(here, `"${collect}" is described at two steps.`, 'Describe it once, under slots.')
  inline.add(collect)
  const source = before?.kind === 'slot' ? { ...before.source, ...read.data } : read.data
  slots.set(collect, { kind: 'slot', source, path: here })
}

/** What is done when a question was asked too often belongs to the step, not to the slot. */
const isOwnSteps = (key: string, value: unknown): boolean => key === 'give_up' && Array.isArray(value)

/** Visits steps as they stand in the file, nested ones too, whatever they are nested under. */
function walkSources(
  value: unknown,
  path: YamlPath,
  visit: (kind: StepKind, raw: unknown, path: YamlPath) => void,
): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const here = [...path, index]
      const kind = isMap(item) ? kindIn(item) : null
      if (kind !== null) visit(kind, item, here)
      walkSources(item, here, visit)
    }
  } else if (isMap(value)) for (const [key, item] of Object.entries(value)) walkSources(item, [...path, key], visit)
}

export const isMap = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
