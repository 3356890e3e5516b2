import type { AssistantRuntime } from '#assistant/index.ts'
import type { ToolCall } from '#dialogue/index.ts'
import type { Identity } from '#domain/customer.ts'
import type { ToolCallRecord } from '#domain/events.ts'
import type { Json } from '#domain/json.ts'
import { inSpan } from '#monitoring/index.ts'
import type { ClaimedTurn } from '#ports/conversation-store.ts'
import { runTool, type ToolOutcome, withoutHidden } from '#tools/index.ts'
import type { TurnDependencies } from './turn-context.ts'

interface Request {
  claim: ClaimedTurn
  assistant: AssistantRuntime
  call: ToolCall
  identity: Identity
  nowMs: number
  /** Gets a record of the call. */
  toolCalls: ToolCallRecord[]
}

/** Runs one tool for the engine: journaled where it changes something, timed, counted and recorded. */
export async function callTool(
  { claim, assistant, call, identity, nowMs, toolCalls }: Request,
  deps: TurnDependencies,
): Promise<ToolOutcome> {
  const began = performance.now()
  const outcome = await inSpan('tool', { tool: call.name }, () =>
    runTool(call, {
      claim,
      tools: assistant.tools,
      identity,
      settings: assistant.settings,
      nowMs,
      journal: deps.journal,
      codes: deps.codes,
      clock: deps.clock,
      failpoint: deps.failpoint,
    }),
  )
  const hide = assistant.tools.get(call.name)?.hide
  const ms = performance.now() - began
  deps.metrics.toolSeconds.observe({ tool: call.name, outcome: outcome.kind }, ms / 1000)
  toolCalls.push({
    key: call.key,
    tool: call.name,
    outcome: outcome.kind,
    input: withoutHidden(call.input, hide?.input ?? []),
    result: withoutHidden(resultOf(outcome), hide?.result ?? []),
    ms: Math.round(ms * 100) / 100,
  })
  return outcome
}

function resultOf(outcome: ToolOutcome): Json {
  switch (outcome.kind) {
    case 'ok':
      return outcome.value
    case 'refused':
      return { code: outcome.code, message: outcome.message }
    case 'failed':
      return { reason: outcome.reason }
    case 'unknown':
      return null
  }
}
