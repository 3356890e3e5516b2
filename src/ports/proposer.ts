import type { FlowName, ResponseName, SlotName } from '#domain/ids.ts'
import type { Json } from '#domain/json.ts'

/** A flow as somebody who proposes commands needs to know it. */
export interface FlowSummary {
  flow: FlowName
  title: string
  description: string
  /** What it costs to begin it by mistake: it `reads`, it `asks` before it changes something, or it `changes` by itself. */
  stakes: 'reads' | 'asks' | 'changes'
  slots: SlotSummary[]
}

export interface SlotSummary {
  slot: SlotName
  called: string
  type: 'text' | 'boolean' | 'number' | 'choice' | 'entity' | 'chosen'
  /** Entity types that fill it. */
  entities: string[]
  /** What may be chosen. */
  choices: string[]
  optional: boolean
}

/** One message with what is known around it. JSON: it can be put into a prompt as it is. */
export interface ProposalRequest {
  /** As the customer wrote it, normalised. */
  message: string
  /** BCP 47 tag. */
  locale: string
  /** What is under way, the uppermost last. `given`: the customer's own words by slot. */
  open: { flow: FlowName; title: string; given: Record<SlotName, string> }[]
  /** What the last reply asked; null where it asked nothing. */
  asked: { kind: string; slot: SlotName | null; called: string | null; options: string[] } | null
  flows: FlowSummary[]
  /** Responses that small talk may be answered with. */
  smallTalk: ResponseName[]
  /** Kinds of commands that may be proposed now. */
  commands: string[]
}

/**
 * Proposes commands for a message beside the embedded models: a language model, say. What it gives is not trusted: it is read, bounded,
 * checked against the message and the dialogue, weighed against the embedded proposal, and may only ever lead to what the customer could
 * have said. Expected: `{ commands: [{ kind, confidence, evidence?: words of the message, … }] }`, see docs/dialogue.md. Rejecting, being late
 * or giving nonsense leaves the embedded proposal alone.
 */
export type Proposer = (request: ProposalRequest, signal: AbortSignal) => Promise<Json>
