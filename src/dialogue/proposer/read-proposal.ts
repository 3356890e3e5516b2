import { z } from 'zod'
import type { Command } from '#domain/command.ts'
import type { DialogueState } from '#domain/dialogue-state.ts'
import type { Json } from '#domain/json.ts'
import type { Understanding } from '#domain/understanding.ts'
import { isAside } from '../engine/index.ts'
import { sameJson, textOf } from '../expressions/index.ts'
import { type CompiledSlot, own } from '../flow-language/index.ts'
import { limits } from '../limits.ts'
import { plain } from '../matching.ts'
import { openFrames } from './slots.ts'
import type { DecisionContext } from './types.ts'

const name = z.string().min(1).max(120)
const value = z.union([z.string().max(limits.textSlotLength), z.number(), z.boolean()])
const proposed = {
  confidence: z.number().min(0).max(1),
  /** Words of the message that say so. */
  evidence: z.string().max(limits.textSlotLength).optional(),
}

/** What may be proposed from outside. The clock, refusals and hand-offs for the assistant's own reasons are not the customer's to say. */
const proposal = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('start-flow'),
    flow: name,
    slots: z.record(name, value).default({}),
    alternatives: z
      .array(z.object({ flow: name, confidence: z.number().min(0).max(1) }))
      .max(5)
      .default([]),
    ...proposed,
  }),
  z.object({ kind: z.literal('set-slot'), slot: name, value, ...proposed }),
  z.object({ kind: z.literal('correct-slot'), slot: name, value, ...proposed }),
  z.object({ kind: z.literal('choose'), option: z.string().min(1).max(300), ...proposed }),
  z.object({ kind: z.literal('answer-from-knowledge'), query: z.string().min(1).max(500), ...proposed }),
  z.object({ kind: z.literal('small-talk'), response: name, ...proposed }),
  ...(
    [
      'skip-slot',
      'affirm',
      'deny',
      'explain',
      'undo',
      'cancel-flow',
      'repeat',
      'end',
      'hand-off',
      'out-of-scope',
    ] as const
  ).map((kind) => z.object({ kind: z.literal(kind), ...proposed })),
])
type Proposal = z.output<typeof proposal>

export const proposableKinds = [
  'start-flow',
  'set-slot',
  'correct-slot',
  'choose',
  'answer-from-knowledge',
  'small-talk',
  'skip-slot',
  'affirm',
  'deny',
  'explain',
  'undo',
  'cancel-flow',
  'repeat',
  'end',
  'hand-off',
  'out-of-scope',
] as const satisfies readonly Proposal['kind'][]

export interface ReadProposal {
  commands: Command[]
  /** Why something was left out or made less sure. */
  notes: string[]
}

/**
 * Commands from what somebody outside proposed, whatever it is. Values must stand in the message (or be what was read from it), and what
 * quotes words that were not said is not acted on without asking: nothing is invented here. Whether a command is possible, and sure enough,
 * the validator and the policy decide as for any other.
 */
export function readProposal(
  given: Json,
  understanding: Understanding,
  state: DialogueState,
  context: DecisionContext,
): ReadProposal {
  const notes: string[] = []
  const commands: Command[] = []
  for (const entry of entriesOf(given).slice(0, limits.commandsPerTurn)) {
    const read = proposal.safeParse(entry)
    if (!read.success) notes.push('a proposal of the wrong shape')
    else {
      const command = commandOf(read.data, { understanding, state, context, notes })
      if (command !== null) commands.push(command)
    }
  }
  return { commands, notes }
}

function entriesOf(given: Json): readonly Json[] {
  if (Array.isArray(given)) return given
  const commands = given !== null && typeof given === 'object' ? own(given, 'commands') : undefined
  return Array.isArray(commands) ? commands : []
}

interface Around {
  understanding: Understanding
  state: DialogueState
  context: DecisionContext
  notes: string[]
}

function commandOf(read: Proposal, around: Around): Command | null {
  const { context, understanding, notes } = around
  const { thresholds } = context
  const span = spanOf(read.evidence, understanding.corrected)
  const quotes = read.evidence === undefined || span !== null
  if (!quotes) notes.push(`${read.kind} quotes what was not said`)
  const most = quotes ? thresholds.modelMost : Math.min(thresholds.modelMost, belowAccept * thresholds.accept)
  const common = {
    confidence: Math.min(read.confidence, most),
    proposer: 'language-model' as const,
    ...(span !== null && { evidence: span }),
  }
  switch (read.kind) {
    case 'start-flow': {
      const flow = own(context.flows.flows, read.flow)
      // What there is not must not make anything else less sure.
      if (flow === undefined || flow.name === context.flows.verification) {
        notes.push(`there is no flow ${read.flow} to begin`)
        return null
      }
      const slots = Object.entries(read.slots).filter(([slot, said]) => {
        const described = own(flow.slots, slot)
        const isSaid = described !== undefined && stands(described, said, around)
        if (!isSaid) notes.push(`${slot} of ${read.flow} is not in the message`)
        return isSaid
      })
      const alternatives = read.alternatives.filter(({ flow: other }) => own(context.flows.flows, other) !== undefined)
      return { kind: 'start-flow', flow: read.flow, slots: Object.fromEntries(slots), alternatives, ...common }
    }
    case 'set-slot':
    case 'correct-slot': {
      const slot = slotNamed(read.slot, around)
      if (slot === undefined || !stands(slot, read.value, around)) {
        notes.push(`${read.slot} is not in the message`)
        return null
      }
      return { kind: read.kind, slot: read.slot, value: read.value, text: textOf(read.value), ...common }
    }
    case 'choose':
      return { kind: 'choose', option: read.option, ...common }
    case 'answer-from-knowledge':
      return { kind: 'answer-from-knowledge', query: read.query, ...common }
    case 'small-talk': {
      const isKnown = [...context.intents.values()].some(
        ({ command, response }) => command === 'small-talk' && response === read.response,
      )
      if (!isKnown || isAside(read.response)) {
        notes.push(`${read.response} is no small talk`)
        return null
      }
      return { kind: 'small-talk', response: read.response, ...common }
    }
    case 'hand-off':
      return { kind: 'hand-off', reason: 'asked', ...common }
    default:
      return { kind: read.kind, ...common }
  }
}

/** Share of `accept` that something without support may have at most: it is asked about, not done. */
const belowAccept = 0.95

/** Where the quoted words stand in the message; null where they do not. */
function spanOf(evidence: string | undefined, text: string): NonNullable<Command['evidence']> | null {
  const words = evidence?.trim() ?? ''
  const start = words === '' ? -1 : text.toLowerCase().indexOf(words.toLowerCase())
  return start < 0 ? null : { start, end: start + words.length, text: text.slice(start, start + words.length) }
}

/** The slot a value may be for: of what is open, the uppermost first. */
function slotNamed(slot: string, { state, context }: Around): CompiledSlot | undefined {
  for (const frame of openFrames(state)) {
    const found = own(own(context.flows.flows, frame.flow)?.slots ?? {}, slot)
    if (found !== undefined) return found
  }
  return undefined
}

/** Whether a value rests on the message: its words, what was read from them, or, where there are choices, one of those. */
function stands(slot: CompiledSlot, said: Json, { understanding }: Around): boolean {
  if (slot.type === 'boolean') return typeof said === 'boolean'
  if (slot.type === 'choice' || slot.choices.length > 0) return true
  const words = plain(textOf(said))
  if (words === '') return false
  if (` ${plain(understanding.corrected)} `.includes(` ${words} `)) return true
  return understanding.entities.some(
    (entity) => slot.entities.includes(entity.type) && (sameJson(entity.value, said) || plain(entity.text) === words),
  )
}
