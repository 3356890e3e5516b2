import { z } from 'zod'
import type { Identity, IdentityLevel } from '#domain/customer.ts'
import type { Json } from '#domain/json.ts'
import type { Problem } from '#domain/problem.ts'
import type { HttpClient } from './http-client.ts'
import { toolLimits } from './limits.ts'
import type { ToolResult } from './outcome.ts'

/** Values of assistant.yaml `settings`, with the environment filled in. */
export type Settings = Readonly<Record<string, string | number>>

/** What a tool's code may use. Nothing else comes in: no clock, no network and no environment of its own. */
export type ToolContext = {
  /** The same for every try of this call, another one for every other call. Send it with every write. */
  idempotencyKey: string
  /** Aborted when the tool's time is up. */
  signal: AbortSignal
  /** Requests to the addresses named in the assistant's settings, and to no others. */
  http: HttpClient
  settings: Settings
  identity: Identity
  /** When the turn began, milliseconds since the epoch: the same in every try. */
  nowMs: number
}

/** What asking "did it happen?" can tell. `happened` brings what the call would have given. */
export type Reconciled<Output> =
  | { kind: 'happened'; result: ToolResult<Output> }
  | { kind: 'did-not-happen' }
  | { kind: 'unknown' }

/** Paths that are for the flow only and that no trace or event keeps: `pin`, `items.*.cost`. */
export type Hidden = { input: readonly string[]; result: readonly string[] }

/** Where a tool comes from; `place` is a file with a line, for people. */
export type ToolSource = { kind: 'typescript' | 'openapi' | 'mcp'; place: string }

type Common<I extends z.ZodType, O extends z.ZodType> = {
  /** snake_case, as flows call it. */
  name: string
  /** One sentence: what it does, for authors and for language models. */
  description: string
  input: I
  output: O
  /** How sure we must be of who writes. Not met: it is not run. */
  needs: IdentityLevel
  timeoutMs?: number
  /** The codes it refuses with, so that a flow that handles another one is told at load. */
  refusals?: readonly string[]
  /** How its doing is spoken of to customers: "the address change". */
  called?: string
  hide?: Partial<Hidden>
  run(input: z.output<I>, context: ToolContext): Promise<ToolResult<z.input<O>>>
}

export type ReadTool<I extends z.ZodType, O extends z.ZodType> = Common<I, O> & { sideEffect: 'none' }

export type WriteTool<I extends z.ZodType, O extends z.ZodType> = Common<I, O> & {
  sideEffect: 'write'
  /** True where the other side does the same key only once: then a call that did not happen is sent again. */
  idempotent: boolean
  /** The tool must not be used without the customer's yes: a flow that does is told at load. */
  confirm?: boolean
  /** Tells after a crash or a lost answer whether the call with this key happened. Without it such a call ends `unknown`. */
  reconcile?(input: z.output<I>, context: ToolContext): Promise<Reconciled<z.input<O>>>
  /**
   * How things are before the change, for `compensate`: read once, before the first try. What cannot be read any more (it failed, or a crash
   * came between) leaves the change without a way back.
   */
  before?(input: z.output<I>, context: ToolContext): Promise<ToolResult<Json>>
  /**
   * The call that takes this one back: its true inverse, or null where this one has none. It is a call of its own with its own key, and
   * needs what its tool needs. `before` is null where the tool reads nothing before.
   */
  compensate?(input: z.output<I>, output: z.output<O>, before: Json): Compensation | null
}

/** A call that takes another one back. */
export type Compensation = { tool: string; input: { [name: string]: Json } }

/** What the flow compiler needs to know of a tool. */
export type DeclaredFacts = {
  needs: IdentityLevel
  effect: 'read' | 'write'
  confirm: boolean
  inputs: readonly string[]
  requiredInputs: readonly string[]
  refusals?: readonly string[]
  called?: string
  /** JSON Schemas of what it takes and gives; the latter has only what was declared. */
  inputSchema: Json
  outputSchema: Json
}

/** A declared tool with its types folded away: what the runner goes by. */
export type Tool = {
  name: string
  description: string
  facts: DeclaredFacts
  timeoutMs: number
  source: ToolSource
  hide: Hidden
  idempotent: boolean
  input: z.ZodType
  output: z.ZodType
  run(input: unknown, context: ToolContext): Promise<ToolResult<unknown>>
  reconcile: ((input: unknown, context: ToolContext) => Promise<Reconciled<unknown>>) | null
  before: ((input: unknown, context: ToolContext) => Promise<ToolResult<Json>>) | null
  compensate: ((input: unknown, output: unknown, before: Json) => Compensation | null) | null
}

export interface ToolSet extends ReadonlyMap<string, Tool> {
  /** What was noticed when they were loaded and does not keep the assistant from starting. */
  readonly warnings?: readonly Problem[]
}

/** Declares a tool. Throws a plain error for a mistake in the declaration: it is code, and is found when the assistant is loaded. */
export function defineTool<I extends z.ZodType, O extends z.ZodType>(
  declaration: ReadTool<I, O> | WriteTool<I, O>,
): Tool {
  const { name, description, input, output, needs, sideEffect, refusals, called, hide } = declaration
  if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name))
    throw new Error(`"${name}" is no name for a tool: write it in snake_case`)
  const timeoutMs = declaration.timeoutMs ?? toolLimits.timeoutMs
  if (timeoutMs <= 0 || timeoutMs > toolLimits.longestTimeoutMs) {
    throw new Error(`${name}: timeoutMs must be from 1 to ${toolLimits.longestTimeoutMs}`)
  }
  const inputSchema = z.toJSONSchema(input, { io: 'input' }) as {
    properties?: Record<string, Json>
    required?: string[]
  }
  const writes = sideEffect === 'write' ? declaration : null
  // The runner parses before it calls, so that what arrives here has the declared types.
  return {
    name,
    description,
    facts: {
      needs,
      effect: sideEffect === 'none' ? 'read' : 'write',
      confirm: writes?.confirm ?? false,
      inputs: Object.keys(inputSchema.properties ?? {}),
      requiredInputs: inputSchema.required ?? [],
      ...(refusals === undefined ? {} : { refusals }),
      ...(called === undefined ? {} : { called }),
      inputSchema: inputSchema as Json,
      outputSchema: z.toJSONSchema(output, { unrepresentable: 'any' }) as Json,
    },
    timeoutMs,
    source: { kind: 'typescript', place: 'tools.ts' },
    hide: { input: hide?.input ?? [], result: hide?.result ?? [] },
    idempotent: writes?.idempotent ?? true,
    input,
    output,
    run: (given, context) => declaration.run(given as z.output<I>, context),
    reconcile: writes?.reconcile
      ? (given, context) => writes.reconcile?.(given as z.output<I>, context) ?? cannotTell()
      : null,
    before: writes?.before
      ? (given, context) => writes.before?.(given as z.output<I>, context) ?? nothingBefore()
      : null,
    compensate: writes?.compensate
      ? (given, made, before) => writes.compensate?.(given as z.output<I>, made as z.output<O>, before) ?? null
      : null,
  }
}

const nothingBefore = (): Promise<ToolResult<Json>> => Promise.resolve({ kind: 'ok', value: null })
const cannotTell = (): Promise<{ kind: 'unknown' }> => Promise.resolve({ kind: 'unknown' })

/** The tools of an assistant by name. Throws where two share one or something is not a tool. */
export function toolSet(tools: readonly unknown[], warnings: readonly Problem[] = []): ToolSet {
  const set = new Map<string, Tool>()
  for (const tool of tools) {
    if (!isTool(tool)) throw new Error('every entry must be made with defineTool({ … })')
    if (set.has(tool.name)) throw new Error(`there are two tools called "${tool.name}"`)
    set.set(tool.name, tool)
  }
  return Object.assign(set, { warnings })
}

const isTool = (value: unknown): value is Tool =>
  typeof value === 'object' &&
  value !== null &&
  'facts' in value &&
  'run' in value &&
  'name' in value &&
  'output' in value
