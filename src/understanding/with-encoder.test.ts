import { beforeAll, describe, expect, it } from 'vitest'
import { appError } from '#domain/errors.ts'
import type { Encoder, EncoderInput } from '#ports/encoder.ts'
import { deserialise, serialise } from './model.ts'
import { readingContext, smallAssistant } from './small-assistant.fixture.ts'
import { train } from './train.ts'
import { load, Understander } from './understander.ts'

/** What these words mean, for an encoder that knows that some mean the same. */
const meanings: Record<string, number> = {
  refund: 0,
  money: 0,
  reimburse: 0,
  cancel: 1,
  annul: 1,
  order: 2,
  parcel: 2,
  where: 3,
  hello: 4,
}
const dimensions = 8

interface Toy extends Encoder {
  asked: string[][]
  failing: boolean
}

/** Words as directions: an encoder that is small enough to be understood. */
function toyEncoder(identity = 'toy:1', canFail = true): Toy {
  const toy: Toy = {
    identity,
    dimensions,
    readsWords: false,
    canFail,
    asked: [],
    failing: false,
    async encode(inputs: readonly EncoderInput[], signal?: AbortSignal) {
      signal?.throwIfAborted()
      toy.asked.push(inputs.map(({ text }) => text))
      if (toy.failing) throw appError('encoder.unavailable', { encoder: identity, problem: 'it is a test' })
      return inputs.map(({ text }) => {
        const vector = new Float32Array(dimensions)
        for (const word of text.toLowerCase().match(/[a-z]+/g) ?? []) {
          const direction = meanings[word] ?? 5 + (word.length % 3)
          vector[direction] = (vector[direction] ?? 0) + (word in meanings ? 3 : 1)
        }
        const length = Math.hypot(...vector) || 1
        return { vector: vector.map((value) => value / length) }
      })
    },
    close: async () => {},
  }
  return toy
}

let bytes: Uint8Array
let trainer: Toy
beforeAll(async () => {
  trainer = toyEncoder()
  bytes = serialise(await train(smallAssistant, { seed: 'one', encoder: trainer }))
})

describe('an assistant with an encoder', () => {
  it('is trained the same way each time, and read again as it was stored', async () => {
    const again = serialise(await train(smallAssistant, { seed: 'one', encoder: toyEncoder() }))
    expect(Buffer.compare(bytes, again)).toBe(0)
    expect(Buffer.compare(serialise(deserialise(bytes)), bytes)).toBe(0)
  })

  it('asks the encoder once for a message and all its parts', async () => {
    const encoder = toyEncoder()
    await load(bytes, encoder).understand('Where is my parcel? And I want to annul the other one.', readingContext)
    expect(encoder.asked).toHaveLength(1)
    expect(encoder.asked[0]?.length).toBe(3)
  })

  it('hides the values of entities from the encoder', async () => {
    const encoder = toyEncoder()
    await load(bytes, encoder).understand('where is my order MF-104233', readingContext)
    expect(encoder.asked.flat().join()).not.toContain('104233')
  })

  it('knows a word that no example has, by its meaning', async () => {
    const understander = load(bytes, toyEncoder())
    const confidence = async (text: string) => {
      const { intents } = await understander.understand(text, readingContext)
      return intents.find(({ name }) => /cancel/.test(name))?.confidence ?? 0
    }
    expect(await confidence('annul it')).toBeGreaterThan(await confidence('devour it'))
  })

  it('reads words alone while the encoder fails, says so, and is back when it is', async () => {
    const encoder = toyEncoder()
    const understander = load(bytes, encoder)
    encoder.failing = true
    const without = await understander.understand('where is my order', readingContext)
    expect(without.encoderProblem).toContain('it is a test')
    expect(without.intents[0]?.name).toBe(
      understander.understandWords('where is my order', readingContext).intents[0]?.name,
    )
    encoder.failing = false
    const { encoderProblem } = await understander.understand('where is my order', readingContext)
    expect(encoderProblem).toBeUndefined()
  })

  it('learns from words alone beside it only where the encoder can fail', async () => {
    expect(deserialise(bytes).intentsOfWords).not.toBeNull()
    const own = await train(smallAssistant, { seed: 'one', encoder: toyEncoder('toy:1', false) })
    expect(own.intentsOfWords).toBeNull()
  })

  it('does not ask an encoder that it was not trained with', async () => {
    const other = toyEncoder('toy:2')
    const understanding = await load(bytes, other).understand('where is my order', readingContext)
    expect(other.asked).toEqual([])
    expect(understanding.intents.length).toBeGreaterThan(0)
  })

  it('stops when the turn gives up', async () => {
    const reason = new Error('the turn has ended')
    const reading = load(bytes, toyEncoder()).understand('where is my order', readingContext, AbortSignal.abort(reason))
    await expect(reading).rejects.toBe(reason)
  })

  it('is not trained while the encoder fails: half an assistant is none', async () => {
    const encoder = toyEncoder()
    encoder.failing = true
    await expect(train(smallAssistant, { seed: 'one', encoder })).rejects.toMatchObject({ code: 'encoder.unavailable' })
  })
})

describe('an assistant without an encoder', () => {
  it('reads the same with understand and understandWords', async () => {
    const understander = new Understander(await train(smallAssistant, { seed: 'one' }))
    const text = 'cancel my order MF-104233 please'
    expect(await understander.understand(text, readingContext)).toEqual(
      understander.understandWords(text, readingContext),
    )
  })
})
