import { describe, expect, test } from 'vitest'
import { type Conversation, foldEvent } from './conversation.ts'
import { anonymous } from './customer.ts'
import { type Alarm, type DialogueState, emptyDialogue, type Frame } from './dialogue-state.ts'
import type { ConversationEvent, EventBody } from './events.ts'

const alarms: Alarm[] = [
  { id: 1, atMs: 1, what: { kind: 'silence', nth: 0 } },
  { id: 2, atMs: 2, what: { kind: 'wait', frame: 1, step: '0' } },
  { id: 3, atMs: 3, what: { kind: 'scheduled', flow: null, response: 'later', values: {} } },
]
const dialogue: DialogueState = {
  ...emptyDialogue(),
  stack: [{ id: 1, flow: 'return-item', caller: null, done: {} } as unknown as Frame],
  nextFrame: 2,
  alarms,
  alarmsMade: 3,
}
const open = { status: 'open', dialogue, handoff: null, identity: anonymous } as unknown as Conversation
const folded = (body: EventBody) => foldEvent(open, { ...body, seq: 2, atMs: 0 } as ConversationEvent)
const left = ({ dialogue: { alarms: kept = [], stack } }: Conversation) => ({
  alarms: kept.map(({ what }) => what.kind),
  tasks: stack.length,
})

describe('what is due later', () => {
  test('who has gone is not asked whether they are there; a flow goes on and a promise is kept', () => {
    expect(left(folded({ kind: 'conversation-idled', data: { afterMs: 1 }, personal: null }))).toEqual({
      alarms: ['wait', 'scheduled'],
      tasks: 1,
    })
  })

  test('after the end only what was promised is left', () => {
    for (const reason of ['ended', 'idle'] as const)
      expect(left(folded({ kind: 'conversation-closed', data: { reason }, personal: null }))).toEqual({
        alarms: ['scheduled'],
        tasks: 0,
      })
    expect(left(folded({ kind: 'conversation-resolved', data: { by: 'agent', agent: null }, personal: null }))).toEqual(
      {
        alarms: ['scheduled'],
        tasks: 0,
      },
    )
  })

  test('closed over an open task, it is remembered that there was one; a person who resolves it leaves none', () => {
    const lapsed = (body: EventBody) => folded(body).dialogue.lapsed
    expect(lapsed({ kind: 'conversation-closed', data: { reason: 'idle' }, personal: null })).toMatchObject({
      done: false,
    })
    expect(lapsed({ kind: 'conversation-closed', data: { reason: 'silence' }, personal: null })).toBeUndefined()
    expect(
      lapsed({ kind: 'conversation-resolved', data: { by: 'agent', agent: null }, personal: null }),
    ).toBeUndefined()
  })

  test('closed by unanswered reminders, what is open waits for the customer, and does not go on by itself', () => {
    expect(left(folded({ kind: 'conversation-closed', data: { reason: 'silence' }, personal: null }))).toEqual({
      alarms: ['scheduled'],
      tasks: 1,
    })
  })

  test('ids of alarms are never given twice, over an end too', () => {
    expect(folded({ kind: 'conversation-closed', data: { reason: 'ended' }, personal: null }).dialogue.alarmsMade).toBe(
      3,
    )
  })
})
