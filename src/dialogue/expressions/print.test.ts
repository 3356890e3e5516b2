import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BinaryOperator, Expression } from './ast.ts'
import { parseExpression } from './parse.ts'
import { printExpression } from './print.ts'

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
const name = fc.constantFrom('order', 'customer', 'item', 'level', 'today')
const value = fc.oneof(fc.constantFrom(true, false, null), fc.nat(999), fc.string({ maxLength: 8 }))
const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    value.map((value): Expression => ({ op: 'value', value })),
    name.map((name): Expression => ({ op: 'name', name })),
    fc.record({ op: fc.constantFrom('not' as const, 'negate' as const), of: tie('expression') }),
    fc.record({ op: fc.constantFrom(...operators), left: tie('expression'), right: tie('expression') }),
    fc
      .record({ of: tie('expression'), key: fc.oneof(name, fc.constantFrom('in', 'a b')) })
      .map(({ of, key }): Expression => ({ op: 'get', of, key: { op: 'value', value: key } })),
    fc.array(tie('expression'), { maxLength: 3 }).map((items): Expression => ({ op: 'list', items })),
    fc
      .tuple(tie('expression'), tie('expression'))
      .map((args): Expression => ({ op: 'call', name: 'days_between', args })),
  ),
}))

test('what is printed is read as the same expression', () => {
  fc.assert(
    fc.property(expression, (tree) => {
      const text = printExpression(tree)
      const read = parseExpression(text)
      // Bounds on size and nesting are the reader's, and a text or bracket may reach them.
      if (!read.ok && /too (long|large|deep)/i.test(JSON.stringify(read))) return
      expect(read, text).toMatchObject({ ok: true, expression: tree })
    }),
    { numRuns: 500 },
  )
})

test.each([
  "customer.level != 'gold' and order.ageDays > window",
  'not (a and b) or c',
  'a - (b - c)',
  "filter(order.items, item.returnable > 0)[0]['in']",
  '(a == b) == c',
])('"%s" is printed as it was written', (source) => {
  const read = parseExpression(source)
  expect(read.ok && printExpression(read.expression)).toBe(source)
})
