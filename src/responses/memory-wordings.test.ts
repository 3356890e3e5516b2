import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { seededRandom } from '#domain/random.ts'
import { memoryResponses } from './memory-wordings.ts'
import { loadResponses } from './render.ts'

const responses = loadResponses({}, { evaluate: () => null, currency: 'EUR', timeZone: 'UTC' })
const variables = { facts: ['size: M'], things: ['MF-1'], matters: ['✓ Return an item'], count: 1, what: 'I wear M' }

test.each(['en-US', 'de', 'es-MX', 'fr'])('the memory has words of its own for everything it says, in %s', (locale) => {
  for (const name of memoryResponses) {
    const { parts, missing } = responses.render(name, {
      locale,
      channel: 'web',
      random: seededRandom(name),
      variables,
      nowMs: 0,
    })
    expect(missing, name).toEqual([])
    expect(parts[0], name).toMatchObject({ kind: 'text', response: name })
  }
})

test('docs/memory.md names every one of them', async () => {
  const page = await readFile(new URL('../../docs/memory.md', import.meta.url), 'utf8')
  const named = [...page.matchAll(/`(memory\.[a-z-]+)`/g)].map(([, name]) => name)
  expect(memoryResponses.filter((name) => !named.includes(name))).toEqual([])
})
