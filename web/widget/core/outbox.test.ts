import { expect, test } from 'vitest'
import { limits } from './limits.ts'
import { Outbox } from './outbox.ts'
import { browserStorage, memoryStorage } from './storage.ts'

const message = (clientId: string) => ({ clientId, text: `text of ${clientId}`, payload: null })
const ids = (outbox: Outbox) => outbox.entries().map((entry) => entry.clientId)

test('messages come out in the order they were written, also within one millisecond and with a clock that goes back', () => {
  const outbox = new Outbox(memoryStorage(), 'o:')
  outbox.add(message('z'), 1000)
  outbox.add(message('y'), 1000)
  outbox.add(message('x'), 400)
  expect(ids(outbox)).toEqual(['z', 'y', 'x'])
})

test('two tabs on one storage see and keep each other’s messages', () => {
  const storage = memoryStorage()
  const one = new Outbox(storage, 'o:')
  const two = new Outbox(storage, 'o:')
  one.add(message('a'), 1)
  two.add(message('b'), 2)
  one.remove('a')
  expect(ids(one)).toEqual(['b'])
  expect(ids(two)).toEqual(['b'])
})

test('what somebody else wrote under its keys is passed over', () => {
  const storage = memoryStorage()
  storage.set('o:1', 'no json')
  storage.set('o:2', '{"clientId":5}')
  storage.set('other', '{}')
  expect(new Outbox(storage, 'o:').entries()).toEqual([])
})

test('a full outbox takes no more and loses nothing', () => {
  const outbox = new Outbox(memoryStorage(), 'o:')
  for (let count = 0; count < limits.outboxEntries; count++) expect(outbox.add(message(`m${count}`), count)).toBe(true)
  expect(outbox.add(message('one too many'), 1)).toBe(false)
  expect(outbox.entries()).toHaveLength(limits.outboxEntries)
})

test('a refused message stays, with the reason, until it is sent again', () => {
  const outbox = new Outbox(memoryStorage(), 'o:')
  outbox.add(message('a'), 1)
  outbox.refuse('a', 'No.')
  expect(outbox.entries()[0]?.refusal).toBe('No.')
  outbox.retry('a')
  expect(outbox.entries()[0]?.refusal).toBe(null)
})

test('a browser without storage keeps the messages for as long as the page lives', () => {
  const outbox = new Outbox(
    browserStorage(() => {
      throw new Error('SecurityError')
    }),
    'o:',
  )
  outbox.add(message('a'), 1)
  expect(ids(outbox)).toEqual(['a'])
  outbox.remove('a')
  expect(ids(outbox)).toEqual([])
})
