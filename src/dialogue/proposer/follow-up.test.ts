import { describe, expect, test } from 'vitest'
import { command, Talk } from '../fixture/index.ts'

/** The last reply answered a question from the articles; they know what leans on it so surely. */
function answered(knows: number): Talk {
  const talk = new Talk({ knows: () => knows })
  talk.state = { ...talk.state, lastSays: [{ kind: 'answer', query: 'can I wash sweaters' }] }
  return talk
}

describe('a piece after an answer from the articles', () => {
  test.each([
    ['and jeans?', 'and jeans?'],
    ['and for coats', 'and for coats'],
    ['for guests as well', 'for guests as well'],
    ['what about silk', 'what about silk'],
    ['is that also true for jackets', 'is that also true for jackets'],
    ['military?', 'and military?'],
  ])('"%s" is asked of the articles', async (text, query) => {
    expect(await answered(0.9).says(text, { intents: { 'nothing/known': 0.6 } })).toEqual([`answer: ${query}`])
  })

  test('is none where the articles do not know it', async () => {
    expect(await answered(0.2).says('and jeans?')).not.toContain('answer: and jeans?')
  })

  test.each([
    ['yes', 'control/affirm'],
    ['no thanks', 'control/deny'],
    ['ok bye', 'control/inform'],
    ['hello?', 'smalltalk/hello'],
  ])('"%s" is none', async (text, intent) => {
    const items = await answered(0.9).says(text, { intents: { [intent]: 0.97 } })
    expect(items.some((item) => item.startsWith('answer'))).toBe(false)
  })

  test('is none where it is clearly another wish', async () => {
    const talk = answered(0.9)
    await talk.says('and my order?', { intents: { 'orders/status': 0.9 } })
    expect(talk.state.stack[0]?.flow).toBe('order-status')
  })

  test('is none while something is asked', async () => {
    const talk = answered(0.9)
    await talk.commands(command.start('order-status'))
    talk.state = { ...talk.state, lastSays: [{ kind: 'answer', query: 'can I wash sweaters' }, ...talk.state.lastSays] }
    expect(await talk.says('for the scarf')).not.toContain('answer: for the scarf')
  })
})
