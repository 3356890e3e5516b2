import { type AppError, appError } from '#domain/errors.ts'

/** SQLSTATE classes and codes of a server that cannot be used at all: not reached, not let in, shutting down, full, or a standby. */
const unusable = /^(08|28|57P0|53|3D000|25006)/

/**
 * Whether the connection, not the statement, failed. Errors from the server carry a SQLSTATE: five characters, a digit among them
 * (`EPIPE` is none). What has no such code comes from the network or from the library, which gives up on the connection.
 */
export function isConnectionProblem(error: unknown): boolean {
  const code = codeOf(error)
  return code === null || !/^(?=.*\d)[0-9A-Z]{5}$/.test(code) || unusable.test(code)
}

export function connectionError(error: unknown): AppError {
  const message = error instanceof Error ? error.message : String(error)
  return appError('store.unreachable', { problem: message || (codeOf(error) ?? 'no connection') }, error)
}

function codeOf(error: unknown): string | null {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : null
}
