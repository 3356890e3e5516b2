import { describe, expect, test } from 'vitest'
import type { Json } from '#domain/json.ts'
import type { ClaimedTurn } from '#ports/conversation-store.ts'
import type { StepTools } from '../turn-context.ts'
import { receive } from './receive.ts'

const received = (...pending: { text: string; payload: string | null }[]) => {
  const claim = {
    pending: pending.map((message, index) => ({ ...message, seq: index + 2 })),
    conversation: { status: 'open' },
    takenOver: false,
  } as unknown as ClaimedTurn
  const notes: Record<string, Json> = {}
  const tools = { note: (name: string, value: Json) => (notes[name] = value) } as unknown as StepTools
  const written = receive.run({ startedAtMs: 0, claim }, tools)
  return 'input' in written ? written.input : expect.fail('receive answers at once')
}

describe('receiving', () => {
  test('fragments become one text', () => {
    expect(received({ text: 'hi', payload: null }, { text: 'where is it', payload: null })).toMatchObject({
      text: 'hi\nwhere is it',
      payload: null,
      seqs: [2, 3],
    })
  })

  test('a pressed button counts by what it sends', () => {
    expect(received({ text: 'Yes', payload: 'affirm:1:2' })).toMatchObject({ text: 'Yes', payload: 'affirm:1:2' })
  })

  test('what is typed beside a button is kept apart from its label', () => {
    expect(
      received({ text: 'Yes', payload: 'affirm:1:2' }, { text: 'and where is my other order', payload: null }),
    ).toMatchObject({ payload: 'affirm:1:2', beside: 'and where is my other order' })
    expect(received({ text: 'Yes', payload: 'affirm:1:2' })).toMatchObject({ beside: null })
  })

  test('a button that sends its own words is read as if they were typed', () => {
    expect(received({ text: 'Where is my order?', payload: 'Where is my order?' })).toMatchObject({
      text: 'Where is my order?',
      payload: null,
    })
  })
})
