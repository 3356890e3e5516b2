import { beforeEach, describe, expect, test } from 'vitest'
import { CircuitBreaker } from './circuit-breaker.ts'

let nowMs = 0
let breaker: CircuitBreaker
beforeEach(() => {
  nowMs = 0
  breaker = new CircuitBreaker({ failuresToOpen: 2, openForMs: 1000 }, () => nowMs)
})
const fail = (times: number) => {
  for (let round = 0; round < times; round++) {
    expect(breaker.refusal()).toBeNull()
    breaker.failed()
  }
}

describe('a breaker', () => {
  test('opens after the failures in a row that it was given, and says for how long', () => {
    fail(2)
    nowMs = 400
    expect(breaker.refusal()).toEqual({ failures: 2, leftMs: 600 })
    expect(breaker.isOpen).toBe(true)
  })

  test('lets one caller try when the time is over', () => {
    fail(2)
    nowMs = 1000
    expect(breaker.isOpen).toBe(false)
    expect(breaker.refusal()).toBeNull()
    expect(breaker.refusal()).not.toBeNull()
    breaker.succeeded()
    expect(breaker.refusal()).toBeNull()
  })

  test('lets the next one try at once where that caller gave up', () => {
    fail(2)
    nowMs = 1000
    expect(breaker.refusal()).toBeNull()
    breaker.abandoned()
    expect(breaker.refusal()).toBeNull()
    expect(breaker.refusal()).not.toBeNull()
  })

  test('is held as long as the other side asked for, however many answers come meanwhile to others', () => {
    breaker.holdFor(500)
    breaker.holdFor(100)
    nowMs = 499
    expect(breaker.refusal()).toEqual({ failures: 0, leftMs: 1 })
    nowMs = 500
    expect(breaker.refusal()).toBeNull()
  })
})
