import { describe, expect, it } from 'vitest'
import { seededRandom } from '#domain/random.ts'
import type { Variant, Wordings } from './compile.ts'
import { languageNames, languageResponse } from './language-wordings.ts'
import { loadResponses } from './render.ts'

const variant = (source: string, locale: string | null): Variant => ({
  segments: [source],
  source,
  when: null,
  locale,
  channel: null,
  tone: null,
  quickReplies: [],
})
const say = (wordings: Wordings, locale: string) =>
  loadResponses(wordings, { evaluate: () => null, currency: 'EUR', timeZone: 'UTC' }).render(languageResponse, {
    locale,
    channel: 'web',
    random: seededRandom('seed'),
    variables: { languages: languageNames(['en-US', 'de'], locale) },
    nowMs: 0,
  })
const textOf = (rendered: ReturnType<typeof say>) =>
  rendered.parts.map((part) => (part.kind === 'text' ? part.text : '')).join()

describe('a customer in a language that the assistant does not have', () => {
  const authored: Wordings = { [languageResponse]: [variant('English only, sorry.', null)] }

  it('is told so in that language, with the languages it has and a button for a person', () => {
    const spanish = say(authored, 'es')
    expect(textOf(spanish)).toContain('Idiomas que entiendo: inglés (English) y alemán (Deutsch).')
    expect(spanish.quickReplies).toEqual([{ label: 'Hablar con una persona', payload: 'hand-off' }])
    for (const language of 'ar bn cs da el fa fi fr he hi hu id it ja ko nb nl pl pt ro ru sv th tr uk ur vi zh'.split(
      ' ',
    ))
      expect(textOf(say(authored, language)), language).not.toContain('English only')
  })

  it("reads the author's wording where there is one for the language, or none of ours", () => {
    expect(textOf(say({ [languageResponse]: [variant('Solo inglés.', 'es')] }, 'es'))).toBe('Solo inglés.')
    expect(textOf(say(authored, 'sw'))).toBe('English only, sorry.')
  })
})
