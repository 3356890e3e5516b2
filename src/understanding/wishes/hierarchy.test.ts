import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parentsOf } from './hierarchy.ts'

describe('the levels above intents', () => {
  it('are as sure as their children together, the narrower first', () => {
    const parents = parentsOf([
      { name: 'orders/return/size', confidence: 0.4 },
      { name: 'orders/return/colour', confidence: 0.3 },
      { name: 'orders/status', confidence: 0.2 },
      { name: 'greet', confidence: 0.1 },
    ])
    expect(parents.map(({ name }) => name)).toEqual(['orders', 'orders/return'])
    expect(parents.map(({ confidence }) => Math.round(confidence * 100))).toEqual([90, 70])
    expect(parentsOf([{ name: 'a/b/c', confidence: 0.9 }]).map(({ name }) => name)).toEqual(['a/b', 'a'])
  })

  it('are never less sure than a child, and never more than 1', () => {
    const level = fc.constantFrom('orders', 'returns', 'a', 'b')
    const intent = fc.record({
      name: fc.array(level, { minLength: 1, maxLength: 3 }).map((levels) => levels.join('/')),
      confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.uniqueArray(intent, { selector: ({ name }) => name, maxLength: 8 }), (intents) => {
        const parents = parentsOf(intents)
        for (const { name, confidence } of parents) {
          expect(confidence).toBeLessThanOrEqual(1)
          for (const child of intents)
            if (child.name.startsWith(`${name}/`)) expect(confidence).toBeGreaterThanOrEqual(child.confidence)
        }
      }),
    )
  })
})
