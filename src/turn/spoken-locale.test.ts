import { describe, expect, it } from 'vitest'
import type { Understanding } from '#domain/understanding.ts'
import { spokenLocale } from './spoken-locale.ts'

const read = (text: string, code: string, confidence = 0.95, undetermined = false): Understanding => ({
  text,
  corrected: text,
  corrections: [],
  language: { code, confidence, ...(undetermined && { undetermined }) },
  intents: [],
  outOfScope: 0,
  wishes: [],
  entities: [],
  mood: { polarity: 0, anger: 0, urgency: 0 },
})
const languages = ['en-US', 'de', 'pt-BR']

describe('the locale of a conversation', () => {
  it('changes to another language of the assistant with a sentence in it', () => {
    expect(spokenLocale('en-US', read('wo ist meine Bestellung', 'de'), languages, false)).toBe('de')
    expect(spokenLocale('de', read('quero cancelar o meu pedido', 'pt'), languages, false)).toBe('pt-BR')
  })

  it('stays with a foreign word or two, unless nothing else was said before', () => {
    expect(spokenLocale('en-US', read('danke', 'de'), languages, false)).toBe('en-US')
    expect(spokenLocale('en-US', read('hallo', 'de'), languages, true)).toBe('de')
  })

  it('stays where the language is not sure, not told, or none of the assistant', () => {
    expect(spokenLocale('en-US', read('wo ist das jetzt', 'de', 0.5), languages, false)).toBe('en-US')
    expect(spokenLocale('de', read('👍', 'en', 0.95, true), languages, true)).toBe('de')
    expect(spokenLocale('de', read('où est ma commande', 'fr'), languages, true)).toBe('de')
    expect(spokenLocale('de', null, languages, true)).toBe('de')
  })

  it('changes with a few characters of a script without spaces', () => {
    expect(spokenLocale('en', read('我的订单在哪里', 'zh'), ['en', 'zh'], false)).toBe('zh')
  })
})
