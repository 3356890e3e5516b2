import { expect, test } from 'vitest'
import type { AssistantRuntime } from '#assistant/index.ts'
import { emptyDialogue } from '#domain/dialogue-state.ts'
import { askedAlone } from './follow-up.ts'

/** Articles that know these questions so surely, with what they say. */
const articles = (known: Record<string, { confidence: number; text: string }>) => {
  const retrieve = (query: string) => {
    const found = known[query]
    return Promise.resolve({
      passages: found === undefined ? [] : [{ title: '', headings: [], text: found.text, features: { covered: 0 } }],
      confidence: found?.confidence ?? 0,
    })
  }
  return { knowledge: { retrieve } } as unknown as AssistantRuntime
}
const after = (last: string, assistant: AssistantRuntime, question: string) =>
  askedAlone(question, {
    conversation: { dialogue: { ...emptyDialogue(), lastSays: [{ kind: 'answer', query: last }] } },
    assistant,
    filters: { locale: 'en', nowMs: 0 },
  })

test('a piece stands in place of what was asked about, where the articles then speak of it', async () => {
  const assistant = articles({
    'and jeans?': { confidence: 0.4, text: 'Jeans come in blue.' },
    'can I wash wool sweaters jeans': { confidence: 0.98, text: 'Wash sweaters gently.' },
    'can I wash jeans': { confidence: 0.95, text: 'Wash jeans inside out.' },
  })
  expect(await after('can I wash wool sweaters?', assistant, 'and jeans?')).toEqual({
    query: 'can I wash jeans',
    confidence: 0.95,
    isOfTask: false,
  })
})

test('an answer that says nothing of the piece is not sure', async () => {
  const assistant = articles({
    'and gloves?': { confidence: 0.3, text: 'Scarves are warm.' },
    'can I wash wool sweaters gloves': { confidence: 0.98, text: 'Wash sweaters gently.' },
  })
  expect((await after('can I wash wool sweaters?', assistant, 'and gloves?')).confidence).toBeLessThan(0.35)
})

test('a piece behind the question keeps what was asked', async () => {
  const assistant = articles({
    'and for gift cards?': { confidence: 0.9, text: 'Gift cards do not expire.' },
    'how long do refunds take for gift cards': { confidence: 0.94, text: 'Refunds on gift cards take a day.' },
    'how long do gift cards take': { confidence: 0.98, text: 'Gift cards are sent at once.' },
  })
  expect((await after('how long do refunds take?', assistant, 'and for gift cards?')).query).toBe(
    'how long do refunds take for gift cards',
  )
})

test('a question of its own stays as it is', async () => {
  const assistant = articles({ 'where are your stores?': { confidence: 0.9, text: 'In Boston.' } })
  expect(await after('how long do refunds take?', assistant, 'where are your stores?')).toEqual({
    query: 'where are your stores?',
    confidence: 0.9,
    isOfTask: false,
  })
})

test('a sentence that finds nothing by itself is asked with the matter before it, if what is found says what it asks', async () => {
  const sale = { confidence: 0.9, text: 'Bronze members order early from Sunday on.' }
  const assistant = articles({
    'I am bronze, do I get in early?': { confidence: 0.1, text: 'Bronze is a level.' },
    'I am bronze, do I get in early annual sale': sale,
  })
  const { query } = await after('when is the annual sale?', assistant, 'I am bronze, do I get in early?')
  expect(query).toBe('I am bronze, do I get in early annual sale')
})

test('an answer that says only the matter before it answers no further question', async () => {
  const assistant = articles({
    'does anybody play the piano?': { confidence: 0.1, text: 'Nothing.' },
    'does anybody play the piano store hours': { confidence: 0.9, text: 'The store opens at ten.' },
  })
  const { query } = await after('what are your store hours?', assistant, 'does anybody play the piano?')
  expect(query).toBe('does anybody play the piano?')
})

test('what is asked of a thing that was pointed at is asked of that thing', async () => {
  const assistant = articles({
    'does the shop in town do that?': { confidence: 0.8, text: 'We have a shop in town.' },
    'does the shop in town do that hem jeans': { confidence: 0.75, text: 'The shop in town hems jeans.' },
  })
  const { query } = await after('how much is it to hem jeans?', assistant, 'does the shop in town do that?')
  expect(query).toBe('does the shop in town do that hem jeans')
})
