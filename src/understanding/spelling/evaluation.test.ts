import { describe, expect, it } from 'vitest'
import { evaluateSpelling, evaluateUnchanged } from './evaluation.ts'

const clock = () => 0

describe('the measure of spelling', () => {
  it('counts right words that come first, and what would be changed in a message', () => {
    const measured = evaluateSpelling(
      [
        { wrong: 'definately', right: 'definitely' },
        { wrong: 'Recieve', right: 'receive' },
        { wrong: 'order', right: 'border' },
        { wrong: 'xqzvw', right: 'nothing' },
      ],
      clock,
    )
    expect(measured.accuracy).toBe(0.5)
    expect(measured.correctedShare).toBe(0.5)
    expect(measured.correctedPrecision).toBe(1)
  })

  it('names what is changed in right texts', () => {
    const texts = [
      'where is my Quellington hoodie',
      'the hoodie is from quellington',
      'quellington hoodies',
      'my adress',
    ]
    const examples = texts.map((text) => ({ text, entities: [] }))
    const { unchangedShare, changed } = evaluateUnchanged({
      intents: [{ name: 'all', examples }],
      entities: [],
      vocabulary: [],
      languages: ['en'],
    })
    expect(changed).toEqual([{ from: 'adress', to: 'address', count: 1 }])
    expect(unchangedShare).toBeCloseTo(13 / 14)
  })
})
