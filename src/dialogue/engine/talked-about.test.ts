import { expect, test } from 'vitest'
import { anonymous, type Mention } from '#domain/customer.ts'
import type { Frame } from '#domain/dialogue-state.ts'
import { evaluate, parseExpression } from '../expressions/index.ts'
import { scopeOf } from './scope.ts'

const order = (value: string, seq: number): Mention => ({
  type: 'order_number',
  value,
  text: value,
  seq,
  by: 'customer',
})
const source = { today: '2026-03-10', identity: anonymous, settings: {}, mentions: [order('A', 2), order('B', 4)] }
const frame = { slots: {}, variables: {} } as unknown as Frame

test.each([
  ['mentioned.order_number', 'B'],
  ['talked_about.order_number', ['A', 'B']],
  ['length(talked_about.order_number) > 1', true],
  ['talked_about.product', null],
])('%s', (text, value) => {
  const parsed = parseExpression(text)
  if (!parsed.ok) throw new Error(parsed.problem.message)
  expect(evaluate(parsed.expression, scopeOf(source, frame))).toEqual(value)
})
