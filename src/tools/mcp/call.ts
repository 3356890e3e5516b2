import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { CallToolResultSchema, ErrorCode, McpError } from '@modelcontextprotocol/sdk/types.js'
import type { JsonObject } from '#domain/json.ts'
import type { ToolContext } from '../declare.ts'
import type { Answer } from '../declared/operation.ts'
import { isNeverConnected } from '../http-client.ts'
import { mcpLimits, toolLimits } from '../limits.ts'
import type { ToolFailure } from '../outcome.ts'
import { readResult } from './answer.ts'
import type { McpConnection } from './connection.ts'
import type { McpOperationSpec } from './operation.ts'
import { driftOf, driftText } from './record.ts'

/** Under this name every write carries its idempotency key in `_meta`. */
export const keyInMeta = 'parley.dev/idempotency-key'

const unavailable = (effect: ToolFailure['effect']): ToolFailure => ({ kind: 'failed', reason: 'unavailable', effect })

/** Calls a tool of a server; whatever goes wrong is an answer. */
export async function callMcp(
  spec: McpOperationSpec,
  input: JsonObject,
  context: ToolContext,
  sendKey: boolean,
): Promise<Answer> {
  const connection = await spec.pool.connection(context.settings)
  if (connection === null) return unavailable('none')
  // A second try only where the first surely reached nobody: the server had ended, or had forgotten the session.
  const first = await attempt(spec, connection, input, context, sendKey)
  return first === 'gone' ? settled(await attempt(spec, connection, input, context, sendKey)) : first
}

const settled = (answer: Answer | 'gone'): Answer => (answer === 'gone' ? unavailable('none') : answer)

async function attempt(
  spec: McpOperationSpec,
  connection: McpConnection,
  input: JsonObject,
  context: ToolContext,
  sendKey: boolean,
): Promise<Answer | 'gone'> {
  const ready = await within(
    Math.min(mcpLimits.connectMs, spec.timeoutMs * mcpLimits.connectShare),
    checkedConnection(spec, connection),
  )
  if (ready === null) {
    spec.notice(`${spec.pool.source.name}: the server cannot be reached`)
    return unavailable('none')
  }
  if (ready.problem !== null) {
    spec.notice(`${spec.pool.source.name}: ${ready.problem}; look at it with: parley tools check`)
    if (ready.isMissing || sendKey) return unavailable('none')
  }
  if (context.signal.aborted) return { kind: 'failed', reason: 'timeout', effect: 'none' }
  const { live } = ready
  try {
    const result = await live.client.request(
      {
        method: 'tools/call',
        params: {
          name: spec.name,
          arguments: input,
          ...(sendKey && { _meta: { [keyInMeta]: context.idempotencyKey } }),
        },
      },
      CallToolResultSchema,
      // The runner's own limit comes first; then the server is told that nobody waits any more.
      { signal: context.signal, timeout: toolLimits.longestTimeoutMs + 1_000 },
    )
    return readResult(result)
  } catch (error) {
    const ended = readError(error, context.signal.aborted)
    // A server that answers with a failure is still there, and other calls wait for it on the same connection.
    const isLost =
      ended === 'gone' || (ended.kind === 'failed' && ended.effect === 'under-way' && ended.reason !== 'timeout')
    if (isLost) connection.drop(live)
    return ended
  }
}

/** Connected, and the tool as it was recorded; a changed one may still be asked, but must not write. */
async function checkedConnection({ name, record }: McpOperationSpec, connection: McpConnection) {
  const live = await connection.open()
  const [drift] = driftOf([name], record, await connection.list())
  return { live, problem: drift === undefined ? null : driftText(drift), isMissing: drift?.kind === 'missing' }
}

/** Null where it failed or takes longer: the attempt goes on for the next call. */
async function within<T>(ms: number, work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms)
  })
  try {
    return await Promise.race([work.catch(() => null), late])
  } finally {
    clearTimeout(timer)
  }
}

/** Codes of the protocol that say the request was turned down before anything was done. */
const turnedDown = new Set<number>([
  ErrorCode.ParseError,
  ErrorCode.InvalidRequest,
  ErrorCode.MethodNotFound,
  ErrorCode.InvalidParams,
])

function readError(error: unknown, aborted: boolean): Answer | 'gone' {
  if (aborted) return { kind: 'failed', reason: 'timeout', effect: 'under-way' }
  if (error instanceof McpError) {
    if (error.code === ErrorCode.ConnectionClosed) return unavailable('under-way')
    if (error.code === ErrorCode.RequestTimeout) return { kind: 'failed', reason: 'timeout', effect: 'under-way' }
    const message = error.message.replace(/^MCP error -?\d+: /, '')
    const otherwise: ToolFailure = turnedDown.has(error.code)
      ? { kind: 'failed', reason: 'bad-response', effect: 'none' }
      : unavailable('possible')
    return { kind: 'problem', codes: [message], message: message.slice(0, 500), otherwise }
  }
  if (error instanceof StreamableHTTPError) {
    const status = error.code ?? 0
    // A server that was started anew does not know the session.
    if (status === 404 || status === 400) return 'gone'
    return unavailable(status >= 400 && status < 500 && status !== 408 && status !== 409 ? 'none' : 'possible')
  }
  if (error instanceof Error && error.message === 'Not connected') return 'gone'
  if (error instanceof Error && isNeverConnected(error)) return 'gone'
  return unavailable('under-way')
}
