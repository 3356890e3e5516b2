import type { Command, CommandKind } from '#domain/command.ts'
import { isAside } from '../engine/index.ts'

/** Commands that answer what was asked or change what is open. */
const answering: ReadonlySet<CommandKind> = new Set([
  'affirm',
  'deny',
  'choose',
  'set-slot',
  'correct-slot',
  'skip-slot',
])

/** In which order a turn's commands are carried out. */
const order: CommandKind[] = [
  'undo',
  'affirm',
  'deny',
  'choose',
  'correct-slot',
  'set-slot',
  'skip-slot',
  'explain',
  'repeat',
  'cancel-flow',
  'refuse',
  'small-talk',
  'answer-from-knowledge',
  'start-flow',
  'out-of-scope',
  'clarify',
  'end',
]

const isSaidBeside = (command: Command): boolean => command.kind === 'small-talk' && isAside(command.response)

/** What is said beside the matter first, what only may be wanted after what surely is. */
const placeOf = (command: Command): number => {
  if (isSaidBeside(command)) return -1
  return order.indexOf(command.kind) + (command.kind === 'start-flow' && command.asks === true ? 0.5 : 0)
}

/** The order things are done in, without what the rest makes pointless. */
export function arranged(commands: readonly Command[]): Command[] {
  const handOff = commands.find((command) => command.kind === 'hand-off')
  if (handOff !== undefined) return [handOff]
  const has = (kind: CommandKind) => commands.some((command) => command.kind === kind)
  const useful = commands.some(
    ({ kind }) => kind === 'start-flow' || kind === 'answer-from-knowledge' || answering.has(kind),
  )
  const drop = (command: Command): boolean => {
    const { kind } = command
    if (isSaidBeside(command)) return false
    if (kind === 'small-talk' || kind === 'out-of-scope' || kind === 'clarify') return useful || has('cancel-flow')
    if (kind === 'end') return useful
    return false
  }
  return commands
    .filter((command) => !drop(command))
    .map((command, index) => ({ command, index }))
    .sort((a, b) => placeOf(a.command) - placeOf(b.command) || a.index - b.index)
    .map(({ command }) => command)
}
