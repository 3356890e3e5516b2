import { ManualClock } from '#domain/clock.ts'
import type { Identity } from '#domain/customer.ts'
import type { Json } from '#domain/json.ts'
import type { ClaimedTurn } from '#ports/conversation-store.ts'
import type { JournalEntry, ToolJournal } from '#ports/tool-journal.ts'
import { runTool, type ToolOutcome, toolSet } from '#tools/index.ts'
import { demoCustomers } from '../../shop/index.ts'
import { type TestShop, testNow } from '../../shop/testing.ts'
import tools from '../../tools.ts'

/** Calls the storefront's tools as the turn does, for their tests. */
export const storefrontTools = toolSet(tools)

const stranger: Identity = { level: 'anonymous', customer: null, by: null, attributes: {} }

export const demo = (username: string) => {
  const found = demoCustomers.find((customer) => customer.username === username)
  if (!found) throw new Error(`no demo customer ${username}`)
  return found
}

export function newJournal(): ToolJournal & { entries: Map<string, JournalEntry> } {
  const entries = new Map<string, JournalEntry>()
  return {
    entries,
    begin: async (_claim, key, _tool, input, startedAtMs) => {
      const entry = entries.get(key)
      if (entry) return { kind: 'existing', entry }
      entries.set(key, { status: 'started', input, startedAtMs })
      return { kind: 'begun' }
    },
    finish: async (_claim, key, outcome) => {
      entries.set(key, { status: 'finished', input: null, outcome, startedAtMs: 0 })
    },
  }
}

type Over = { key?: string; journal?: ToolJournal; url?: string }

/** `call` gives the outcome, `value` the value of one that must be ok. `who` is a demo customer's user name, or null for a stranger. */
export function toolsAgainst(shop: () => TestShop) {
  let calls = 0
  const call = (who: string | null, name: string, input: Json = {}, over: Over = {}): Promise<ToolOutcome> => {
    calls += 1
    const identity: Identity =
      who === null
        ? stranger
        : { level: 'verified', customer: null, by: 'test', attributes: { customerId: demo(who).customerId } }
    return runTool(
      { name, input, key: over.key ?? `k${calls}` },
      {
        claim: { conversation: { id: 'cv_1' } } as ClaimedTurn,
        tools: storefrontTools,
        identity,
        settings: {
          shop_url: over.url ?? shop().running.url,
          shop_token: shop().running.token,
          shop_sandbox: shop().sandbox ?? '',
        },
        nowMs: Date.parse(testNow),
        journal: over.journal ?? newJournal(),
        clock: new ManualClock(0),
      },
    )
  }
  const value = async (who: string | null, name: string, input: Json = {}): Promise<Record<string, Json>> => {
    const outcome = await call(who, name, input)
    if (outcome.kind !== 'ok') throw new Error(`${name}: ${JSON.stringify(outcome)}`)
    return outcome.value as Record<string, Json>
  }
  return { call, value }
}

export const codeOf = (outcome: ToolOutcome): string => (outcome.kind === 'refused' ? outcome.code : outcome.kind)
