import { z } from 'zod'
import { appError } from '#domain/errors.ts'

const Action = z.looseObject({ name: z.string(), arguments: z.record(z.string(), z.json()).default({}) })
const Task = z.looseObject({
  id: z.string(),
  evaluation_criteria: z.looseObject({
    actions: z
      .array(Action)
      .nullish()
      .transform((actions) => actions ?? []),
    communicate_info: z
      .array(z.string())
      .nullish()
      .transform((texts) => texts ?? []),
    reward_basis: z.array(z.string()).default(['DB', 'COMMUNICATE']),
  }),
})

/** What a right conversation about a task does and says. */
export interface Tau2Task {
  id: string
  /** Operations in order; those that only read have no effect on the grade. */
  actions: { name: string; arguments: Record<string, z.core.util.JSONType> }[]
  /** Each must occur in something the assistant says. */
  communicate: string[]
  /** Which grades count: `DB`, `COMMUNICATE`; others are not given here. */
  basis: string[]
}

/** Tasks of a JSONL file in the form of tau2-bench. Throws `cli.bad-file` with the line. */
export function readTau2Tasks(file: string, text: string): Tau2Task[] {
  const tasks: Tau2Task[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const fail = (problem: string) => appError('cli.bad-file', { file: `${file}:${index + 1}`, problem })
    let value: unknown
    try {
      value = JSON.parse(line)
    } catch {
      throw fail('this line is not JSON')
    }
    const read = Task.safeParse(value)
    if (!read.success) {
      const [issue] = read.error.issues
      throw fail(`this is no task: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`)
    }
    const { id, evaluation_criteria: criteria } = read.data
    if (tasks.some((task) => task.id === id)) throw fail(`there is another task ${id}`)
    tasks.push({
      id,
      actions: criteria.actions.map(({ name, arguments: given }) => ({ name, arguments: given })),
      communicate: criteria.communicate_info,
      basis: criteria.reward_basis,
    })
  }
  if (tasks.length === 0) throw appError('cli.bad-file', { file, problem: 'there are no tasks in it' })
  return tasks
}
