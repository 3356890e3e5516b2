import type { Command } from '#domain/command.ts'
import type { DialogueState } from '#domain/dialogue-state.ts'
import type { FlowName, SlotName } from '#domain/ids.ts'
import { fitting } from '../engine/index.ts'
import { type CompiledFlows, type CompiledSlot, own } from '../flow-language/index.ts'
import { limits } from '../limits.ts'
import { matchOption } from '../matching.ts'
import { matchSeveral } from '../matching-several.ts'
import { english, type Words } from '../words/index.ts'

export interface Validated {
  kept: Command[]
  dropped: { command: Command; why: string }[]
}

/**
 * Keeps the commands that are possible in this state, whoever proposed them. A language model may propose anything; only this decides what
 * reaches the engine.
 */
export function validateCommands(
  commands: readonly Command[],
  state: DialogueState,
  flows: CompiledFlows,
  responses: ReadonlySet<string> | null = null,
  words: Words = english,
): Validated {
  const kept: Command[] = []
  const dropped: Validated['dropped'] = []
  const starting: FlowName[] = []
  for (const command of commands) {
    const why =
      kept.length >= limits.commandsPerTurn
        ? 'too many commands'
        : impossible(command, state, flows, starting, responses, words)
    if (why !== null) {
      dropped.push({ command, why })
      continue
    }
    if (command.kind === 'start-flow') starting.push(command.flow)
    kept.push(command)
  }
  return { kept, dropped }
}

function impossible(
  command: Command,
  state: DialogueState,
  flows: CompiledFlows,
  starting: readonly FlowName[],
  responses: ReadonlySet<string> | null,
  words: Words,
): string | null {
  if (!(command.confidence >= 0 && command.confidence <= 1)) return 'its confidence is no probability'
  switch (command.kind) {
    case 'start-flow':
      if (own(flows.flows, command.flow) === undefined) return `there is no flow ${command.flow}`
      return command.flow === flows.verification ? 'the verification starts by itself' : null
    case 'set-slot':
    case 'correct-slot': {
      const slot = slotNamed(command.slot, state, flows, starting)
      if (slot === undefined) return `nothing open has a slot ${command.slot}`
      return fitting(slot, command.value) === undefined ? `${command.slot} cannot have this value` : null
    }
    case 'choose': {
      const { pending } = state
      const options = pending !== null && 'options' in pending ? (pending.options ?? []) : []
      if (options.length === 0) return 'nothing is to be chosen'
      const isMany = pending?.kind === 'choose' && pending.many === true
      if (isMany && matchSeveral(options, command.option, words).kind !== 'none') return null
      return command.proposer === 'language-model' && matchOption(options, command.option, words).kind === 'none'
        ? 'this is none of the options'
        : null
    }
    case 'clarify':
      return command.options.length > 0 && command.options.every(({ flow }) => own(flows.flows, flow) === undefined)
        ? 'none of these flows exists'
        : null
    case 'answer-from-knowledge':
      return command.query.trim() === '' || command.query.length > limits.textSlotLength ? 'it asks nothing' : null
    case 'small-talk':
    case 'refuse':
      return responses !== null && !responses.has(command.response) ? `there is no response ${command.response}` : null
    default:
      return null
  }
}

/** The slot a value is for: of what is open, highest first, or of a flow that starts in the same turn. */
function slotNamed(
  name: SlotName,
  state: DialogueState,
  flows: CompiledFlows,
  starting: readonly FlowName[],
): CompiledSlot | undefined {
  const open = state.stack.map(({ flow }) => flow).reverse()
  for (const flow of [...open, ...starting]) {
    const slot = own(own(flows.flows, flow)?.slots ?? {}, name)
    if (slot !== undefined) return slot
  }
  return undefined
}
