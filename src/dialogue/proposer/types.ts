import type { CommandKind } from '#domain/command.ts'
import type { Identity } from '#domain/customer.ts'
import type { IntentName, ResponseName } from '#domain/ids.ts'
import type { CompiledFlows } from '../flow-language/index.ts'
import type { Thresholds } from '../policy/thresholds.ts'

/** What the assistant's files say about an intent, as far as the dialogue goes. */
export interface IntentMeaning {
  name: IntentName
  /** The command it stands for by itself; null where it starts a flow or only gives a detail. */
  command: CommandKind | null
  /** What small talk and refusals say. */
  response: ResponseName | null
}

/** What proposers and policy know beside the message and the state. */
export interface DecisionContext {
  flows: CompiledFlows
  intents: ReadonlyMap<IntentName, IntentMeaning>
  thresholds: Thresholds
  identity: Identity
  /** The message as the receive step normalised it. */
  text: string
  /** BCP 47 tag of the language that is spoken in; English where left out. */
  locale?: string
  /** Whether an intent about safety, so sure, is enough to refuse with this response. Left out: from `accept` on. */
  mayRefuse?(response: string, confidence: number): boolean
  /** How sure the knowledge base is to have an answer to a question, [0, 1]. Left out: unknown. */
  knows?(query: string): number
  /** Whether the article that answers a question is about what customers have done for them here. Left out: it may be. */
  isOfTask?(query: string): boolean
}
