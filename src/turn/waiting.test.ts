import { expect, test } from 'vitest'
import type { ClaimedTurn } from '#ports/conversation-store.ts'
import type { Decision, TurnInput } from './turn-context.ts'
import { waitingReply } from './waiting.ts'

test('the way back from the queue is worded in the language of the conversation', async () => {
  const claim = { conversation: { handoff: null } } as ClaimedTurn
  const decision: Decision = { commands: [], state: {} as Decision['state'], reasons: [] }
  const labelIn = async (locale: string) => {
    const desk = { desk: {} } as Parameters<typeof waitingReply>[3]
    const { items } = await waitingReply(claim, { payload: null } as TurnInput, decision, desk, null, locale)
    return items?.flatMap((item) => (item.kind === 'say' ? (item.quickReplies ?? []) : [])).map(({ label }) => label)
  }
  expect(await labelIn('en-GB')).toEqual(['Go on with the assistant'])
  expect(await labelIn('de')).toEqual(['Mit dem Assistenten weitermachen'])
})
