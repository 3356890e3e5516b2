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
  /** `flows/orders.yaml`, and the line where it begins, from 1. */
  file: string
  line: number
  description: string
  title: string
  called: string
  /** As its owner counts; null where the file says nothing. */
  version: string | null
  owner: string | null
  intents: IntentName[]
  needs: IdentityLevel
  /** Who may start it; null: whoever fulfils `needs`. `otherwise` is what the others hear. */
  guard: { onlyIf: Expression; otherwise: ResponseName; uses: string[] | null } | null
  priority: number
  /** It gives way to whatever else the same message wants or answers. */
  yields?: true
  /** Larger flows of which it is a detail, unless what one of these entity types names is said. */
  partOf?: { flows: FlowName[]; unless: EntityName[] }
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
  /** For the second time, the third and so on; the last of them for all further ones. */
  reasks: ResponseName[]
  /** Roots of the variables that the wordings of `ask` and `reask` use; null where unknown: all are given. */
  uses: string[] | null
  explain: ResponseName | null
  from: Expression | null
  validate: { if: Expression; else: ResponseName; uses: string[] | null }[]
  /** Asked of tools once the conditions hold. */
  checks: CompiledCheck[]
  /** What a message of an intent answers while this slot is asked for; null: that it is skipped. */
  answers: { intent: IntentName; value: Json }[]
  /** Intents that are no other wish while this slot is asked for. */
  expected: IntentName[]
  /** Entity types: a message that names nothing but these is no answer in free words. */
  notOnly?: EntityName[]
  reaskLimit: number
  giveUp: 'hand-off' | 'cancel' | 'skip'
  optional: boolean
  /** In place of what the assistant does at silence; null: as the assistant does. */
  silence: CompiledSilence[] | null
}

/** A tool that tells whether a value is valid. */
export interface CompiledCheck {
  tool: ToolName
  with: Values
  save: string | null
  needs: IdentityLevel
  /** What must be true of the result besides. */
  if: Expression | null
  else: ResponseName
  uses: string[] | null
}

/** What is done after so long a silence since the question, or since the rule before. */
export interface CompiledSilence {
  afterMs: number
  say: ResponseName | null
  uses: string[] | null
  suggest: FlowName[]
  close: boolean
}

/** A time that is written down, or an expression of minutes. */
export type CompiledDuration = { ms: number } | { minutes: Expression }

/** What every step has. `branches` are its nested steps by name: the engine walks them without knowing kinds. */
interface StepBase {
  /** In its file, from 1. */
  line: number
  /** Names it reads and writes: what a correction has to do again. */
  reads: string[]
  writes: string[]
  branches: Record<string, CompiledStep[]>
}

export type Values = Record<string, Expression>

export interface Said {
  response: ResponseName
  with: Values
  /** As in `CompiledSlot.uses`. */
  uses: string[] | null
}

export type CompiledStep = StepBase &
  /** `needs`: of the tools that its slot is checked with. */
  (
    | { kind: 'collect'; slot: SlotName; needs: IdentityLevel }
    | ({ kind: 'say'; suggest: FlowName[] } & Said)
    | {
        kind: 'call'
        tool: ToolName
        with: Values
        save: string | null
        needs: IdentityLevel
        effect: 'read' | 'write'
        /** The tool is used only after a yes. */
        confirm: boolean
        /** How often it is tried again where it failed. */
        retries: number
        timeLimitMs: number | null
      }
    | { kind: 'set'; values: Values }
    | { kind: 'if'; arms: { if: Expression; branch: string }[] }
    /** `exhaustive`: the cases are all there can be. */
    | { kind: 'match'; of: Expression; cases: { values: string[]; branch: string }[]; exhaustive: boolean }
    | {
        kind: 'repeat'
        over: { list: Expression } | { times: Expression }
        as: string | null
        index: string | null
        /** What tells the elements of the list apart; null: their ids, numbers and codes, or all they are. */
        by: Expression | null
        gather: Values
        until: Expression | null
        most: number
        /** Slots and saved values that only the steps inside fill: they belong to the round. */
        locals: string[]
        /** What the rounds read from outside, and what they change outside. */
        reaches: string[]
        changes: string[]
      }
    | ({
        kind: 'confirm'
        summary: SlotName[] | null
        correct: SlotName[] | null
        silence: CompiledSilence[] | null
      } & Said)
    | {
        kind: 'choose'
        slot: SlotName
        from: Expression
        label: Expression
        value: Expression | null
        attributes: Values
        match: Expression | null
        many: boolean
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
    | { kind: 'wait'; time: CompiledDuration; silence: CompiledSilence[] | null }
    | {
        kind: 'schedule'
        when: { inMs: number } | { at: Expression; zone: 'customer' | 'assistant' }
        flow: FlowName | null
        response: ResponseName | null
        with: Values
        uses: string[] | null
      }
    | { kind: 'remember'; facts: Values; expiresInDays: number | null }
    | {
        kind: 'hand-off'
        team: string
        priority: 'normal' | 'high'
        reason: string | null
        summary: Expression | null
      }
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
  gaveUp: 'gave-up',
  /** A case by its values as written. */
  match: (values: string) => `case:${values}`,
  /** The steps of a round; in a path the round is with it: `each#0`. */
  round: 'each',
  /** Not branches with steps: how a step went that could have gone otherwise. */
  yes: 'yes',
  again: 'again',
  ok: 'ok',
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
  /** JSON Schema of what it gives, where known: what is saved of it has these fields. */
  outputSchema?: Json
  /** JSON Schema of what it takes. */
  inputSchema?: Json
  needs: IdentityLevel
  effect: 'read' | 'write'
  /** It must not be used without a yes. */
  confirm?: boolean
  /** How its doing is spoken of to customers: "the address change". */
  called?: string
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
