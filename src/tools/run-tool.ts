import { createHash } from 'node:crypto'
import type { Clock } from '#domain/clock.ts'
import { type Identity, meets } from '#domain/customer.ts'
import { canonicalJson, type Json } from '#domain/json.ts'
import type { ClaimedTurn } from '#ports/conversation-store.ts'
import type { ToolJournal } from '#ports/tool-journal.ts'
import type { Tool, ToolSet } from './declare.ts'
import { allowedOrigins, httpClient } from './http-client.ts'
import { toolLimits } from './limits.ts'
import type { OneTimeCodes } from './one-time-code/codes.ts'
import { type CodeContext, ownTools } from './one-time-code/tools.ts'
import { outcomeFromJournal, type ToolOutcome, type ToolResult } from './outcome.ts'

export type ToolCall = {
  name: string
  /** What is null counts as not given. */
  input: Json
  /** Made from conversation, frame and step: the same when the turn is run again, another one for every other call. */
  key: string
  /** Where the flow gives it less time than the tool has by itself. */
  timeLimitMs?: number
}

export type RunToolDeps = {
  claim: ClaimedTurn
  tools: ToolSet
  identity: Identity
  settings: Readonly<Record<string, string | number>>
  nowMs: number
  journal: ToolJournal
  clock: Clock
  /** One-time codes, where the assistant uses them; only the runner's own tools get at them. */
  codes?: OneTimeCodes
  /** Where the crash test may kill the process. */
  failpoint?: (name: 'tool-started' | 'effect-done') => Promise<void>
  /** For tests of the client itself. */
  fetch?: typeof fetch
}

/**
 * Runs a tool and says how it ended; operational failures are outcomes, not exceptions. A write is journaled: its start is committed
 * before and its finish after. Where a start without a finish is found (a crash), or the answer got lost, the tool's reconcile tells
 * what happened: then its result is used, the same key is sent again, or the outcome is `unknown` and a person has to look.
 */
export async function runTool(asked: ToolCall, deps: RunToolDeps): Promise<ToolOutcome> {
  const tool = deps.tools.get(asked.name)
  if (!tool) throw new Error(`the flow calls "${asked.name}", which is not a tool: the compiler should have refused it`)
  // A turn that failed leaves its frame's number to the next one, whose flow may call another tool at the same place.
  const call = { ...asked, key: `${asked.key}:${tool.name}` }
  if (!meets(deps.identity.level, tool.facts.needs)) return { kind: 'failed', reason: 'not-permitted' }
  const input = tool.input.safeParse(withoutNulls(call.input))
  if (!input.success) return { kind: 'failed', reason: 'bad-arguments' }
  return tool.facts.effect === 'read'
    ? readOutcome(tool, input.data, call, deps)
    : writeOutcome(tool, input.data, call, deps)
}

async function readOutcome(tool: Tool, input: unknown, call: ToolCall, deps: RunToolDeps): Promise<ToolOutcome> {
  const ended = await attempt(tool, input, call, deps)
  return ended.kind === 'failed' ? { kind: 'failed', reason: ended.reason } : ended
}

async function writeOutcome(tool: Tool, input: unknown, call: ToolCall, deps: RunToolDeps): Promise<ToolOutcome> {
  const begun = await deps.journal.begin(deps.claim, call.key, tool.name, call.input, deps.clock.now())
  // Whoever holds the turn now runs it; nothing was started here, and nothing of this run will be recorded.
  if (begun.kind === 'lost-hold') return { kind: 'failed', reason: 'unavailable' }
  let outcome: ToolOutcome
  let told: ToolOutcome | null = null
  if (begun.kind === 'begun') {
    const before = await readBefore(tool, input, call, deps)
    await deps.failpoint?.('tool-started')
    const ended = await settle(tool, input, call, deps, await attempt(tool, input, call, deps))
    outcome = withCompensation(tool, input, ended, before, deps)
  } else {
    const { entry } = begun
    // Of something else than what is asked for now: a turn did this and failed before it was recorded. Its result would be a false
    // answer here, and the same key must not be sent with another input: a person looks.
    const isOther = entry.input !== null && canonicalJson(entry.input) !== canonicalJson(call.input)
    if (entry.status === 'finished') return isOther ? { kind: 'unknown' } : outcomeFromJournal(entry.outcome)
    // What was started is what has to be settled: the journal's input, should the two ever differ.
    const started = tool.input.safeParse(withoutNulls(entry.input))
    // How things were before is not known any more.
    outcome = started.success
      ? withCompensation(tool, started.data, await resume(tool, started.data, call, deps), undefined, deps)
      : { kind: 'unknown' }
    told = isOther ? { kind: 'unknown' } : outcome
  }
  await deps.failpoint?.('effect-done')
  await deps.journal.finish(deps.claim, call.key, outcome as Json, deps.clock.now())
  return told ?? outcome
}

/** How things are before the change; undefined where that cannot be read: then there is no way back. */
async function readBefore(tool: Tool, input: unknown, call: ToolCall, deps: RunToolDeps): Promise<Json | undefined> {
  const read = tool.before
  if (read === null) return null
  try {
    const found = await within(Math.min(toolLimits.reconcileTimeoutMs, tool.timeoutMs), (signal) =>
      read(input, contextFor(call, deps, signal)),
    )
    return found !== 'timeout' && found.kind === 'ok' ? found.value : undefined
  } catch {
    return undefined
  }
}

/** Names the call that takes this one back, as long as it is one that can be made. Part of the outcome, so the journal keeps it. */
function withCompensation(
  tool: Tool,
  input: unknown,
  outcome: ToolOutcome,
  before: Json | undefined,
  { tools }: RunToolDeps,
): ToolOutcome {
  if (outcome.kind !== 'ok' || tool.compensate === null) return outcome
  if (before === undefined && tool.before !== null) return outcome
  const compensation = inverse(tool.compensate, input, outcome.value, before ?? null)
  const back = compensation === null ? undefined : tools.get(compensation.tool)
  if (compensation === null || back?.facts.effect !== 'write') return outcome
  return back.input.safeParse(withoutNulls(compensation.input)).success ? { ...outcome, compensation } : outcome
}

/** The change is made: a fault in naming its inverse leaves it without a way back, and must not make it look undone. */
function inverse(compensate: NonNullable<Tool['compensate']>, input: unknown, made: Json, before: Json) {
  try {
    return compensate(input, made, before)
  } catch {
    return null
  }
}

/** After a first try: certain endings stand; where the effect is possible but unseen, it is looked for. */
async function settle(
  tool: Tool,
  input: unknown,
  call: ToolCall,
  deps: RunToolDeps,
  ended: Ended,
): Promise<ToolOutcome> {
  if (ended.kind !== 'failed') return ended
  if (ended.effect === 'none') return { kind: 'failed', reason: ended.reason }
  return resume(tool, input, call, deps)
}

/** A call that was started and whose end nobody has seen. */
async function resume(tool: Tool, input: unknown, call: ToolCall, deps: RunToolDeps): Promise<ToolOutcome> {
  const found = await reconcile(tool, input, call, deps)
  if (found.kind === 'happened') return found.outcome
  // Not idempotent: the first try may yet arrive, and a second one would then be a second effect.
  if (found.kind === 'unknown' || !tool.idempotent) return { kind: 'unknown' }
  const again = await attempt(tool, input, call, deps)
  if (again.kind !== 'failed') return again
  if (again.effect === 'none') return { kind: 'failed', reason: again.reason }
  const last = await reconcile(tool, input, call, deps)
  if (last.kind === 'happened') return last.outcome
  return last.kind === 'did-not-happen' && again.effect === 'possible'
    ? { kind: 'failed', reason: again.reason }
    : { kind: 'unknown' }
}

type Found = { kind: 'happened'; outcome: ToolOutcome } | { kind: 'did-not-happen' } | { kind: 'unknown' }

async function reconcile(tool: Tool, input: unknown, call: ToolCall, deps: RunToolDeps): Promise<Found> {
  const ask = tool.reconcile
  if (!ask) return { kind: 'unknown' }
  const found = await within(Math.min(toolLimits.reconcileTimeoutMs, tool.timeoutMs), (signal) =>
    ask(input, contextFor(call, deps, signal)),
  )
  if (found === 'timeout') return { kind: 'unknown' }
  if (found.kind !== 'happened') return found
  const outcome = checked(tool, found.result)
  return outcome.kind === 'failed' ? { kind: 'unknown' } : { kind: 'happened', outcome }
}

type Ended =
  | Exclude<ToolOutcome, { kind: 'failed' | 'unknown' }>
  | { kind: 'failed'; reason: 'timeout' | 'bad-response' | 'unavailable'; effect: 'none' | 'possible' | 'under-way' }

async function attempt(tool: Tool, input: unknown, call: ToolCall, deps: RunToolDeps): Promise<Ended> {
  const result = await within(Math.min(tool.timeoutMs, call.timeLimitMs ?? tool.timeoutMs), (signal) =>
    tool.run(input, contextFor(call, deps, signal)),
  )
  return result === 'timeout' ? { kind: 'failed', reason: 'timeout', effect: 'under-way' } : checked(tool, result)
}

/** A value that does not have the declared shape is no answer. */
function checked(tool: Tool, result: ToolResult<unknown>): Ended {
  if (result.kind !== 'ok') return result
  const value = tool.output.safeParse(result.value)
  if (!value.success) return { kind: 'failed', reason: 'bad-response', effect: 'possible' }
  const text = JSON.stringify(value.data ?? null)
  if (text.length > toolLimits.resultCharacters) return { kind: 'failed', reason: 'bad-response', effect: 'possible' }
  return { kind: 'ok', value: JSON.parse(text) as Json }
}

/** Waits for at most `ms`; a tool that does not listen to its signal is left behind, and what it still says is not heard. */
async function within<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T | 'timeout'> {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'timeout'>((resolve) => {
    timer = setTimeout(() => {
      resolve('timeout')
      controller.abort()
    }, ms)
  })
  try {
    return await Promise.race([work(controller.signal), late])
  } finally {
    clearTimeout(timer)
  }
}

const contextFor = (call: ToolCall, deps: RunToolDeps, signal: AbortSignal): CodeContext => ({
  ...(ownTools.includes(call.name) &&
    deps.codes && { codes: deps.codes(deps.claim.tenant, deps.claim.conversation.id) }),
  idempotencyKey: outwardKey(deps.claim, call.key),
  signal,
  http: httpClient(allowedOrigins(deps.settings), signal, deps.fetch),
  settings: deps.settings,
  identity: deps.identity,
  nowMs: deps.nowMs,
})

/** The key as other systems see it: of this conversation, and short and plain enough for a header. */
export function outwardKey(claim: ClaimedTurn, key: string): string {
  const whole = `${claim.conversation.id}:${key}`
  return /^[\x21-\x7e]+$/.test(whole) && whole.length <= toolLimits.keyCharacters
    ? whole
    : createHash('sha256').update(whole).digest('base64url')
}

function withoutNulls(input: Json): Json {
  if (input === null || typeof input !== 'object' || Array.isArray(input)) return input
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null))
}
