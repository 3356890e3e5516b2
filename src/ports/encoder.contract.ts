import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AppError } from '#domain/errors.ts'
import type { Encoder, Encoding } from './encoder.ts'

export interface EncoderScene {
  /** A fresh encoder of the same model. */
  open(): Promise<Encoder>
  /** One whose vectors differ, where there is one. */
  openOther?(): Promise<Encoder>
}

/** Most that a number of a text's vector may differ between two readings: rounding, nothing else. */
const rounding = 1e-6

const texts = [
  'I want to cancel my order',
  'please cancel the order I made',
  'what is the weather like today?',
  'Wo ist mein Päckchen?',
  'où est mon colis',
  '我的订单在哪里',
  'أين طلبي',
]
const odd: [string, string][] = [
  ['one letter', 'a'],
  ['only emoji', '😡😡👩‍👩‍👧‍👦🇩🇪'],
  ['zero-width and bidirectional marks', 'can\u200bcel \u202emy\u202c or\u00adder\ufeff'],
  ['lone surrogates', 'my \ud83d order \udc00'],
  ['markup and JSON', '<b onclick="x">hi</b> {"a": [1, 2]} &amp; [CLS] [SEP] [MASK]'],
  ['4,000 characters', 'where is my order? '.repeat(211).slice(0, 4000)],
  ['4,000 letters without a space', 'x'.repeat(4000)],
  ['100,000 characters', 'cancel my order please '.repeat(4348).slice(0, 100_000)],
  ['100,000 emoji', '🙂'.repeat(50_000)],
]

/** What every encoder must do, whatever it is made of. */
export function encoderContract(scene: EncoderScene): void {
  let encoder: Encoder
  beforeAll(async () => {
    encoder = await scene.open()
  })
  afterAll(() => encoder.close())

  const read = async (text: string): Promise<Float32Array> => {
    const [encoding] = await encoder.encode([{ text }])
    return encoding?.vector ?? new Float32Array()
  }
  const lengthOf = (vector: Float32Array) => Math.hypot(...vector)
  const expectValid = (vector: Float32Array | undefined) => {
    expect(vector).toBeInstanceOf(Float32Array)
    expect(vector).toHaveLength(encoder.dimensions)
    expect(vector?.every(Number.isFinite)).toBe(true)
    const length = lengthOf(vector ?? new Float32Array())
    if (length !== 0) expect(Math.abs(length - 1)).toBeLessThan(1e-4)
  }
  const expectSame = (actual: Float32Array | undefined, expected: Float32Array | undefined) => {
    expect(actual).toHaveLength(expected?.length ?? -1)
    expect(largestDifference(actual, expected)).toBeLessThanOrEqual(rounding)
  }
  const cosine = async (left: string, right: string) => dot(await read(left), await read(right))

  describe('vectors', () => {
    test('have the declared number of dimensions and length 1', async () => {
      const encodings = await encoder.encode(texts.map((text) => ({ text })))
      expect(encodings).toHaveLength(texts.length)
      for (const { vector } of encodings) {
        expectValid(vector)
        expect(lengthOf(vector)).toBeGreaterThan(0.99)
      }
    })

    test('are the same for the same text: again, alone, among others, in another order', async () => {
      const batch = await encoder.encode(texts.map((text) => ({ text })))
      const reversed = await encoder.encode(texts.map((text) => ({ text })).reverse())
      for (const [index, text] of texts.entries()) {
        expectSame(await read(text), batch[index]?.vector)
        expectSame(reversed[texts.length - 1 - index]?.vector, batch[index]?.vector)
      }
    })

    test('belong to their texts when several callers ask at once', async () => {
      const expected = await encoder.encode(texts.map((text) => ({ text })))
      const answers = await Promise.all(
        texts.map((_, shift) => encoder.encode(rotated(shift).map((text) => ({ text })))),
      )
      for (const [shift, answer] of answers.entries())
        for (const [index, text] of rotated(shift).entries())
          expectSame(answer[index]?.vector, expected[texts.indexOf(text)]?.vector)
    })

    test('belong to the caller, who may change them', async () => {
      const [encoding] = await encoder.encode([{ text: 'my order' }])
      const kept = encoding?.vector.slice()
      encoding?.vector.fill(7)
      expectSame(await read('my order'), kept)
    })

    test('of inner layers, where the encoder gives them, are as long for every text', async () => {
      const encodings = await encoder.encode([...texts, ''].map((text) => ({ text })))
      const lengths = new Set(encodings.map(({ layers }) => layers?.length))
      expect(lengths.size).toBe(1)
      for (const { layers } of encodings) expect(layers?.every(Number.isFinite) ?? true).toBe(true)
      const [again] = await encoder.encode([{ text: texts[0] ?? '', words: [{ start: 0, end: 1 }] }])
      expectSame(again?.layers ?? new Float32Array(), encodings[0]?.layers ?? new Float32Array())
    })

    test('of sentences that mean the same are closer than those of others', async () => {
      const alike = await cosine('I want to cancel my order', 'please cancel the order I made')
      expect(alike).toBeGreaterThan(await cosine('I want to cancel my order', 'what is the weather like today?'))
      expect(alike).toBeGreaterThan(await cosine('please cancel the order I made', 'where do I get red shoes tomorrow'))
    })
  })

  describe('texts', () => {
    test.each(['', ' ', '\n\t  '])('without words (%j) are all zeros', async (text) => {
      const vector = await read(text)
      expect(vector).toHaveLength(encoder.dimensions)
      expect(vector.every((value) => value === 0)).toBe(true)
    })

    test('no texts, no vectors', async () => {
      expect(await encoder.encode([])).toEqual([])
    })

    test.each(odd)('%s are read', async (_, text) => {
      expectValid(await read(text))
    })

    test('whatever is in them, the vector is valid', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { maxLength: 4 }), async (several) => {
          const encodings = await encoder.encode(several.map((text) => ({ text })))
          expect(encodings).toHaveLength(several.length)
          for (const { vector } of encodings) expectValid(vector)
        }),
        { numRuns: 15 },
      )
    })
  })

  describe('words', () => {
    const text = 'please cancel my order'
    const words = [
      { start: 7, end: 13 },
      { start: 17, end: 22 },
    ]
    const readWords = async (asked: readonly { start: number; end: number }[], of = text): Promise<Encoding> => {
      const [encoding] = await encoder.encode([{ text: of, words: asked }])
      if (encoding === undefined) throw new Error('nothing was read')
      return encoding
    }

    test('each asked word has a vector of its own where the encoder reads words', async () => {
      const { words: vectors } = await readWords(words)
      if (!encoder.readsWords) return expect(vectors).toBeUndefined()
      expect(vectors).toHaveLength(2)
      for (const vector of vectors ?? []) {
        expect(vector.every(Number.isFinite)).toBe(true)
        expect(vector.some((value) => value !== 0)).toBe(true)
        expect(vector).toHaveLength(vectors?.[0]?.length ?? -1)
      }
      expect(largestDifference(vectors?.[0], vectors?.[1])).toBeGreaterThan(1e-3)
      const again = await readWords([...words].reverse())
      expectSame(again.words?.[1], vectors?.[0])
    })

    test('asking for words leaves the vector of the text as it is', async () => {
      expectSame((await readWords(words)).vector, await read(text))
      expect((await encoder.encode([{ text }]))[0]?.words).toBeUndefined()
    })

    test('spans of nothing, of half a letter or outside of the text are answered like the others', async () => {
      const strange = [
        { start: 0, end: 0 },
        { start: 4, end: 5 },
        { start: 5, end: 900 },
        { start: 800, end: 900 },
      ]
      const { vector, words: vectors } = await readWords(strange, 'ok 😡 now')
      expectValid(vector)
      if (encoder.readsWords)
        expect(vectors?.map((word) => word.every(Number.isFinite))).toEqual([true, true, true, true])
      const { words: none } = await readWords([{ start: 0, end: 0 }], '')
      if (encoder.readsWords) expect(none?.map((word) => word.some((value) => value !== 0))).toEqual([false])
    })
  })

  describe('callers', () => {
    test('who have given up are told at once', async () => {
      const reason = new Error('the turn has ended')
      await expect(encoder.encode([{ text: 'hello' }], AbortSignal.abort(reason))).rejects.toBe(reason)
    })

    test('who give up meanwhile are let go, and the others are served', async () => {
      const controller = new AbortController()
      const reason = new Error('the turn has ended')
      const many = Array.from({ length: 2000 }, (_, index) => ({ text: `where is my order number ${index}` }))
      const given = expect(encoder.encode(many, controller.signal)).rejects.toBe(reason)
      setImmediate(() => controller.abort(reason))
      await given
      expectValid(await read('hello'))
    })
  })

  describe('an encoder', () => {
    test('keeps its identity and its vectors from one opening to the next', async () => {
      const again = await scene.open()
      expect(again.identity).toBe(encoder.identity)
      expect([again.dimensions, again.readsWords]).toEqual([encoder.dimensions, encoder.readsWords])
      const [encoding] = await again.encode([{ text: 'where is my order' }])
      expectSame(encoding?.vector, await read('where is my order'))
      await again.close()
    })

    test.runIf(scene.openOther)('with other vectors has another identity', async () => {
      const other = await scene.openOther?.()
      expect(other?.identity).toBeTruthy()
      expect(other?.identity).not.toBe(encoder.identity)
      await other?.close()
    })

    test('that is closed refuses, settles what was asked before, and may be closed twice', async () => {
      const closing = await scene.open()
      const asked = closing.encode(texts.map((text) => ({ text }))).then(
        () => 'settled',
        (error: unknown) => (error instanceof AppError ? 'settled' : error),
      )
      await closing.close()
      await closing.close()
      expect(await asked).toBe('settled')
      await expect(closing.encode([{ text: 'hello' }])).rejects.toMatchObject({ code: 'encoder.unavailable' })
    })
  })
}

const rotated = (shift: number): string[] => [...texts.slice(shift), ...texts.slice(0, shift)]

const dot = (left: Float32Array, right: Float32Array): number =>
  left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0)

const largestDifference = (left: Float32Array | undefined, right: Float32Array | undefined): number =>
  left?.reduce((most, value, index) => Math.max(most, Math.abs(value - (right?.[index] ?? 0))), 0) ?? Number.NaN
