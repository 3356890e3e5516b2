import { describe, expect, test } from 'vitest'
import type { Reply } from '#domain/reply.ts'
import type { Understanding } from '#domain/understanding.ts'
import { askingWith, modelsThat, Nothing } from '#language-models/roles/models.fixture.ts'
import { languageResponse } from '#responses/index.ts'
import { hear } from './hear.ts'
import { translatedReply } from './translate-reply.ts'

const quiet = () => undefined
const read = (text: string, code: string, confidence: number, undetermined = false) =>
  ({ text, language: { code, confidence, ...(undetermined && { undetermined }) } }) as unknown as Understanding

describe('hearing a customer', () => {
  const { models, asked } = modelsThat(() => ({ texts: ['translated'] }))
  const heard = (of: Understanding, speaks: string | null = null, also = ['fr', 'pt-BR']) =>
    hear(askingWith(models), {
      text: of.text,
      read: of,
      conversation: { locale: 'en', speaks },
      languages: ['en', 'de'],
      also,
    })

  test('in a language that is translated, it is read in the assistant’s, and replies go back in it', async () => {
    expect(await heard(read('je veux ma commande', 'fr', 0.95))).toEqual({
      heard: { text: 'translated', from: 'fr' },
      speaks: 'fr',
    })
    expect((await heard(read('quero o meu pedido', 'pt', 0.95))).speaks).toBe('pt-BR')
  })

  test('in a language of the assistant, or one that nobody asked to be translated, nothing is', async () => {
    const before = asked.length
    expect(await heard(read('where is my order', 'en', 0.95), 'fr')).toEqual({ heard: null, speaks: null })
    expect(await heard(read('wo ist mein Paket', 'de', 0.95))).toEqual({ heard: null, speaks: null })
    expect(await heard(read('gdzie jest moja paczka', 'pl', 0.95))).toEqual({ heard: null, speaks: null })
    expect(await heard(read('je veux ma commande', 'fr', 0.95), null, [])).toEqual({ heard: null, speaks: null })
    expect(asked).toHaveLength(before)
  })

  test('a word that could be any language is in the one that was spoken before, and numbers are in none', async () => {
    expect(await heard(read('ok', 'und', 0.2, true), 'fr')).toMatchObject({ heard: { from: 'fr' }, speaks: 'fr' })
    expect(await heard(read('ok', 'und', 0.2, true))).toEqual({ heard: null, speaks: null })
    for (const text of ['104233', 'MF104233', '👍'])
      expect(await heard(read(text, 'und', 0, true), 'fr'), text).toEqual({ heard: null, speaks: 'fr' })
  })

  test('what no model translates is read as it was written, and the language is not forgotten', async () => {
    const { models: silent } = modelsThat(() => new Nothing('failed'))
    const of = read('je veux ma commande', 'fr', 0.95)
    const given = { text: of.text, read: of, languages: ['en'], also: ['fr'] }
    expect(await hear(askingWith(silent), { ...given, conversation: { locale: 'en', speaks: 'fr' } })).toEqual({
      heard: null,
      speaks: 'fr',
    })
  })
})

describe('a reply in the customer’s language', () => {
  const reply: Reply = {
    parts: [
      {
        kind: 'text',
        text: 'It costs $14.',
        citations: [{ passage: 'a#1', title: 'Costs', quote: 'Express costs $14.' }],
      },
      { kind: 'card', title: 'Parcel', lines: [{ label: 'Number', value: '104233' }] },
    ],
    quickReplies: [
      { label: 'Where is it?', payload: 'Where is it?' },
      { label: 'Yes', payload: 'affirm:3' },
    ],
    locale: 'en',
    confidence: 1,
    reasons: [],
  }
  const inFrench = modelsThat(({ messages }) => ({
    texts: messages.map(({ text }) => `[fr] ${text.split('\n')[1]}`),
  })).models

  test('has its texts, cards and buttons in it, with what they cite and send as it was', async () => {
    expect(await translatedReply(askingWith(inFrench), reply, 'fr', quiet)).toMatchObject({
      parts: [
        { text: '[fr] It costs $14.', citations: [{ quote: 'Express costs $14.' }] },
        { title: '[fr] Parcel', lines: [{ label: '[fr] Number', value: '104233' }] },
      ],
      quickReplies: [
        // One that says its own words is read as if they were typed.
        { label: '[fr] Where is it?', payload: '[fr] Where is it?' },
        { label: '[fr] Yes', payload: 'affirm:3' },
      ],
      locale: 'fr',
    })
  })

  test('goes out as it is where a number changes on the way, where no model answers, and where it speaks of the language itself', async () => {
    const wrong = modelsThat(({ messages }) => ({ texts: messages.map(({ text }) => text.replace('14', '15')) })).models
    const silent = modelsThat(() => new Nothing('late')).models
    for (const models of [wrong, silent])
      expect(await translatedReply(askingWith(models), reply, 'fr', quiet)).toEqual(reply)
    const own: Reply = { ...reply, parts: [{ kind: 'text', text: 'Je parle anglais.', response: languageResponse }] }
    expect(await translatedReply(askingWith(inFrench), own, 'fr', quiet)).toEqual(own)
    expect(await translatedReply(askingWith(inFrench), reply, null, quiet)).toEqual(reply)
  })
})
