import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { systemClock } from '#domain/clock.ts'
import type { ConversationId, TenantId } from '#domain/ids.ts'
import type { OutboxRow } from './outbox.ts'
import { replicatedBus } from './replicated.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const notice = (seq: number) => ({ tenant: 'tn' as TenantId, conversation: 'cv' as ConversationId, seq })

async function opened() {
  let rows: OutboxRow[] = []
  let wake = () => {}
  const wakeOthers = vi.fn(async () => {})
  const onProblem = vi.fn()
  const after = vi.fn(async (id: number) => rows.filter((row) => row.id > id))
  const { bus, close } = await replicatedBus({
    outbox: { lastId: async () => 0, after, purge: async () => {} },
    clock: systemClock,
    wakeOthers,
    onWoken(listener) {
      wake = listener
      return async () => {}
    },
    onProblem,
  })
  const listener = vi.fn()
  bus.subscribe('tn' as TenantId, null, listener)
  return {
    bus,
    close,
    listener,
    wakeOthers,
    onProblem,
    after,
    wake: () => wake(),
    write: (id: number, seq: number) => {
      rows = [...rows, { id, ...notice(seq) }]
    },
  }
}

test('listeners here are woken at once; other replicas at most every 50 ms, however much is published', async () => {
  const { bus, close, listener, wakeOthers } = await opened()
  for (let seq = 1; seq <= 500; seq += 1) bus.publish(notice(seq))
  expect(listener).toHaveBeenCalledTimes(500)
  expect(wakeOthers).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(50)
  expect(wakeOthers).toHaveBeenCalledTimes(2)
  await vi.advanceTimersByTimeAsync(500)
  expect(wakeOthers).toHaveBeenCalledTimes(2)
  await close()
})

test('what other replicas wrote is read when woken, and once a second where no wake-up comes', async () => {
  const { close, listener, wake, write } = await opened()
  write(1, 7)
  wake()
  await vi.advanceTimersByTimeAsync(0)
  expect(listener.mock.calls).toEqual([[notice(7)]])
  write(2, 8)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(listener.mock.calls).toEqual([[notice(7)], [notice(8)]])
  await close()
})

test('what this replica published does not wake it again when it is read back', async () => {
  const { bus, close, listener, wake, write } = await opened()
  bus.publish(notice(7))
  write(1, 7)
  write(2, 8)
  wake()
  await vi.advanceTimersByTimeAsync(0)
  expect(listener.mock.calls).toEqual([[notice(7)], [notice(8)]])
  await close()
})

test('many wake-ups while one read runs are one more read', async () => {
  const { close, wake, after } = await opened()
  for (let n = 0; n < 50; n += 1) wake()
  await vi.advanceTimersByTimeAsync(0)
  expect(after).toHaveBeenCalledTimes(2)
  await close()
})

test('a database that is away for a moment is reported and tried again', async () => {
  const { close, listener, wake, write, after, onProblem } = await opened()
  after.mockRejectedValueOnce(new Error('away'))
  write(1, 7)
  wake()
  await vi.advanceTimersByTimeAsync(0)
  expect(onProblem).toHaveBeenCalledWith(expect.objectContaining({ message: 'away' }), 'reading the outbox')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(listener).toHaveBeenCalledWith(notice(7))
  await close()
})
