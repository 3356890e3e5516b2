import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AppError } from '#domain/errors.ts'
import { readSections, type Sections, writeSections } from './bytes.ts'

const sections = fc.dictionary(
  fc.string({ minLength: 1, maxLength: 12 }).filter((name) => name !== '__proto__'),
  fc.oneof(
    fc.float64Array({ noNaN: true, maxLength: 20 }),
    fc.float32Array({ noNaN: true, maxLength: 20 }),
    fc.uint32Array({ maxLength: 20 }),
    fc.int8Array({ maxLength: 20 }),
    fc.uint8Array({ maxLength: 20 }),
  ),
  { maxKeys: 8, noNullPrototype: true },
)

/** What was read, or null where it was refused in the way that is promised. */
function readOrRefused(bytes: Uint8Array): Sections | null {
  try {
    return readSections(bytes)
  } catch (error) {
    if (error instanceof AppError && error.code === 'knowledge.unreadable') return null
    throw error
  }
}

describe('the bytes of an index', () => {
  test('give back what was written, wherever they lie in a buffer', () => {
    fc.assert(
      fc.property(sections, fc.nat({ max: 9 }), (written, place) => {
        const bytes = writeSections(written)
        const larger = new Uint8Array(bytes.length + place)
        larger.set(bytes, place)
        expect({ ...readSections(larger.subarray(place)) }).toEqual(written)
      }),
    )
  })

  test('are the same in whatever order the sections come', () => {
    fc.assert(
      fc.property(sections, (written) => {
        expect(writeSections(Object.fromEntries(Object.entries(written).reverse()))).toEqual(writeSections(written))
      }),
    )
  })

  test('that are cut off anywhere are refused, or lack nothing', () => {
    fc.assert(
      fc.property(sections, fc.nat(), (written, cut) => {
        const bytes = writeSections(written)
        const read = readOrRefused(bytes.subarray(0, cut % bytes.length))
        if (read !== null) expect({ ...read }).toEqual(written)
      }),
    )
  })

  test('with any byte changed are read or refused, never anything else', () => {
    fc.assert(
      fc.property(sections, fc.nat(), fc.integer({ min: 1, max: 255 }), (written, place, change) => {
        const bytes = writeSections(written)
        const at = place % bytes.length
        bytes[at] = (bytes[at] ?? 0) ^ change
        readOrRefused(bytes)
      }),
    )
  })

  test('of another version are refused with the version', () => {
    const bytes = writeSections({})
    bytes[5] = 1
    expect(() => readSections(bytes)).toThrow('it is of version 1')
  })
})
