import { expect, test, vi } from 'vitest'
import { openMemory } from '#adapters/store/index.ts'
import type { ConversationId, CustomerId, TenantId } from '#domain/ids.ts'
import type { ProfileFact } from '#domain/memory.ts'
import { forgetExpired } from './forgetting.ts'

const tenant = 'tn_forgetting' as TenantId
const hour = 3_600_000
const quiet = { info() {}, warn: vi.fn(), error() {} }

test('expired facts and old codes go within the hour, the others stay', async () => {
  vi.useFakeTimers({ now: 1_700_000_000_000 })
  const { database } = openMemory()
  const { profiles, codes } = database
  const now = Date.now()
  const customer = 'c-1' as CustomerId
  const conversation = 'cv_1' as ConversationId
  const fact = (name: string, expiresAtMs: number): ProfileFact => ({
    fact: name,
    value: 'x',
    source: { conversation, seq: 1, how: 'said' },
    atMs: now,
    consent: 'given',
    expiresAtMs,
  })
  await profiles.remember(tenant, customer, [fact('short', now + hour / 2), fact('long', now + 9_000 * hour)], 10)
  const code = { id: 'k', conversation, destination: 'd', salt: 's', hash: 'h', expiresAtMs: now + hour }
  await codes.issue(tenant, code, { perConversation: 3, perDestination: 3, sinceMs: now - hour }, now)

  const stop = forgetExpired(database, tenant, { now: () => Date.now() }, quiet)
  await vi.advanceTimersByTimeAsync(hour)
  // Looked at with a time before its end: what is not there any more is gone, not only hidden.
  expect((await profiles.load(tenant, customer, now)).facts.map((one) => one.fact)).toEqual(['long'])
  expect(await codes.attempt(tenant, conversation, 'try')).not.toBeNull()
  await vi.advanceTimersByTimeAsync(26 * hour)
  expect(await codes.attempt(tenant, conversation, 'try')).toBeNull()
  stop()
  expect(quiet.warn).not.toHaveBeenCalled()
  vi.useRealTimers()
})
