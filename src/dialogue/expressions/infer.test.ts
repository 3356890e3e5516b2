import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from '#domain/json.ts'
import type { BinaryOperator, Expression } from './ast.ts'
import { evaluate } from './evaluate.ts'
import { functions, itemFunctions } from './functions.ts'
import { infer } from './infer.ts'
import { type Kind, kindOfValue } from './kinds.ts'

/** Names with values of every kind; what is inferred of an expression over them must be true of its value. */
const values: Record<string, Json> = {
  words: 'some words',
  day: '2026-03-10',
  count: 3,
  sure: true,
  nothing: null,
  list: [1, 2, 3],
  things: [
    { name: 'a', price: 3 },
    { name: 'b', price: 4 },
  ],
  order: { state: 'open', age: 4, items: [{ name: 'x' }] },
}

const operators: BinaryOperator[] = [
  'or',
  'and',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'in',
  'not in',
  '+',
  '-',
  '*',
  '/',
  '%',
]
const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...Object.keys(values), 'item').map((name): Expression => ({ op: 'name', name })),
    fc
      .constantFrom<Json>('x', 'open', 0, 7, true, false, null)
      .map((value): Expression => ({ op: 'value', value: value as string })),
    fc
      .tuple(tie('expression'), fc.constantFrom<string | number>('name', 'price', 'items', 'state', 0, 1))
      .map(([of, key]): Expression => ({ op: 'get', of, key: { op: 'value', value: key } })),
    fc.array(tie('expression'), { maxLength: 3 }).map((items): Expression => ({ op: 'list', items })),
    tie('expression').map((of): Expression => ({ op: 'record', fields: { name: of } })),
    tie('expression').map((of): Expression => ({ op: 'not', of })),
    tie('expression').map((of): Expression => ({ op: 'negate', of })),
    fc
      .tuple(fc.constantFrom(...operators), tie('expression'), tie('expression'))
      .map(([op, left, right]) => ({ op, left, right }) as Expression),
    fc
      .tuple(fc.constantFrom(...Object.keys(functions)), fc.array(tie('expression'), { minLength: 3, maxLength: 3 }))
      .map(([name, args]): Expression => ({ op: 'call', name, args: args.slice(0, functions[name]?.max) })),
    fc
      .tuple(fc.constantFrom(...itemFunctions), tie('expression'), tie('expression'))
      .map(([name, list, of]): Expression => ({ op: 'call', name, args: [list, of] })),
  ),
}))

/** Null is of every kind; a field may be missing. */
function isOf(value: Json, kind: Kind): boolean {
  if (value === null || kind.is === 'unknown') return true
  switch (kind.is) {
    case 'null':
      return false
    case 'text':
      return typeof value === 'string' && (kind.values === undefined || kind.values.includes(value))
    case 'list':
      return Array.isArray(value) && value.every((item) => isOf(item, kind.of))
    case 'record':
      return (
        typeof value === 'object' &&
        !Array.isArray(value) &&
        Object.entries(value).every(([name, inner]) => {
          const field = Object.hasOwn(kind.fields, name) ? kind.fields[name] : undefined
          return field === undefined ? kind.open : isOf(inner, field)
        })
      )
    default:
      return typeof value === kind.is
  }
}

const kinds = new Map(Object.entries(values).map(([name, value]) => [name, kindOfValue(value)]))
const scope = { lookup: (name: string) => values[name], today: '2026-03-10' }

test('what is inferred of an expression is true of its value, whatever the expression', () => {
  fc.assert(
    fc.property(expression, (written) => {
      const problems: string[] = []
      const kind = infer(written, {
        kindOf: (name) => kinds.get(name) ?? { is: 'unknown' },
        report: ({ message }) => problems.push(message),
      })
      const value = evaluate(written, scope)
      // What is reported may give anything: it is not run.
      if (problems.length === 0) expect(isOf(value, kind), JSON.stringify({ written, value, kind })).toBe(true)
    }),
    { numRuns: 3000 },
  )
})
