import { beforeEach, describe, expect, test } from 'vitest'
import { CircuitBreaker } from './circuit-breaker.ts'

let nowMs = 0
let breaker: CircuitBreaker
beforeEach(() => {
  nowMs = 0
  breaker = new CircuitBreaker('model', () => nowMs)
})
const bad = new Error('no')
const fail = (counts = true) =>
  breaker
    .run(
      () => Promise.reject(bad),
      () => counts,
    )
    .catch((error: Error) => error)
const succeed = () =>
  breaker
    .run(
      async () => 'yes',
      () => true,
    )
    .catch((error: { code: string }) => error.code)

describe('the circuit breaker', () => {
  test('lets everything pass until three failures in a row', async () => {
    for (let round = 0; round < 3; round++) {
      expect([await fail(), await fail(), await succeed()]).toEqual([bad, bad, 'yes'])
    }
    expect([await fail(), await fail(), await fail(), await succeed()]).toEqual([bad, bad, bad, 'encoder.unavailable'])
  })

  test('does not count what is nobody’s fault', async () => {
    for (let round = 0; round < 5; round++) expect(await fail(false)).toBe(bad)
    expect(await succeed()).toBe('yes')
  })

  test('lets one caller try after ten seconds; the others wait for how that ends', async () => {
    for (let round = 0; round < 3; round++) await fail()
    nowMs = 9_999
    expect(await succeed()).toBe('encoder.unavailable')
    nowMs = 10_000
    const trial = Promise.withResolvers<string>()
    const tried = breaker.run(
      () => trial.promise,
      () => true,
    )
    expect(await succeed()).toBe('encoder.unavailable')
    trial.resolve('yes')
    expect(await tried).toBe('yes')
    expect(await succeed()).toBe('yes')
  })

  test('is open for ten more seconds when that caller fails', async () => {
    for (let round = 0; round < 3; round++) await fail()
    nowMs = 10_000
    expect(await fail()).toBe(bad)
    nowMs = 19_999
    expect(await succeed()).toBe('encoder.unavailable')
    nowMs = 20_000
    expect(await succeed()).toBe('yes')
  })

  test('of a caller who gives up while trying, the next one tries in ten seconds', async () => {
    for (let round = 0; round < 3; round++) await fail()
    nowMs = 10_000
    expect(await fail(false)).toBe(bad)
    nowMs = 20_000
    expect(await succeed()).toBe('yes')
  })
})
