import type { Command } from '#domain/command.ts'
import type { UnderstandingCompared } from '#domain/events.ts'

/** Commands compared: beyond the first few a message is a list. */
const namesAtMost = 8

/** What a command means, without what the customer wrote: `start-flow order-status`, `set-slot colour`, `affirm`. */
export function nameOf(command: Command): string {
  switch (command.kind) {
    case 'start-flow':
      return `start-flow ${command.flow}`
    case 'set-slot':
    case 'correct-slot':
      return `set-slot ${command.slot}`
    case 'small-talk':
      return `small-talk ${command.response}`
    default:
      return command.kind
  }
}

/** What both took a message for: what each was at least as sure of as it takes to ask back. Order says nothing. */
export function compareUnderstanding(
  embedded: readonly Command[],
  model: readonly Command[],
  least: number,
): UnderstandingCompared {
  const names = (commands: readonly Command[]) =>
    [...new Set(commands.filter(({ confidence }) => confidence >= least).map(nameOf))].sort().slice(0, namesAtMost)
  const [ours, theirs] = [names(embedded), names(model)]
  return { embedded: ours, model: theirs, agreed: ours.join('\n') === theirs.join('\n') }
}
