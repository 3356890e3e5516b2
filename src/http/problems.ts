import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { Problem } from '#contracts'
import { AppError, appError } from '#domain/errors.ts'

/** An operational error as RFC 9457 problem details. Nothing of an exception that is not in the registry ever leaves the process. */
export function problemOf(error: AppError, request?: string): Problem {
  return {
    type: `https://parley.example/docs/errors#${error.code}`,
    title: error.code,
    status: error.status,
    code: error.code,
    detail: told(error),
    retryable: error.retryable,
    ...(request !== undefined && { request }),
  }
}

/** Where the fault is ours, its circumstances (addresses, users, folders) are for the log and not for whoever called. */
const told = ({ code, status, details, message }: AppError): string =>
  status >= 500 && 'problem' in details ? appError(code, { ...details, problem: 'the log says more' }).message : message

/** Any thrown thing as an AppError; null where it is a bug (answered as 500 without its text). */
export function appErrorOf(error: FastifyError | Error): AppError | null {
  if (error instanceof AppError) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    const first = error.validation[0]
    const where = (first?.instancePath ?? '').replaceAll('/', '.').replace(/^\./, '')
    return appError('request.invalid', {
      problem: `${where === '' ? (error.validationContext ?? 'body') : where}: ${first?.message ?? 'wrong'}`,
    })
  }
  const code = 'code' in error ? String(error.code) : ''
  const status = 'statusCode' in error ? Number(error.statusCode) : 500
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return appError('request.too-large', { limit: '256 kB' })
  if (status === 429) return appError('request.rate-limited', { seconds: 'a few' })
  if (status >= 400 && status < 500) return appError('request.invalid', { problem: error.message.slice(0, 200) })
  return null
}

export function sendProblem(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = appErrorOf(error)
  if (known === null) {
    request.log.error({ err: error }, 'unexpected error')
    return reply
      .status(500)
      .type('application/problem+json')
      .send({
        type: 'https://parley.example/docs/errors#internal',
        title: 'internal',
        status: 500,
        code: 'internal',
        detail: `This is a fault of ours. Look for request ${request.id} in the logs and report it.`,
        retryable: true,
        request: request.id,
      } satisfies Problem)
  }
  if (known.status >= 500) request.log.warn({ code: known.code }, known.message)
  return reply.status(known.status).type('application/problem+json').send(problemOf(known, request.id))
}
