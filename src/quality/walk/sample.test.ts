import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { seededRandom } from '#domain/random.ts'
import { sampleValue, type ValueSchema } from './sample.ts'

const shapes = {
  order: z.object({
    number: z.string(),
    state: z.enum(['received', 'delivered']),
    items: z.array(z.object({ name: z.string(), price: z.number().min(0).max(500), quantity: z.int().min(1) })).min(1),
    note: z.string().nullable(),
    placedOn: z.iso.date(),
    refund: z.union([z.literal('none'), z.object({ amount: z.number().positive() })]),
    more: z.record(z.string(), z.boolean()).optional(),
  }),
  pair: z.tuple([z.boolean(), z.iso.datetime()]),
}

describe('made-up values', () => {
  test.each(Object.entries(shapes))('of the shape "%s" are always valid', (_, shape) => {
    const schema = z.toJSONSchema(shape, { io: 'input' }) as ValueSchema
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const value = sampleValue(schema, {
          random: seededRandom(seed),
          nowMs: 1_700_000_000_000,
          texts: ['blue', 'A-1'],
        })
        expect(shape.safeParse(value).error?.message).toBeUndefined()
      }),
      { numRuns: 200 },
    )
  })

  test('are the same for the same seed and differ for another', () => {
    const schema = z.toJSONSchema(shapes.order) as ValueSchema
    const of = (seed: string) =>
      JSON.stringify(sampleValue(schema, { random: seededRandom(seed), nowMs: 0, texts: ['x'] }))
    expect(of('a')).toBe(of('a'))
    expect(of('a')).not.toBe(of('b'))
  })

  test('of a shape that contains itself come to an end', () => {
    interface Tree {
      name: string
      children: Tree[]
    }
    const tree: z.ZodType<Tree> = z.lazy(() => z.object({ name: z.string(), children: z.array(tree) }))
    const value = sampleValue(z.toJSONSchema(tree, { io: 'input' }) as ValueSchema, {
      random: seededRandom('deep'),
      nowMs: 0,
      texts: [],
    })
    expect(JSON.stringify(value).length).toBeLessThan(100_000)
  })
})
