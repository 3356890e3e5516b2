import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readingContext, smallAssistant, smallUnderstander } from './small-assistant.fixture.ts'
import { isOutOfScope } from './types.ts'

const understand = (text: string, expected: string[] = []) =>
  smallUnderstander().understandWords(text, { ...readingContext, expected: { entities: expected } })
const first = (text: string) => understand(text).intents[0]?.name

describe('understanding a message', () => {
  it('gives every training example its own intent', () => {
    for (const { name, examples } of smallAssistant.intents) {
      for (const { text } of examples) {
        const { intents, outOfScope } = understand(text)
        if (isOutOfScope(name)) expect(outOfScope, text).toBeGreaterThan(0.5)
        else expect(intents[0]?.name, text).toBe(name)
      }
    }
  })

  it('finds the intent of messages it has never seen', () => {
    expect(first('could you tell me where my parcel is')).toBe('orders/status')
    expect(first('please cancel this order')).toBe('orders/cancel')
    expect(first('I would like to send my boots back')).toBe('returns/start')
  })

  it('finds it behind slips, and says what it read', () => {
    const { intents, corrected, corrections, text } = understand('plaese cancle my ordr')
    expect(text).toBe('plaese cancle my ordr')
    expect(corrected).toBe('please cancel my order')
    expect(corrections.map(({ original }) => original)).toEqual(['plaese', 'cancle', 'ordr'])
    for (const { start, end, corrected: word } of corrections) expect(corrected.slice(start, end)).toBe(word)
    expect(intents[0]?.name).toBe('orders/cancel')
  })

  it('does not let an order number speak for an intent', () => {
    const one = understand('where is order MF-104233')
    const other = understand('where is order MF-999999')
    expect(one.intents).toEqual(other.intents)
    expect(one.entities[0]).toMatchObject({ type: 'order_number', value: 'MF-104233', source: 'pattern' })
  })

  it('says that a message is about nothing the assistant does', () => {
    expect(understand('sing me a song about Norway').outOfScope).toBeGreaterThan(
      understand('where is my order now').outOfScope,
    )
    expect(understand('askdjfkajsdf').outOfScope).toBeGreaterThan(0.5)
  })

  it('gives an empty text no intents, no wishes and full out-of-scope', () => {
    for (const text of ['', '   ', '\u200b\u202e']) {
      expect(understand(text)).toMatchObject({ intents: [], wishes: [], entities: [], outOfScope: 1 })
    }
  })

  it('raises what the waiting step expects', () => {
    expect(understand('104233', ['order_number']).entities).toMatchObject([{ type: 'order_number', value: '104233' }])
    expect(understand('104233', ['quantity']).entities).toMatchObject([{ type: 'quantity', value: 104233 }])
    expect(understand('dana whitfield', ['person_name']).entities).toMatchObject([
      { type: 'person_name', value: 'Dana Whitfield' },
    ])
  })

  it('leaves names alone where a name is expected', () => {
    expect(understand('jon smyhte', ['person_name']).corrections).toEqual([])
  })
})

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        ...[
          'cancel',
          'my',
          'order',
          'MF-104233',
          'and',
          'also',
          '.',
          ',',
          '?!',
          '\n',
          '👍',
          '😡',
          '\u202e',
          '\u200b',
          '\ud800',
          '\udc00',
        ],
        ...[
          '<script>alert(1)</script>',
          '{"a":[',
          'a@b.co',
          '$12.50',
          'tomorrow',
          "don't",
          '12 Oak Street',
          '١٢',
          '我的订单',
          'не',
          'e\u0301',
        ],
        ...['__order_number__', '(415) 555-2671', 'https://x.example/?a=b', 'ordr', 'BOOOOTS', "'", '\u0000', 'ﬁ', 'İ'],
      ),
      { maxLength: 60 },
    )
    .map((words) => words.join(' ')),
  fc.tuple(fc.string({ maxLength: 12 }), fc.integer({ min: 1, max: 400 })).map(([text, times]) => text.repeat(times)),
)

describe('any text at all', () => {
  it('gives a valid result: spans inside, probabilities in order and at most 1 in sum', () => {
    fc.assert(
      fc.property(hostile, fc.subarray(['order_number', 'person_name', 'date', 'address']), (text, expected) => {
        const result = understand(text, expected)
        const { corrected, intents, entities, wishes, corrections, mood, language } = result
        for (const span of [...entities, ...wishes, ...corrections]) {
          expect(span.start).toBeGreaterThanOrEqual(0)
          expect(span.end).toBeGreaterThan(span.start)
          expect(span.end).toBeLessThanOrEqual(corrected.length)
        }
        for (const { start, end, text: written } of [...entities, ...wishes])
          expect(corrected.slice(start, end)).toBe(written)
        entities.forEach((entity, i) => {
          expect(entity.start).toBeGreaterThanOrEqual(entities[i - 1]?.end ?? 0)
        })
        for (const ranked of [intents, ...wishes.map((wish) => wish.intents)]) {
          expect(ranked.reduce((sum, { confidence }) => sum + confidence, 0)).toBeLessThanOrEqual(1 + 1e-4)
          ranked.forEach(({ confidence }, i) => {
            expect(confidence).toBeGreaterThanOrEqual(0)
            expect(confidence).toBeLessThanOrEqual(ranked[i - 1]?.confidence ?? 1)
          })
        }
        for (const share of [
          result.outOfScope,
          mood.anger,
          mood.urgency,
          language.confidence,
          ...wishes.map((w) => w.outOfScope),
        ]) {
          expect(share).toBeGreaterThanOrEqual(0)
          expect(share).toBeLessThanOrEqual(1)
        }
        expect(Math.abs(mood.polarity)).toBeLessThanOrEqual(1)
        for (const { entities: indexes } of wishes) for (const index of indexes) expect(entities[index]).toBeDefined()
        expect(structuredClone(result)).toEqual(result)
      }),
      { numRuns: 300 },
    )
  })

  it('is read the same twice', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(understand(text)).toEqual(understand(text))
      }),
      { numRuns: 50 },
    )
  })
})
