import { expect, test } from 'vitest'
import type { DeskConversation } from '#contracts'
import { inTab, neighbour, tabOf } from './tabs.ts'

function conversation(
  id: string,
  status: DeskConversation['status'],
  handoff: Partial<NonNullable<DeskConversation['handoff']>> | null = null,
  lastActivityAt = '2026-01-05T10:00:00Z',
): DeskConversation {
  return {
    conversation: id,
    status,
    channel: 'widget',
    customer: { name: null, level: 'guest' },
    lastSeq: 1,
    lastActivityAt,
    lastText: '',
    handoff: handoff && {
      ticket: 't',
      reason: 'asked',
      team: 'service',
      priority: 'normal',
      summary: '',
      requestedAt: lastActivityAt,
      agent: null,
      mine: false,
      ...handoff,
    },
    satisfaction: null,
  }
}
const ids = (list: DeskConversation[]) => list.map((entry) => entry.conversation)

test('the queue puts high priority first, then who waits longest', () => {
  const list = [
    conversation('late', 'waiting', {}, '2026-01-05T10:09:00Z'),
    conversation('early', 'waiting', {}, '2026-01-05T10:01:00Z'),
    conversation('urgent', 'waiting', { priority: 'high' }, '2026-01-05T10:10:00Z'),
  ]
  expect(ids(inTab('waiting', list))).toEqual(['urgent', 'early', 'late'])
})

test('every conversation is in exactly one tab', () => {
  expect(tabOf(conversation('a', 'waiting', {}))).toBe('waiting')
  expect(tabOf(conversation('a', 'taken', { mine: true }))).toBe('mine')
  expect(tabOf(conversation('a', 'taken', { mine: false, agent: 'Bo' }))).toBe('open')
  expect(tabOf(conversation('a', 'open'))).toBe('open')
  expect(tabOf(conversation('a', 'idle'))).toBe('open')
  expect(tabOf(conversation('a', 'closed'))).toBe('closed')
})

test('moving through the list stops at its ends and starts at the top', () => {
  expect(neighbour(['a', 'b', 'c'], null, 1)).toBe('a')
  expect(neighbour(['a', 'b', 'c'], 'b', 1)).toBe('c')
  expect(neighbour(['a', 'b', 'c'], 'c', 1)).toBe('c')
  expect(neighbour(['a', 'b', 'c'], 'a', -1)).toBe('a')
  expect(neighbour(['a', 'b'], 'gone', 1)).toBe('a')
  expect(neighbour([], 'a', 1)).toBe(null)
})
