import type { IdentityLevel } from '#domain/customer.ts'
import type { EntityName, FlowName, IntentName, ResponseName, SlotName, ToolName } from '#domain/ids.ts'
import type { Json } from '#domain/json.ts'
import type { Expression } from '../expressions/index.ts'

/** All flows of an assistant, checked and ready to run. Plain JSON: a part of the release. */
export interface CompiledFlows {
  /** Raised when a stored release can no longer be read as it is. */
  format: 1
  flows: Record<FlowName, CompiledFlow>
  /** Intent as written in the flows → flows it starts, highest priority first. */
  startedBy: Record<IntentName, FlowName[]>
  verification: FlowName | null
}

export interface CompiledFlow {
  name: FlowName
  description: string
  title: string
  called: string
  intents: IntentName[]
  needs: IdentityLevel
  priority: number
  /** Built-in response → the flow's own. */
  repair: Record<ResponseName, ResponseName>
  slots: Record<SlotName, CompiledSlot>
  steps: CompiledStep[]
}

export interface CompiledChoice {
  value: Json
  label: string
  means: string[]
  intents: IntentName[]
}

export interface CompiledSlot {
  name: SlotName
  called: string
  /** `chosen` is filled by a choose step, from its list. */
  type: 'text' | 'boolean' | 'number' | 'choice' | 'entity' | 'chosen'
  /** Entity types that fill it, the best first. */
  entities: EntityName[]
  role: string | null
  choices: CompiledChoice[]
  ask: ResponseName
  reask: ResponseName
  /** Roots of the variables that the wordings of `ask` and `reask` use; null where unknown: all are given. */
  uses: string[] | null
  explain: ResponseName | null
  from: Expression | null
  validate: { if: Expression; else: ResponseName; uses: string[] | null }[]
  reaskLimit: number
  giveUp: 'hand-off' | 'cancel' | 'skip'
  optional: boolean
}

/** What every step has. `branches` are its nested steps by name: the engine walks them without knowing kinds. */
interface StepBase {
  /** In its file, from 1. */
  line: number
  /** Names it reads and writes: what a correction has to do again. */
  reads: string[]
  writes: string[]
  branches: Record<string, CompiledStep[]>
}

type Values = Record<string, Expression>

interface Said {
  response: ResponseName
  with: Values
  /** As in `CompiledSlot.uses`. */
  uses: string[] | null
}

export type CompiledStep = StepBase &
  (
    | { kind: 'collect'; slot: SlotName }
    | ({ kind: 'say' } & Said)
    | {
        kind: 'call'
        tool: ToolName
        with: Values
        save: string | null
        needs: IdentityLevel
        effect: 'read' | 'write'
        /** The tool is used only after a yes. */
        confirm: boolean
      }
    | { kind: 'set'; values: Values }
    | { kind: 'if'; arms: { if: Expression; branch: string }[] }
    | ({ kind: 'confirm'; correct: SlotName[] | null } & Said)
    | {
        kind: 'choose'
        slot: SlotName
        from: Expression
        label: Expression
        value: Expression | null
        attributes: Values
        match: Expression | null
        askWhenOne: boolean
      }
    | { kind: 'ask-again'; slot: SlotName; said: Said | null }
    | { kind: 'link'; flow: FlowName; returns: boolean; with: Values; save: string | null }
    | {
        kind: 'verify'
        customer: Expression
        by: string
        attributes: Expression | null
        level: 'identified' | 'verified'
      }
    | { kind: 'hand-off'; team: string; priority: 'normal' | 'high'; reason: string | null }
    | { kind: 'answer'; query: Expression }
    | { kind: 'end'; resolved: boolean; result: Expression | null }
  )

export type CompiledStepOf<K extends CompiledStep['kind']> = Extract<CompiledStep, { kind: K }>

/** Names of branches, shared by compiler and engine. */
export const branch = {
  met: 'then',
  otherwise: 'else',
  elif: (index: number) => `elif-${index + 1}`,
  refused: (code: string) => `refused:${code}`,
  refusedDefault: 'refused:default',
  failed: 'failed',
  unknown: 'unknown',
  deny: 'deny',
  none: 'none',
} as const

/** A record's own entry: names come from files and messages, and `constructor` must not find anything. */
export const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined

/** What the compiler must know of the rest of the assistant. */
export interface FlowContext {
  tools: ReadonlyMap<ToolName, ToolFacts>
  /** Response → roots of the variables its wordings use (`order` for `{order.number}`), or null where that is not known. */
  responses: ReadonlyMap<ResponseName, readonly string[] | null>
  /** Variables that responses always have, whatever the flow: the shop's name and the like. */
  responseVariables?: readonly string[]
  entities: ReadonlySet<EntityName>
  intents: ReadonlySet<IntentName>
  verification: FlowName | null
  /** Where to report that wordings of built-in responses are missing: `responses/repair.yaml`. */
  responsesFile?: string
}

export interface ToolFacts {
  needs: IdentityLevel
  effect: 'read' | 'write'
  /** It must not be used without a yes. */
  confirm?: boolean
  /** Where known: codes it refuses with, names of its inputs, those it cannot do without. */
  refusals?: readonly string[]
  inputs?: readonly string[]
  requiredInputs?: readonly string[]
}

export interface FlowFile {
  /** As problems should name it: `flows/orders.yaml`. */
  file: string
  text: string
}
