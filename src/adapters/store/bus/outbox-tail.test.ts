import { expect, test } from 'vitest'
import { ManualClock } from '#domain/clock.ts'
import type { ConversationId, TenantId } from '#domain/ids.ts'
import type { Outbox, OutboxRow } from './outbox.ts'
import { outboxTail } from './outbox-tail.ts'

/** Rows by number; the sequence number of the notice is that number too. */
function fakeOutbox(...ids: number[]) {
  const rows = new Map<number, OutboxRow>()
  const add = (...more: number[]) => {
    for (const id of more) {
      rows.set(id, { id, tenant: 'tn' as TenantId, conversation: 'cv' as ConversationId, seq: id })
    }
  }
  add(...ids)
  const reads: { after: number; missing: readonly number[] }[] = []
  const outbox: Outbox = {
    lastId: async () => Math.max(0, ...rows.keys()),
    async after(id, missing, limit) {
      reads.push({ after: id, missing })
      return [...rows.values()]
        .filter((row) => row.id > id || missing.includes(row.id))
        .sort((a, b) => a.id - b.id)
        .slice(0, limit)
    },
    async purge() {},
  }
  return { outbox, add, reads }
}

const clockAt = () => new ManualClock(1_000_000)
const seen = async (read: () => ReturnType<Awaited<ReturnType<typeof outboxTail>>>) =>
  (await read()).map((notice) => notice.seq)

test('rows are read once, in order', async () => {
  const { outbox, add } = fakeOutbox()
  const read = await outboxTail(outbox, clockAt())
  add(1, 2)
  expect(await seen(read)).toEqual([1, 2])
  expect(await seen(read)).toEqual([])
  add(3)
  expect(await seen(read)).toEqual([3])
})

test('a row whose transaction committed after later ones is not missed', async () => {
  const { outbox, add } = fakeOutbox()
  const read = await outboxTail(outbox, clockAt())
  add(1, 4)
  expect(await seen(read)).toEqual([1, 4])
  add(3, 5)
  expect(await seen(read)).toEqual([3, 5])
  add(2)
  expect(await seen(read)).toEqual([2])
})

test('numbers that never come (a rolled back transaction) are forgotten after a while', async () => {
  const clock = clockAt()
  const { outbox, add, reads } = fakeOutbox()
  const read = await outboxTail(outbox, clock)
  add(1, 3)
  await read()
  await read()
  expect(reads.at(-1)?.missing).toEqual([2])
  clock.advance(20_000)
  await read()
  expect(reads.at(-1)).toEqual({ after: 3, missing: [] })
})

test('a sequence that jumps leaves a bounded number of rows to wait for', async () => {
  const { outbox, add, reads } = fakeOutbox()
  const read = await outboxTail(outbox, clockAt())
  add(1, 5_000_000, 5_000_003)
  await read()
  await read()
  expect(reads.at(-1)?.missing.length).toBeLessThanOrEqual(1_000)
  expect(reads.at(-1)?.missing).toContain(5_000_002)
})

test('more rows than one page are read at once', async () => {
  const { outbox, add } = fakeOutbox()
  const read = await outboxTail(outbox, clockAt())
  add(...Array.from({ length: 2_500 }, (_, index) => index + 1))
  expect(await seen(read)).toHaveLength(2_500)
})

test('starting late skips what is long past and looks again at what may still have been open', async () => {
  const { outbox, add } = fakeOutbox(...Array.from({ length: 1_000 }, (_, index) => index + 1).filter((n) => n !== 990))
  const read = await outboxTail(outbox, clockAt())
  expect((await seen(read))[0]).toBe(901)
  add(990)
  expect(await seen(read)).toEqual([990])
})
