import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normaliseUtterance, tokenise } from './tokens.ts'

const norms = (text: string) => tokenise(text).map(({ norm }) => norm)

describe('tokens', () => {
  it('are the words in lower case, without accents, apostrophes straight', () => {
    expect(norms('Where’s my CAFÉ order-12?')).toEqual(["where's", 'my', 'cafe', 'order', '12'])
  })

  it('are the same for a contraction with and without its apostrophe, whichever sign is typed', () => {
    for (const [one, other] of [
      ['dont', "don't"],
      ['CANT', 'can’t'],
      ['thats', 'that`s'],
      ['im', 'I´m'],
      ['its', "it's"],
      ['wheres', 'whereʼs'],
    ] as const)
      expect(norms(one)).toEqual(norms(other))
    expect(norms("i'll be well, we'll see, id 12")).toEqual(["i'll", 'be', 'well', "we'll", 'see', 'id', '12'])
  })

  it('are Latin where letters of another script only look it', () => {
    expect(norms('сanсеl my оrdеr')).toEqual(['cancel', 'my', 'order'])
    expect(norms('заказ αβγ ｃａｎｃｅｌ 𝐨𝐫𝐝𝐞𝐫')).toEqual(['заказ', 'αβγ', 'cancel', 'order'])
  })

  it('are single characters where a script has no spaces, and single emoji', () => {
    expect(norms('我的订单 👍ok')).toEqual(['我', '的', '订', '单', '👍', 'ok'])
  })

  it('are the signs themselves where there are no words', () => {
    expect(norms(' ??  ')).toEqual(['??'])
    expect(norms('   ')).toEqual([])
  })

  it('never begin with an underscore, so that no text can pose as a placeholder', () => {
    expect(norms('__order_number__')).toEqual(['order', 'number'])
  })

  it('lie in the text, in order and apart, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        let last = 0
        for (const { start, end, norm } of tokenise(text)) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          expect(norm).not.toBe('')
          last = end
        }
        expect(last).toBeLessThanOrEqual(text.length)
      }),
    )
  })

  it('are the same for the same utterance in other letters and signs', () => {
    expect(normaliseUtterance('Cancel my order!')).toBe(normaliseUtterance('  cancel MY order'))
  })
})
