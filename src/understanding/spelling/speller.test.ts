import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tokenise } from '../tokens.ts'
import { distanceWithin } from './distance.ts'
import { english } from './english.ts'
import { slipCost } from './slip-cost.ts'
import { soundKey } from './sound-key.ts'
import { Speller } from './speller.ts'

const vocabulary = new Map(
  Object.entries({
    order: 40,
    return: 30,
    my: 50,
    where: 30,
    is: 60,
    cancel: 20,
    address: 15,
    address2: 1,
    hoodie: 8,
    quellington: 3,
    the: 60,
  }),
)
const speller = new Speller(vocabulary, ['en'])
const correct = (text: string, language = 'en', isFreeForm = false) =>
  speller.correct(text, tokenise(text), language, isFreeForm)

describe('the speller', () => {
  it.each([
    ['where is my ordr', 'where is my order'],
    ['CANCLE MY ORDR', 'CANCEL MY ORDER'],
    ['Retrun it', 'Return it'],
    ['my adress', 'my address'],
    ['wheeere is it', 'where is it'],
    ['cancel myorder', 'cancel my order'],
    ['quellingtn', 'quellington'],
    ['recieve', 'receive'],
  ])('reads %j as %j', (written, meant) => {
    expect(correct(written).corrected).toBe(meant)
  })

  it.each([
    ['order numbers and codes', 'MF-104233 SPRING20 ordr1 and ORDR there'],
    ['e-mail addresses and links', 'ordr@retrun.example www.ordr.example/retrun #ordr'],
    ['words written together with signs', 'ordr_id ordr-retrun'],
    ['names in capitals inside a sentence', 'the order of Ordar Retarn'],
    ['what follows an introduction', 'my name is ordar retarn'],
    ['words of the language that the assistant does not know', 'the cardinal marched through quaint meadows'],
    ['short words', 'teh ot'],
    ['words of chats', 'pls thx gonna wanna dunno'],
    ['common names and places', 'priya from albuquerque'],
    ['common words of other languages', 'hola amigo, gracias por favor danke bitte merci bonjour grazie obrigado'],
    ['words of other scripts', 'заказ 订单 طلب'],
  ])('leaves %s alone', (_what, text) => {
    expect(correct(text)).toEqual({ corrected: text, corrections: [] })
  })

  it('leaves a foreign message alone, and an answer that is a name or an address', () => {
    expect(correct('ordr retrun', 'nl').corrections).toEqual([])
    expect(correct('ordr retrun', 'en', true).corrections).toEqual([])
  })

  it('leaves the parts of a message alone that are in another language', () => {
    const text = 'cancel my ordr, meine retrun bitte'
    const foreign = [{ start: text.indexOf('meine'), end: text.length }]
    expect(speller.correct(text, tokenise(text), 'en', false, foreign).corrected).toBe(
      'cancel my order, meine retrun bitte',
    )
  })

  it('says where each correction stands in the corrected text', () => {
    const { corrected, corrections } = correct('Retrun myorder plaese')
    for (const { start, end, corrected: word } of corrections) expect(corrected.slice(start, end)).toBe(word)
    expect(corrections.map(({ original }) => original)).toEqual(['Retrun', 'myorder', 'plaese'])
  })

  it('changes nothing but words, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        const { corrected, corrections } = correct(text)
        let restored = corrected
        for (const { start, end, original } of corrections.toReversed()) {
          restored = restored.slice(0, start) + original + restored.slice(end)
        }
        expect(restored).toBe(text)
      }),
    )
  })
})

describe('whatever the text', () => {
  const parts = fc.constantFrom(
    'ordr',
    'Retrun',
    'adress',
    '12',
    'a1b2',
    '👍',
    '\u200b',
    '\u202e',
    'оrdеr',
    'ｏｒｄｅｒ',
    '<b>',
    '{"a":1}',
    'é',
  )
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(parts).map((list) => list.join(' ')),
  )

  it('each correction stands where it says, and what was written can be put back', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const { corrected, corrections } = correct(text)
        let restored = corrected
        let last = 0
        for (const { start, end, corrected: word } of corrections) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(corrected.slice(start, end)).toBe(word)
          last = end
        }
        for (const { start, end, original } of corrections.toReversed()) {
          restored = restored.slice(0, start) + original + restored.slice(end)
        }
        expect(restored).toBe(text)
      }),
    )
  })

  it('no word with a digit, an emoji or a sign in it is changed', () => {
    fc.assert(
      fc.property(anything, (text) => {
        for (const { original } of correct(text).corrections) expect(original).toMatch(/^[\p{L}\p{M}'’‘ʼ`´＇]+$/u)
      }),
    )
  })
})

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), maxLength: 7 })

describe('suggestions', () => {
  const plain = new Speller(new Map(), ['en'])
  it.each([
    ['definately', 'definitely'],
    ['fonetic', 'phonetic'],
    ['seperate', 'separate'],
    ['nessesary', 'necessary'],
    ['neumonia', 'pneumonia'],
    ['acomodation', 'accommodation'],
    ['refnd', 'refund'],
    ['shiping', 'shipping'],
    ['delivary', 'delivery'],
    ['restaraunt', 'restaurant'],
  ])('for %j begin with %j', (written, meant) => {
    expect(plain.suggest(written)[0]).toBe(meant)
  })

  it('are the word itself where it is right', () => {
    for (const right of ['order', "can't", "customer's", "what'll", 'contactless', 'colour'])
      expect(plain.suggest(right)).toEqual([right])
  })
})

describe('the sound of a word', () => {
  it('is that of the slips that sound like it', () => {
    for (const [one, other] of [
      ['phone', 'fone'],
      ['knight', 'nite'],
      ['receipt', 'receiept'],
      ['station', 'stashun'],
      ['judge', 'juje'],
      ['science', 'sience'],
    ] as const)
      expect(soundKey(one)).toBe(soundKey(other))
  })

  it('is made of a few letters, whatever the word', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (word) => {
        expect(soundKey(word)).toMatch(/^[ABFHJKLMNPRSTWX0]*$/)
      }),
    )
  })
})

describe('the distance of two words', () => {
  /** Straight from the definition. */
  function slow(a: string, b: string): number {
    const table = Array.from({ length: a.length + 1 }, (_, i) =>
      Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : i)),
    )
    const at = (i: number, j: number) => table[i]?.[j] ?? Number.POSITIVE_INFINITY
    for (let i = 1; i <= a.length; i += 1) {
      for (let j = 1; j <= b.length; j += 1) {
        let best = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1))
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
          best = Math.min(best, at(i - 2, j - 2) + 1)
        ;(table[i] as number[])[j] = best
      }
    }
    return at(a.length, b.length)
  }

  it('is that of the definition where it is small enough, else nothing', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 4 }), (a, b, most) => {
        const distance = slow(a, b)
        expect(distanceWithin(a, b, most)).toBe(distance <= most ? distance : undefined)
      }),
    )
  })

  it('bounds what slips cost: none at 0, each at most one and a half', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const cost = slipCost(a, b)
        expect(cost === 0).toBe(a === b)
        expect(cost).toBeLessThanOrEqual(1.5 * slow(a, b) + 1e-9)
      }),
    )
  })
})

describe('the English words', () => {
  it('hold common and rarer ones and their possessives, and no slips', () => {
    for (const known of ['order', 'colour', 'color', "customer's", 'quaint', 'meadow'])
      expect(english().has(known)).toBe(true)
    for (const slip of ['ordr', 'recieve', 'adress', 'q']) expect(english().has(slip)).toBe(false)
    expect(english().frequency('order')).toBeGreaterThan(8)
    expect(english().frequency('ordr')).toBeUndefined()
  })
})
