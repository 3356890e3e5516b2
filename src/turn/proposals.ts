import {
  commandFromPayload,
  type DecisionContext,
  describeForProposer,
  mergeProposals,
  proposeKnowing,
  readProposal,
} from '#dialogue/index.ts'
import type { Command } from '#domain/command.ts'
import type { DialogueState } from '#domain/dialogue-state.ts'
import type { Json } from '#domain/json.ts'
import type { Proposer } from '#ports/proposer.ts'
import { turnLimits } from './limits.ts'
import type { Note, Resolved, TurnInput } from './turn-context.ts'

interface Asked {
  input: TurnInput
  resolved: Resolved | null
  dialogue: DialogueState
  context: DecisionContext
  /** How sure the knowledge base is to have an answer to a question, [0, 1]. */
  knows: (query: string) => Promise<number>
}

/**
 * What the turn's messages may mean: what a button says, or what the embedded models propose, beside another proposer where there is one.
 * That one is waited for a little; late, failing or talking nonsense, it is as if it were not there.
 */
export async function proposedCommands(
  { input, resolved, dialogue, context, knows }: Asked,
  proposer: Proposer | undefined,
  note: Note,
): Promise<Command[]> {
  if (input.payload !== null) {
    const pressed = commandFromPayload(input.payload, dialogue, context.flows)
    return resolved === null ? pressed : [...pressed, ...(await saidBeside(resolved, dialogue, context, knows))]
  }
  if (resolved === null) return []
  const embedded = await proposeKnowing(resolved.understanding, dialogue, context, knows)
  // Words that are read by rule leave nothing to guess.
  if (proposer === undefined || embedded.every(({ kind, confidence }) => kind !== 'clarify' && confidence >= ruleSure))
    return embedded
  const given = await withinTime(proposer, describeForProposer(dialogue, context))
  if (given.kind !== 'given') {
    note('proposer', given.kind)
    return embedded
  }
  const read = readProposal(given.value, resolved.understanding, dialogue, context)
  const merged = mergeProposals(embedded, read.commands, context)
  note('proposer', [...read.notes, ...merged.notes].slice(0, notesKept))
  return merged.commands
}

/** What was typed beside a pressed button. The question is answered by the button, so nothing here is its answer. */
async function saidBeside(
  resolved: Resolved,
  dialogue: DialogueState,
  context: DecisionContext,
  knows: Asked['knows'],
): Promise<Command[]> {
  const commands = await proposeKnowing(resolved.understanding, { ...dialogue, pending: null }, context, knows)
  const isNothing = (command: Command) => command.kind === 'clarify' && command.options.length === 0
  return commands.filter((command) => !isNothing(command) && command.kind !== 'affirm' && command.kind !== 'deny')
}

/** As sure as a rule is. */
const ruleSure = 0.95
const notesKept = 12

type Given = { kind: 'given'; value: Json } | { kind: 'late' } | { kind: 'failed' }

async function withinTime(proposer: Proposer, request: Parameters<Proposer>[0]): Promise<Given> {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Given>((resolve) => {
    timer = setTimeout(() => {
      resolve({ kind: 'late' })
      controller.abort()
    }, turnLimits.proposerMs)
  })
  const asked = (async (): Promise<Given> => {
    try {
      return { kind: 'given', value: await proposer(request, controller.signal) }
    } catch {
      return { kind: 'failed' }
    }
  })()
  try {
    return await Promise.race([asked, late])
  } finally {
    clearTimeout(timer)
  }
}
