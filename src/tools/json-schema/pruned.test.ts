import { describe, expect, test } from 'vitest'
import type { JsonObject } from '#domain/json.ts'
import { pruned } from './pruned.ts'
import { closed } from './walked.ts'

const text = { type: 'string' }
const given = { a: 'x', secretly: 1, list: [{ b: 'y', cost: 2 }], rest: { any: 1, thing: 2 } }

describe('the schema of what comes through', () => {
  test('has no other properties than those that are named, so that a misspelt one is told', () => {
    const schema = {
      $ref: '#/$defs/d1',
      $defs: {
        d1: { properties: { a: text, list: { items: { properties: { b: text } } }, open: { type: 'object' } } },
      },
    }
    expect(closed(schema)).toEqual({
      $ref: '#/$defs/d1',
      $defs: {
        d1: {
          properties: {
            a: text,
            list: { items: { properties: { b: text }, additionalProperties: false } },
            open: { type: 'object' },
          },
          additionalProperties: false,
        },
      },
    })
  })

  test('leaves parts open, each of which names only some', () => {
    const schema = { allOf: [{ properties: { a: text } }, { properties: { b: text } }] }
    expect(closed(schema)).toEqual(schema)
    const beside = { properties: { a: text }, anyOf: [{ properties: { b: text } }] }
    expect(closed(beside)).toEqual(beside)
  })
})

describe('what a schema does not name does not come through', () => {
  test.each<[string, JsonObject, unknown]>([
    [
      'by properties, lists and references',
      {
        $ref: '#/$defs/d1',
        $defs: {
          d1: { properties: { a: text, list: { items: { $ref: '#/$defs/d2' } } } },
          d2: { properties: { b: text } },
        },
      },
      { a: 'x', list: [{ b: 'y' }] },
    ],
    [
      'what any alternative names stays',
      { anyOf: [{ properties: { a: text } }, { properties: { rest: {} } }] },
      { a: 'x', rest: { any: 1, thing: 2 } },
    ],
    [
      'what the parts name stays',
      { allOf: [{ properties: { a: text } }, { properties: { rest: { properties: { any: {} } } } }] },
      { a: 'x', rest: { any: 1 } },
    ],
    [
      'further properties of a declared shape stay',
      { properties: { a: text }, additionalProperties: { properties: { any: {} } } },
      { a: 'x', secretly: 1, list: given.list, rest: { any: 1 } },
    ],
    ['a schema that names none lets all through', { type: 'object' }, given],
  ])('%s', (_what, schema, expected) => {
    expect(pruned(given, schema)).toEqual(expected)
  })

  test('a schema that contains itself goes as deep as the value', () => {
    const schema = { $ref: '#/$defs/d1', $defs: { d1: { properties: { a: text, next: { $ref: '#/$defs/d1' } } } } }
    expect(pruned({ a: 'x', b: 1, next: { a: 'y', b: 2, next: { b: 3 } } }, schema)).toEqual({
      a: 'x',
      next: { a: 'y', next: {} },
    })
  })

  test('a union that contains itself costs no more the deeper the value is', () => {
    const kinds = Array.from({ length: 12 }, (_, n) => ({
      properties: { [`k${n}`]: text, of: { $ref: '#/$defs/any' } },
    }))
    const schema = { $ref: '#/$defs/any', $defs: { any: { anyOf: kinds } } }
    const deep = (depth: number): JsonObject => (depth === 0 ? { k1: 'x', b: 1 } : { b: 1, of: deep(depth - 1) })
    const clean = (depth: number): JsonObject => (depth === 0 ? { k1: 'x' } : { of: clean(depth - 1) })
    expect(pruned(deep(30), schema)).toEqual(clean(30))
  })

  test('names of the language are names like any other', () => {
    const value = JSON.parse('{"constructor": 1, "__proto__": 2, "a": 3}') as JsonObject
    expect(pruned(value, { properties: { a: {} } })).toEqual({ a: 3 })
  })
})
