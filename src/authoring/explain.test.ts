import { beforeAll, describe, expect, test } from 'vitest'
import { load, serialise, train, type Understander } from '#understanding/index.ts'
import { authoredFrom, clearIntents } from './authored.fixture.ts'
import { type PlacedExample, placedExamples } from './examples.ts'
import { explain } from './explain.ts'
import { lettersEncoder } from './letters-encoder.fixture.ts'

let understander: Understander
let examples: PlacedExample[]
beforeAll(async () => {
  const authored = authoredFrom(clearIntents, 'entities:\n  date: { built_in: date }\n')
  examples = placedExamples(authored)
  understander = load(serialise(await train(authored.data, { seed: 'test' })))
})

describe('an explanation', () => {
  test('names the words that spoke for an intent', async () => {
    const { intents } = await explain('I cannot remember my password', understander, examples)
    expect(intents[0]?.name).toBe('password')
    const strongest = [...(intents[0]?.words ?? [])].sort((a, b) => b.effect - a.effect)[0]
    expect(strongest).toMatchObject({ text: 'password', start: 21, end: 29 })
  })

  test('names the words that spoke against it', async () => {
    const { intents } = await explain('cancel my parcel', understander, examples)
    const words = intents.find(({ name }) => name === 'cancel')?.words
    expect(words?.find(({ text }) => text === 'cancel')?.effect).toBeGreaterThan(0)
    expect(words?.find(({ text }) => text === 'parcel')?.effect).toBeLessThan(0)
  })

  test('leaves out the words of one entity together', async () => {
    const { intents } = await explain('where is my order of last Tuesday', understander, examples)
    expect(intents[0]?.words.map(({ text }) => text)).toContain('last Tuesday')
  })

  test('names the training examples most like it, with their places', async () => {
    const { nearestByWords, nearestByMeaning } = await explain('reset the password', understander, examples)
    expect(nearestByWords[0]).toMatchObject({ intent: 'password', text: 'reset my password please' })
    expect(nearestByWords[0]?.place.line).toBeGreaterThan(1)
    expect(nearestByMeaning).toBeNull()
  })

  test('names those most like it by meaning where there is an encoder', async () => {
    const { nearestByMeaning } = await explain('reset the password', understander, examples, {
      encoder: lettersEncoder(),
    })
    expect(nearestByMeaning?.[0]?.intent).toBe('password')
  })

  test('says that it is a training example, and where', async () => {
    const { exact } = await explain('Where is my order?', understander, examples)
    expect(exact).toEqual([{ intent: 'status', place: { file: 'intents/all.yaml', line: 4 } }])
  })

  test.each(['', '?', '👍', 'password', 'a'.repeat(4000), '<b>password</b>'])('of %j is valid', async (text) => {
    const explanation = await explain(text, understander, examples)
    for (const { words } of explanation.intents)
      for (const { effect } of words) expect(Number.isFinite(effect)).toBe(true)
  })
})
