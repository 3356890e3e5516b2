import { expect, test } from 'vitest'
import { afterDraft, type DraftedReply } from './drafts.ts'

const draft = (turn: string, index: number, text: string) => ({ type: 'draft', turn, index, text }) as const
const all = (...notices: Parameters<typeof afterDraft>[1][]) =>
  notices.reduce<DraftedReply | null>((before, notice) => afterDraft(before, notice), null)

test('sentences are added as they come', () => {
  expect(all(draft('a', 0, 'One.'), draft('a', 1, 'Two.'))).toEqual({ turn: 'a', sentences: ['One.', 'Two.'] })
})

test('what is retracted is gone, and another turn begins anew', () => {
  expect(all(draft('a', 0, 'One.'), { type: 'retract', turn: 'a' })).toBeNull()
  expect(all(draft('a', 0, 'One.'), draft('b', 0, 'Other.'))).toEqual({ turn: 'b', sentences: ['Other.'] })
  expect(all(draft('a', 0, 'One.'), { type: 'retract', turn: 'b' })?.turn).toBe('a')
})

test('a sentence told twice or without the ones before it is not shown', () => {
  expect(all(draft('a', 0, 'One.'), draft('a', 0, 'One.'))?.sentences).toEqual(['One.'])
  expect(all(draft('a', 1, 'Two.'))).toBeNull()
})
