import { beforeAll, describe, expect, it } from 'vitest'
import { serialise } from '../model.ts'
import { train } from '../train.ts'
import type { TrainingData } from '../types.ts'
import { load, type Understander } from '../understander.ts'

const examples: Record<string, { en: string[]; de: string[] }> = {
  'orders/status': {
    en: ['where is my order', 'track my parcel', 'when will it arrive', 'has my order shipped', 'status of my order'],
    de: [
      'wo ist meine Bestellung',
      'wann kommt mein Paket',
      'Sendung verfolgen',
      'wurde meine Bestellung verschickt',
      'ist mein Paket schon unterwegs',
      'wie lange dauert die Lieferung noch',
      'Status meiner Bestellung',
    ],
  },
  'orders/cancel': {
    en: ['cancel my order', 'stop the order', 'please cancel it', 'I want to cancel what I bought', 'undo my purchase'],
    de: [
      'Bestellung stornieren',
      'bitte storniere meine Bestellung',
      'ich möchte den Kauf rückgängig machen',
      'stornieren Sie das bitte',
      'ich will die Bestellung abbrechen',
      'kann ich noch stornieren',
      'bitte die Bestellung löschen',
    ],
  },
  'account/password': {
    en: [
      'I forgot my password',
      'reset my password',
      'I cannot log in',
      'change my password',
      'password does not work',
    ],
    de: [
      'Passwort vergessen',
      'ich kann mich nicht einloggen',
      'Passwort zurücksetzen',
      'mein Passwort geht nicht',
      'wie ändere ich mein Passwort',
      'Anmeldung klappt nicht',
      'neues Passwort bitte',
    ],
  },
}

const data: TrainingData = {
  intents: Object.entries(examples).map(([name, { en, de }]) => ({
    name,
    examples: [
      ...en.map((text) => ({ text, entities: [] })),
      ...de.map((text) => ({ text, entities: [], language: 'de' })),
    ],
  })),
  entities: [],
  vocabulary: [],
  languages: ['en', 'de'],
}
const context = { timeZone: 'UTC', nowMs: 0 }
let understander: Understander
beforeAll(async () => {
  understander = load(serialise(await train(data, { seed: 'test' })))
})

describe('an assistant with examples in two languages', () => {
  it('has an intent model for each', () => {
    const { intents, otherLanguages } = understander.trained
    expect(otherLanguages.map(({ language }) => language)).toEqual(['de'])
    expect(intents.utterances.map(({ words }) => words)).not.toContain('passwort vergessen')
    expect(otherLanguages[0]?.intents.utterances.map(({ words }) => words)).toContain('passwort vergessen')
  })

  it.each([
    ['wo bleibt meine Bestellung denn', 'de', 'orders/status'],
    ['ich möchte meine Bestellung stornieren', 'de', 'orders/cancel'],
    ['ich habe mein Passwort vergessen', 'de', 'account/password'],
    ['where is my parcel', 'en', 'orders/status'],
    ['i would like to cancel the order', 'en', 'orders/cancel'],
  ])('reads %j in %s as %s', async (text, language, intent) => {
    const read = await understander.understand(text, context)
    expect(read.language.code).toBe(language)
    expect(read.intents[0]?.name).toBe(intent)
  })

  it('knows an example of either language whatever was spoken before', async () => {
    const read = await understander.understand('reset my password', { ...context, language: 'de' })
    expect(read.intents[0]?.name).toBe('account/password')
    expect(read.intents[0]?.confidence).toBeGreaterThanOrEqual(0.98)
  })

  it('leaves German words as they are written', async () => {
    expect((await understander.understand('wo ist meine Bestelung denn nun', context)).corrections).toEqual([])
  })

  it('reads a language of few examples with the first', async () => {
    const few = data.intents.map((intent) => ({ ...intent, examples: intent.examples.slice(0, 7) }))
    const { otherLanguages, intents } = await train({ ...data, intents: few }, { seed: 'test' })
    expect(otherLanguages).toEqual([])
    expect(intents.utterances.map(({ words }) => words)).toContain('wo ist meine bestellung')
  })

  it('gives the same bytes for the same data and seed', async () => {
    expect(serialise(await train(data, { seed: 'test' }))).toEqual(serialise(understander.trained))
  })
})
