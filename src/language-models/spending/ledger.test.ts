import { describe, expect, test } from 'vitest'
import { ManualClock } from '#domain/clock.ts'
import type { ModelSpending, Spent } from '#ports/model-spending.ts'
import { Ledger } from './ledger.ts'

const clock = () => new ManualClock(Date.parse('2026-03-02T23:00:00Z'))
const one = { tenant: 'tn_1', conversation: 'cv_1' }
const spend = (ledger: Ledger, spent: Spent, payer: { tenant: string; conversation: string | null } = one) => {
  const reservation = ledger.reserve(payer, spent)
  reservation?.settle(spent)
  return reservation !== null
}

describe('the ledger', () => {
  test('refuses what would go beyond the budget of a day, until the next one', () => {
    const now = clock()
    const ledger = new Ledger({ per_day: 1 }, now, null)
    expect([0.6, 0.6, 0.4].map((cost) => spend(ledger, { cost, tokens: 1 }))).toEqual([true, false, true])
    expect(spend(ledger, { cost: 0.1, tokens: 1 }, { tenant: 'tn_1', conversation: null })).toBe(false)
    expect(spend(ledger, { cost: 0.1, tokens: 1 }, { tenant: 'tn_2', conversation: null })).toBe(true)
    now.advance(3_600_000)
    expect(spend(ledger, { cost: 0.6, tokens: 1 })).toBe(true)
  })

  test('holds back what is not settled yet, and gives back what was not needed', () => {
    const ledger = new Ledger({ per_conversation: 1 }, clock(), null)
    const reservation = ledger.reserve(one, { cost: 0.9, tokens: 10 })
    expect(ledger.reserve(one, { cost: 0.2, tokens: 10 })).toBeNull()
    reservation?.settle({ cost: 0.1, tokens: 1 })
    reservation?.settle({ cost: 5, tokens: 1 })
    expect(ledger.spentOn(one)).toEqual({ cost: 0.1, tokens: 1 })
    expect(ledger.reserve(one, { cost: 0.2, tokens: 10 })).not.toBeNull()
  })

  test('learns what other processes spent from the shared counter', async () => {
    const added: Spent[] = []
    const shared: ModelSpending = {
      add: async (_on, spent) => {
        added.push(spent)
        return { day: { cost: 0.95, tokens: 7 }, conversation: { cost: 0.5, tokens: 3 } }
      },
    }
    const ledger = new Ledger({ per_day: 1 }, clock(), shared)
    expect(spend(ledger, { cost: 0.1, tokens: 1 })).toBe(true)
    await Promise.resolve()
    await Promise.resolve()
    expect(ledger.spentToday('tn_1')).toEqual({ cost: 0.95, tokens: 7 })
    expect(spend(ledger, { cost: 0.1, tokens: 1 })).toBe(false)
    expect(added.at(-1)).toEqual({ cost: 0.1, tokens: 1 })
  })

  test('goes on alone where the shared counter is down', async () => {
    const ledger = new Ledger({ per_day: 1 }, clock(), { add: () => Promise.reject(new Error('down')) })
    expect(spend(ledger, { cost: 0.9, tokens: 1 })).toBe(true)
    await Promise.resolve()
    expect(spend(ledger, { cost: 0.9, tokens: 1 })).toBe(false)
  })
})
