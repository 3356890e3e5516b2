import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { seededRandom } from '#domain/random.ts'
import { loadResponses } from '../render.ts'
import { safetyResponses } from './safety-wordings.ts'
import { messageRules, replyRules } from './settings.ts'

const responses = loadResponses({}, { evaluate: () => null, currency: 'EUR', timeZone: 'UTC' })
const render = (name: string, locale: string) =>
  responses.render(name, { locale, channel: 'web', random: seededRandom(name), variables: {}, nowMs: 0 })

test.each(['en-US', 'de', 'fr', 'es-MX', 'it', 'pt', 'nl', 'pl'])(
  'guardrails have words for all they say, in %s',
  (locale) => {
    for (const name of safetyResponses) {
      const { parts, missing } = render(name, locale)
      expect(missing, name).toEqual([])
      expect(parts[0], name).toMatchObject({ kind: 'text', response: name })
    }
  },
)

test('no two languages say the same, so none was forgotten', () => {
  for (const name of safetyResponses) {
    const texts = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl'].map((locale) => JSON.stringify(render(name, locale).parts))
    expect(new Set(texts).size, name).toBe(7)
  }
})

test('each rule says something that has a wording', () => {
  for (const { response } of [...Object.values(messageRules), ...Object.values(replyRules)])
    if (response.startsWith('safety.')) expect(safetyResponses).toContain(response)
})

test('who may be in distress is offered a person', () => {
  expect(render('safety.self-harm', 'de').quickReplies).toMatchObject([{ payload: 'hand-off' }])
})

test('docs/guardrails.md names every rule and response', async () => {
  const page = await readFile(new URL('../../../docs/guardrails.md', import.meta.url), 'utf8')
  for (const name of [...Object.keys(messageRules), ...Object.keys(replyRules), ...safetyResponses])
    expect(page, name).toContain(`\`${name}\``)
})
