import { ManualClock } from '#domain/clock.ts'
import type { Identity } from '#domain/customer.ts'
import type { Json } from '#domain/json.ts'
import type { ClaimedTurn } from '#ports/conversation-store.ts'
import type { JournalEntry, ToolJournal } from '#ports/tool-journal.ts'
import { runTool, type ToolOutcome, toolSet } from '#tools/index.ts'
import { type TestAirline, testNow } from '../../reservation-system/testing.ts'
import tools from '../../tools.ts'

/** Calls the airline's tools as the turn does, for their tests. */
export const airlineTools = toolSet(tools)

export function newJournal(): ToolJournal {
  const entries = new Map<string, JournalEntry>()
  return {
    begin: async (_claim, key, _tool, input, startedAtMs) => {
      const entry = entries.get(key)
      if (entry) return { kind: 'existing', entry }
      entries.set(key, { status: 'started', input, startedAtMs })
      return { kind: 'begun' }
    },
    finish: async (_claim, key, outcome) => {
      entries.set(key, { status: 'finished', input: null, outcome, startedAtMs: 0 })
    },
  } as ToolJournal
}

/** `call` gives the outcome, `value` the value of one that must be ok. `who` is a user id, or null for a stranger. */
export function toolsAgainst(airline: () => TestAirline) {
  let calls = 0
  const call = (
    who: string | null,
    name: string,
    input: Json = {},
    key?: string,
    journal = newJournal(),
  ): Promise<ToolOutcome> => {
    calls += 1
    const identity: Identity =
      who === null
        ? { level: 'anonymous', customer: null, by: null, attributes: {} }
        : { level: 'verified', customer: null, by: 'test', attributes: { user_id: who } }
    return runTool(
      { name, input, key: key ?? `k${calls}` },
      {
        claim: { conversation: { id: 'cv_1' } } as ClaimedTurn,
        tools: airlineTools,
        identity,
        settings: { airline_url: airline().running.url, airline_token: airline().running.token },
        nowMs: Date.parse(testNow),
        journal,
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
