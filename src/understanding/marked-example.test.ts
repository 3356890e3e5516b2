import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseMarkedExample } from './marked-example.ts'

describe('a marked example', () => {
  it('gives the words and the places of the entities in them', () => {
    const { text, entities, problems } = parseMarkedExample(
      'send [two](quantity) back to [Ohio](state:from){"value": "OH"}',
    )
    expect(text).toBe('send two back to Ohio')
    expect(entities).toEqual([
      { start: 5, end: 8, type: 'quantity' },
      { start: 17, end: 21, type: 'state', role: 'from', value: 'OH' },
    ])
    expect(problems).toEqual([])
  })

  it('keeps escaped brackets and parentheses that are no mark', () => {
    expect(parseMarkedExample('is \\[this] (really) fine').text).toBe('is [this] (really) fine')
  })

  it.each([
    ['a [mark without end', 'has no "]"'],
    ['a [mark] without type', 'entity type is missing'],
    ['[ ](product)', 'no words'],
    ['[a [b](c)](d)', 'nested'],
    ['[a](b){oops}', 'not JSON'],
    ['[a](b){"value": 1', 'no "}"'],
  ])('reports what is wrong with %j', (source, problem) => {
    const { problems } = parseMarkedExample(source)
    expect(problems[0]?.problem).toContain(problem)
  })

  it('loses no character outside marks, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (source) => {
        const { text, entities } = parseMarkedExample(source)
        for (const { start, end } of entities) expect(start >= 0 && start <= end && end <= text.length).toBe(true)
        if (!/[[\\]/.test(source)) expect(text).toBe(source.trim())
      }),
    )
  })
})
