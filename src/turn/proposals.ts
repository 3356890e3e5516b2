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
import type { UnderstandingCompared } from '#domain/events.ts'
import type { Json } from '#domain/json.ts'
import { NoProposal } from '#language-models/index.ts'
import type { ProposalRequest, Proposer } from '#ports/proposer.ts'
import { compareUnderstanding } from './models/index.ts'
import type { Note, Resolved, TurnInput } from './turn-context.ts'

interface Asked {
  input: TurnInput
  resolved: Resolved | null
  dialogue: DialogueState
  context: DecisionContext
  /** How sure the knowledge base is to have an answer to a question, [0, 1]. */
  knows: (query: string) => Promise<number>
}

/** Commands that a turn's messages may mean. */
export interface Proposed {
  commands: Command[]
  /** What another proposer gave, as it was read, and how it compares; both only where there was one that gave something. */
  proposal?: Json
  compared?: UnderstandingCompared
}

/** One who proposes beside the embedded models, and how long it is waited for. */
export interface AnotherProposer {
  propose: Proposer
  withinMs: number
}

/**
 * What the turn's messages may mean: what a button says, or what the embedded models propose, beside another proposer where there is one.
 * That one is waited for a little; late, failing or talking nonsense, it is as if it were not there.
 */
export async function proposedCommands(
  { input, resolved, dialogue, context, knows }: Asked,
  proposer: AnotherProposer | null,
  note: Note,
): Promise<Proposed> {
  if (input.payload !== null) {
    const pressed = commandFromPayload(input.payload, dialogue, context.flows)
    const beside = resolved === null ? [] : await saidBeside(resolved, dialogue, context, knows)
    return { commands: [...pressed, ...beside] }
  }
  if (resolved === null) return { commands: [] }
  const embedded = await proposeKnowing(resolved.understanding, dialogue, context, knows)
  // Words that are read by rule leave nothing to guess.
  if (proposer === null || embedded.every(({ kind, confidence }) => kind !== 'clarify' && confidence >= ruleSure))
    return { commands: embedded }
  const given = await withinTime(proposer, describeForProposer(dialogue, context))
  if (given.kind !== 'given') {
    note('proposer', given.why)
    return { commands: embedded }
  }
  const read = readProposal(given.value, resolved.understanding, dialogue, context)
  const merged = mergeProposals(embedded, read.commands, context)
  note('proposer', [...read.notes, ...merged.notes].slice(0, notesKept))
  const compared = compareUnderstanding(embedded, read.commands, context.thresholds.clarify)
  if (!compared.agreed) note('understood otherwise', { embedded: compared.embedded, model: compared.model })
  return { commands: merged.commands, proposal: bounded(given.value), compared }
}

/** A proposal as it is kept: what is far too large was nonsense, of which nothing was read. */
const bounded = (value: Json): Json => (JSON.stringify(value).length > proposalCharacters ? null : value)
const proposalCharacters = 20_000

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

type Given = { kind: 'given'; value: Json } | { kind: 'none'; why: string }

async function withinTime({ propose, withinMs }: AnotherProposer, request: ProposalRequest): Promise<Given> {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Given>((resolve) => {
    timer = setTimeout(() => {
      resolve({ kind: 'none', why: 'late' })
      controller.abort()
    }, withinMs)
  })
  const asked = (async (): Promise<Given> => {
    try {
      return { kind: 'given', value: await propose(request, controller.signal) }
    } catch (error) {
      return { kind: 'none', why: error instanceof NoProposal ? error.why : 'failed' }
    }
  })()
  try {
    return await Promise.race([asked, late])
  } finally {
    clearTimeout(timer)
  }
}
