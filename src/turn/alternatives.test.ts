import { expect, test } from 'vitest'
import type { AssistantRuntime } from '#assistant/index.ts'
import { type DialogueState, emptyDialogue } from '#domain/dialogue-state.ts'
import type { ReplyItem } from '#domain/reply.ts'
import type { Reference } from '#memory/index.ts'
import { withAlternatives } from './alternatives.ts'

const flows = {
  flows: { status: { slots: { order: { entities: ['order_number'] }, why: { entities: [] } } } },
} as unknown as AssistantRuntime['flows']
const asking = (slot: string): DialogueState => ({
  ...emptyDialogue(),
  stack: [{ id: 1, flow: 'status' } as DialogueState['stack'][number]],
  pending: { kind: 'slot', frame: 1, slot },
})
const mention = (value: string) => ({ type: 'order_number', value, text: value, seq: 2, by: 'customer' as const })
const pointing = (doubtful: boolean): { references: Reference[] } => ({
  references: [
    {
      start: 0,
      end: 2,
      text: 'it',
      mention: mention('B'),
      score: 1,
      confidence: 0.45,
      reason: 'talked about last',
      doubtful,
      alternatives: [{ mention: mention('A'), score: 1, reason: 'talked about last' }],
    },
  ],
})
const question: ReplyItem[] = [
  { kind: 'say', response: 'ask-order', variables: {}, quickReplies: [{ label: "I don't have it", payload: 'skip' }] },
]
const labels = (items: readonly ReplyItem[]) =>
  items.flatMap((item) => (item.kind === 'say' ? (item.quickReplies ?? []).map(({ label }) => label) : []))

test('the things that may be meant are offered with the question, the likelier first', () => {
  expect(labels(withAlternatives(question, asking('order'), pointing(true), flows))).toEqual([
    'B',
    'A',
    "I don't have it",
  ])
})

test('where it is clear, or something else is asked, nothing is added', () => {
  expect(withAlternatives(question, asking('order'), pointing(false), flows)).toEqual(question)
  expect(withAlternatives(question, asking('why'), pointing(true), flows)).toEqual(question)
  expect(withAlternatives(question, emptyDialogue(), pointing(true), flows)).toEqual(question)
  expect(withAlternatives([], asking('order'), null, flows)).toEqual([])
})
