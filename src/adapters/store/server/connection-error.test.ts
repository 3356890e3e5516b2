import { expect, test } from 'vitest'
import { isConnectionProblem } from './connection-error.ts'

test.each(['EPIPE', 'ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT', '08006', '57P01', '53300'])(
  '%s is a problem of the connection',
  (code) => {
    expect(isConnectionProblem(Object.assign(new Error('x'), { code }))).toBe(true)
  },
)

test.each(['23505', '40001', 'XX000', 'P0001', '22P02'])('%s is the statement’s own error', (code) => {
  expect(isConnectionProblem(Object.assign(new Error('x'), { code }))).toBe(false)
})

test('an error without a code comes from the library, which gives up on the connection', () => {
  expect(isConnectionProblem(new Error('Connection terminated unexpectedly'))).toBe(true)
})
