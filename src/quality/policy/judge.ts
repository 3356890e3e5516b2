import type { Command } from '#domain/command.ts'
import type { Expected } from './moments.ts'

/**
 * What a decision would have come to.
 * - `resolved`: what was wanted is done, and nothing else.
 * - `asked`: it is asked about, with the right thing among what is offered.
 * - `error`: something else is begun.
 * - `handoff`: a person is called who was not asked for.
 * - `lost`: not understood, out of scope, or asked about without the right thing.
 */
export type Verdict = 'resolved' | 'asked' | 'error' | 'handoff' | 'lost'
export const verdicts: readonly Verdict[] = ['resolved', 'asked', 'error', 'handoff', 'lost']

/** Null where it is not known what would have been right. */
export function judge(commands: readonly Command[], expected: Expected): Verdict | null {
  if (expected === null) return null
  const handsOff = commands.some(({ kind }) => kind === 'hand-off')
  if (expected.kind === 'person') return handsOff ? 'resolved' : 'lost'
  if (handsOff) return 'handoff'
  const begun = commands.flatMap((command) =>
    // What waits for another to fail is not begun.
    command.kind === 'start-flow' && command.asks !== true && command.otherwise === undefined ? [command.flow] : [],
  )
  const offered = commands.flatMap((command) => {
    if (command.kind === 'clarify') return command.options.map(({ flow }) => flow)
    return command.kind === 'start-flow' && (command.asks === true || command.otherwise !== undefined)
      ? [command.flow]
      : []
  })
  if (expected.kind === 'no-flow') return begun.length > 0 ? 'error' : offered.length > 0 ? 'asked' : 'resolved'
  const { flows } = expected
  if (begun.some((flow) => !flows.includes(flow))) return 'error'
  if (flows.every((flow) => begun.includes(flow))) return 'resolved'
  return flows.every((flow) => begun.includes(flow) || offered.includes(flow)) ? 'asked' : 'lost'
}
