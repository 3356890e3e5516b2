import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '#domain/json.ts'
import { expressionLimits } from '../limits.ts'
import { type Expression, evaluate, parseExpression } from './index.ts'

const today = '2026-03-10'

function parsed(source: string): Expression {
  const result = parseExpression(source)
  if (!result.ok) throw new Error(result.problem.message)
  return result.expression
}

function value(source: string, names: JsonObject = {}): Json {
  return evaluate(parsed(source), { lookup: (name) => (Object.hasOwn(names, name) ? names[name] : undefined), today })
}

const order: Json = {
  number: 'MF-1',
  ageDays: 40,
  items: [
    { name: 'Boots', price: 129.5 },
    { name: 'Hat', price: 20 },
  ],
}

describe('an expression', () => {
  test.each<[string, Json]>([
    ["order.ageDays > 30 and level != 'gold'", true],
    ["level in ['silver', 'gold']", false],
    ["'gold' not in ['silver']", true],
    ['not order.ageDays == 40', false],
    ['1 + 2 * 3 - 4 / 2', 5],
    ['(1 + 2) * 3', 9],
    ['-order.ageDays + 50', 10],
    ['0.1 + 0.2', 0.3],
    ["'MF-' + 12", 'MF-12'],
    ['order.items[1].name', 'Hat'],
    ["order['number']", 'MF-1'],
    ['order.items[-1].price', 20],
    ['length(order.items)', 2],
    ['filter(order.items, item.price > 100)', [{ name: 'Boots', price: 129.5 }]],
    ['sum(map(order.items, item.price))', 149.5],
    ["find(order.items, lower(item.name) == 'hat').price", 20],
    ['any(order.items, item.price > 200)', false],
    ['map(sort_by(order.items, item.price), item.name)', ['Hat', 'Boots']],
    ["join(map(order.items, item.name), ' and ')", 'Boots and Hat'],
    ["days_since('2026-03-01')", 9],
    ["days_until('2026-03-12T10:00:00Z')", 2],
    ["date('2026-02-30')", null],
    ["if(order.ageDays > 30, 'late', 'early')", 'late'],
    ['default(nothing, level)', 'bronze'],
    ["number('$1,299.50')", 1299.5],
    ['money(10.005)', 10.01],
    ['today', today],
    ["today > '2026-03-09'", true],
  ])('%s is %j', (source, expected) => {
    expect(value(source, { order, level: 'bronze' })).toEqual(expected)
  })

  test.each<[string, Json]>([
    ['missing.deeper[3].still', null],
    ['missing > 3', false],
    ['missing < 3', false],
    ["1 < 'a'", false],
    ['missing + 1', null],
    ['1 / 0', null],
    ['missing == null', true],
    ['first(missing)', null],
    ['filter(missing, item.x)', []],
    ['missing and missing.x', null],
  ])('null and what does not fit never fail: %s is %j', (source, expected) => {
    expect(value(source)).toEqual(expected)
  })

  test.each([
    'constructor',
    'order.constructor',
    'order.__proto__',
    "order['toString']",
    'order.items.length',
    "''.length",
  ])('nothing but own properties of plain values can be reached: %s is null', (source) => {
    expect(value(source, { order })).toBeNull()
  })

  test.each([
    ['a = 1', 2, '"=" has no meaning here. Compare with "==".'],
    ['a && b', 2, '"&&" has no meaning here. Write "and".'],
    ['a +', 3, 'Something is missing at the end.'],
    ["a == 'b", 5, 'This text has no closing quote.'],
    ['in-transit', 0, '"in" is not expected here.'],
    ['(a', 2, 'A ")" is missing here.'],
    ['1 < 2 < 3', 2, 'Comparisons cannot be chained. Join two with "and".'],
    ['a b', 2, '"b" is not expected here.'],
    ['   ', 0, 'The expression is empty.'],
    ['filter(a)', 0, `"filter" is written filter(list, item.state == 'open').`],
    ['a # b', 2, 'The character "#" has no meaning here.'],
  ])('that cannot be read says where and why: %s', (source, at, message) => {
    expect(parseExpression(source)).toMatchObject({ ok: false, problem: { at, message } })
  })

  test('an unknown function names the nearest', () => {
    expect(parseExpression('lenght(a)')).toMatchObject({ ok: false, suggestion: 'Did you mean "length"?' })
    expect(parseExpression('constructor(a)')).toMatchObject({ ok: false })
  })

  test('is bounded in length, size and depth', () => {
    expect(parseExpression('a'.repeat(expressionLimits.sourceLength + 1)).ok).toBe(false)
    expect(parseExpression(Array(expressionLimits.nodes).fill('1').join('+')).ok).toBe(false)
    expect(parseExpression(`${'('.repeat(500)}1${')'.repeat(400)}`).ok).toBe(false)
    expect(parseExpression(`${'not '.repeat(200)}a`).ok).toBe(false)
  })

  test('is bounded in work: lists in lists end', () => {
    const list = Array.from({ length: 900 }, (_, index) => index)
    const started = value('length(filter(a, any(a, any(a, item < 0))))', { a: list })
    expect(started).toBe(0)
  })
})

describe('whatever is written', () => {
  const piece = fc.constantFrom(
    'a',
    'b.c',
    'item',
    'today',
    '1',
    '2.5',
    "'x'",
    'null',
    'true',
    '(',
    ')',
    '[',
    ']',
    '.',
    ',',
    '+',
    '-',
    '*',
    '/',
    '%',
    '<',
    '>=',
    '==',
    '!=',
    ' and ',
    ' or ',
    ' not ',
    ' in ',
    'filter(',
    'length(',
    'sum(',
    'if(',
    'date(',
    '"',
    '?',
  )
  const json = fc.json({ maxDepth: 3 }).map((text) => JSON.parse(text) as Json)

  test('reading never throws, and what was read evaluates to JSON without throwing, twice the same', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), json, json, (pieces, a, b) => {
        const result = parseExpression(pieces.join(''))
        if (!result.ok) return
        const scope = { lookup: (name: string) => ({ a, b })[name as 'a' | 'b'], today }
        const first = evaluate(result.expression, scope)
        expect(JSON.parse(JSON.stringify(first))).toEqual(first)
        expect(evaluate(JSON.parse(JSON.stringify(result.expression)), scope)).toEqual(first)
      }),
      { numRuns: 2000 },
    )
  })

  test('any text is read or refused with a place inside it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60, unit: 'binary' }), (source) => {
        const result = parseExpression(source)
        if (!result.ok) expect(result.problem.at).toBeLessThanOrEqual(source.length)
      }),
      { numRuns: 1000 },
    )
  })
})
