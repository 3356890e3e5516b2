import type { Clock } from '#domain/clock.ts'
import type { ModelSpending, Spent } from '#ports/model-spending.ts'
import { modelLimits } from '../config/index.ts'
import type { ModelsConfig } from '../config/schema.ts'

type Budgets = ModelsConfig['budgets']

/** Whose money it is. */
export interface Payer {
  tenant: string
  conversation: string | null
}

/** Money that a request may use up, held back until it is known what it did. */
export interface Reservation {
  settle(actual: Spent): void
}

interface Count {
  known: Spent
  reserved: Spent
}

const nothing: Spent = { cost: 0, tokens: 0 }
const plus = (one: Spent, other: Spent, sign = 1): Spent => ({
  cost: one.cost + sign * other.cost,
  tokens: one.tokens + sign * other.tokens,
})

/**
 * What was spent today and in each conversation, held against the budgets. It answers at once from this process's memory; what is counted goes
 * to the shared counter behind it, whose totals (those of other processes too) come back with the next addition.
 */
export class Ledger {
  private readonly counts = new Map<string, Count>()
  private readonly budgets: Budgets
  private readonly clock: Clock
  private readonly shared: ModelSpending | null
  constructor(budgets: Budgets, clock: Clock, shared: ModelSpending | null) {
    this.budgets = budgets
    this.clock = clock
    this.shared = shared
  }

  /** Null where it would go beyond a budget. What costs nothing is only held against the budget of tokens. */
  reserve(payer: Payer, most: Spent): Reservation | null {
    const day = this.today()
    const counts = this.countsOf(payer, day)
    const { per_day, per_conversation, tokens_per_conversation } = this.budgets
    const within = (count: Count | undefined, cost: number | undefined, tokens: number | undefined) => {
      if (count === undefined) return true
      const sum = plus(plus(count.known, count.reserved), most)
      return !(
        (cost !== undefined && most.cost > 0 && sum.cost > cost) ||
        (tokens !== undefined && sum.tokens > tokens)
      )
    }
    if (!within(counts.day, per_day, undefined)) return null
    if (!within(counts.conversation, per_conversation, tokens_per_conversation)) return null
    const all = [counts.day, ...(counts.conversation ? [counts.conversation] : [])]
    for (const count of all) count.reserved = plus(count.reserved, most)
    let settled = false
    return {
      settle: (actual) => {
        if (settled) return
        settled = true
        for (const count of all) {
          count.reserved = plus(count.reserved, most, -1)
          count.known = plus(count.known, actual)
        }
        if (actual.cost > 0 || actual.tokens > 0) this.publish(payer, day, actual)
      },
    }
  }

  /** What this process knows to be spent today, in US dollars and tokens. */
  spentToday(tenant: string): Spent {
    return this.counts.get(`${tenant} ${this.today()}`)?.known ?? nothing
  }

  spentOn(payer: Payer): Spent {
    return this.countsOf(payer, this.today()).conversation?.known ?? nothing
  }

  private today(): string {
    return new Date(this.clock.now()).toISOString().slice(0, 10)
  }

  private countsOf({ tenant, conversation }: Payer, day: string): { day: Count; conversation: Count | undefined } {
    return {
      day: this.count(`${tenant} ${day}`, { tenant, conversation: null }, day),
      conversation:
        conversation === null ? undefined : this.count(`${tenant} ${conversation}`, { tenant, conversation }, day),
    }
  }

  private count(key: string, payer: Payer, day: string): Count {
    const known = this.counts.get(key)
    if (known) {
      // The last used one last.
      this.counts.delete(key)
      this.counts.set(key, known)
      return known
    }
    const fresh: Count = { known: nothing, reserved: nothing }
    this.counts.set(key, fresh)
    while (this.counts.size > modelLimits.conversationsKept) this.counts.delete(this.counts.keys().next().value ?? '')
    this.publish(payer, day, nothing)
    return fresh
  }

  /** Not waited for: a budget is no reason for a customer to wait, and a counter that is down no reason to stop. */
  private publish(payer: Payer, day: string, spent: Spent): void {
    this.shared?.add({ ...payer, day }, spent).then(
      (totals) => {
        this.learn(`${payer.tenant} ${day}`, totals.day)
        if (payer.conversation !== null) this.learn(`${payer.tenant} ${payer.conversation}`, totals.conversation)
      },
      () => {},
    )
  }

  private learn(key: string, total: Spent): void {
    const count = this.counts.get(key)
    if (count === undefined) return
    // Additions of this process may still be on their way: what is known never becomes less.
    count.known = {
      cost: Math.max(count.known.cost, total.cost),
      tokens: Math.max(count.known.tokens, total.tokens),
    }
  }
}
