import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Json } from '#domain/json.ts'
import { problemText } from '#domain/problem.ts'
import { builtInResponseList } from '../built-in-responses.ts'
import { kindOfSchema } from '../expressions/index.ts'
import { compileFlows } from './compile.ts'
import type { FlowContext, ToolFacts } from './compiled.ts'

const order = z.object({
  number: z.string(),
  state: z.enum(['open', 'sent', 'delivered']),
  ageDays: z.number(),
  gift: z.boolean(),
  items: z.array(z.object({ name: z.string(), price: z.number(), state: z.enum(['kept', 'returned']) })),
  note: z.string().nullable(),
})

const tool = (input: z.ZodType, output: z.ZodType): ToolFacts => ({
  needs: 'anonymous',
  effect: 'read',
  inputSchema: z.toJSONSchema(input, { io: 'input' }) as Json,
  outputSchema: z.toJSONSchema(output) as Json,
})

const context: FlowContext = {
  tools: new Map([
    ['get_order', tool(z.object({ number: z.string(), limit: z.number().optional() }), order)],
    ['create_return', tool(z.object({ why: z.enum(['size', 'stain']) }), z.looseObject({ id: z.string() }))],
  ]),
  responses: new Map(
    [...builtInResponseList.map(({ name }) => name), 'hello', 'ask-reason', 'ask-count'].map((name) => [name, []]),
  ),
  entities: new Set(['order_number']),
  intents: new Set(['orders/lost']),
  verification: null,
}

const flow = (steps: string) => `flows:
  greet:
    description: d
    slots:
      reason: { type: choice, choices: [size, colour] }
      count: { type: number, ask: hello }
      words: { type: text, ask: hello }
      sure: { type: boolean, ask: hello }
      given: { type: text }
    steps:
      - collect: reason
      - collect: count
      - collect: words
      - collect: sure
      - { call: get_order, with: { number: words }, save: order }
${steps.replaceAll(/^/gm, '      ')}
`
const problems = (steps: string) =>
  compileFlows([{ file: 'a.yaml', text: flow(steps) }], context)
    .problems.map(problemText)
    .map((line) => line.replace(/^a\.yaml:\d+:\d+ /, ''))
const inIf = (condition: string) => problems(`- if: ${condition}\n  then: [{ say: hello }]`)

describe('what can never be meant is refused when flows are loaded', () => {
  test.each([
    [
      'words == 3',
      `In "words == 3": words is a text and 3 is a number: they are never equal. Write number(words), or '…' in quotes.`,
    ],
    ['words != true', 'In "words != true": words is a text and true is a yes or no: they are always different.'],
    ["reason == 'sise'", `In "reason == 'sise'": reason is never 'sise'. Did you mean 'size'?`],
    [
      "reason in ['size', 'color']",
      `In "reason in ['size', 'color']": reason is never 'color'. Did you mean 'colour'?`,
    ],
    [
      "order.state == 'lost'",
      `In "order.state == 'lost'": order.state is never 'lost'. It can be "open", "sent", "delivered".`,
    ],
    ["order.stat == 'sent'", `In "order.stat == 'sent'": "order" has no field "stat". Did you mean "state"?`],
    [
      'order.items.price > 3',
      'In "order.items.price > 3": "order.items" is a list and has no field "price". For one element write first(order.items).price, for all map(order.items, item.price).',
    ],
    ['words.length > 3', 'In "words.length > 3": "words" is a text and has no fields.'],
    ['words > 3', 'In "words > 3": words is a text and 3 is a number: they cannot be compared. Write number(words).'],
    [
      'order.items > 3',
      'In "order.items > 3": order.items is a list, which is neither more nor less than anything. For how many write length(order.items).',
    ],
    ['sure > false', 'In "sure > false": sure is a yes or no, which is neither more nor less than anything.'],
    [
      'length(count) > 3',
      'In "length(count) > 3": length(…) takes a text or a list, and count is a number. A number has no length: compare it as it is.',
    ],
    ['sum(count) > 3', 'In "sum(count) > 3": sum(…) takes a list, and count is a number. Add two numbers with +.'],
    [
      'contains(order.items, words)',
      'In "contains(order.items, words)": contains(…) takes a text or a number or a yes or no, and order.items is a list. Whether something is in a list: value in list.',
    ],
    ['words - 1 > 0', 'In "words - 1 > 0": words is a text, and - is for numbers. Write number(words).'],
    [
      'any(order.items, item.prize > 3)',
      'In "any(order.items, item.prize > 3)": "item" has no field "prize". Did you mean "price"?',
    ],
    [
      "any(order.items, item.state == 'lost')",
      `In "any(order.items, item.state == 'lost')": item.state is never 'lost'. It can be "kept", "returned".`,
    ],
    ["filter(words, item == 'x')", `In "filter(words, item == 'x')": filter(…) takes a list, and words is a text.`],
    [
      "reason == 'size' or 'colour'",
      `In "reason == 'size' or 'colour'": 'colour' stands for itself, so this does not depend on anything. To allow several values write: name in [a, b].`,
    ],
    ['count in [words]', 'In "count in [words]": count is a number, and the list has only texts.'],
    ['words in count', 'In "words in count": count is a number: nothing can be in it. Write a list: [a, b].'],
    [
      "identity.level == 'verfied'",
      `In "identity.level == 'verfied'": identity.level is never 'verfied'. Did you mean 'verified'?`,
    ],
  ])('%s', (condition, problem) => {
    expect(inIf(condition)).toEqual([problem])
  })

  test('a tool is given the kinds that it takes', () => {
    expect(problems('- { call: get_order, with: { number: count, limit: words } }')).toEqual([
      'In "number: count": "number" takes a text, and this is a number.',
      'In "limit: words": "limit" takes a number, and this is a text. Write number(…).',
    ])
    expect(problems('- { call: create_return, with: { why: reason } }')).toEqual([
      `In "why: reason": "why" does not take 'colour'. Possible: 'size', 'stain'.`,
    ])
  })

  test('lists are chosen from and repeated over; times are numbers', () => {
    expect(problems('- { choose: thing, from: order, label: item.name, ask: hello }')).toEqual([
      'In "order": order is a record, and a list is needed here.',
    ])
    expect(problems('- { repeat: { times: words }, steps: [{ say: hello }] }')).toEqual([
      'In "words": words is a text, and a number is needed here.',
    ])
    expect(problems('- { choose: thing, from: order.items, label: item.nam, ask: hello }')).toEqual([
      'In "item.nam": "item" has no field "nam". Did you mean "name"?',
    ])
  })

  test('what was chosen, computed, gathered or is an element is known, too', () => {
    const before = `- { choose: thing, from: order.items, label: item.name, ask: hello }
- set: { total: order.ageDays * 2, name: thing.name }
- { repeat: order.items, as: one, index: place, steps: [{ say: hello }], gather: { prices: one.price } }
`
    expect(problems(`${before}- { set: { a: thing.nam, b: total + 1, c: one.prise } }`)).toEqual([
      'In "thing.nam": "thing" has no field "nam". Did you mean "name"?',
      'In "one.prise": "one" has no field "prise". Did you mean "price"?',
    ])
    expect(problems(`${before}- if: name == 3 or first(prices) == 'x'\n  then: [{ say: hello }]`)).toHaveLength(2)
  })

  test('a case that can never be is refused with the nearest value', () => {
    expect(problems('- match: order.state\n  cases: { sentt: [{ say: hello }] }\n  else: []')).toEqual([
      `In "match: order.state": order.state is never 'sentt'. Did you mean 'sent'?`,
    ])
  })

  test('what an intent answers is of the kind of the slot', () => {
    expect(problems('- { collect: other, type: boolean, ask: hello, intents: { orders/lost: gone } }')).toEqual([
      '"other" cannot be "gone": it is true or false.',
    ])
  })
})

describe('what is not known is not found wrong', () => {
  test.each([
    'customer.level == 3',
    'mentioned.order_number > 3',
    'settings.anything.at.all',
    'profile.size == 4',
    'order.note == null',
    'reason == null or order.state != null',
    "default(words, 'x') == 'y'",
    "number(words) > 3 and words + count != ''",
    "given == 3 and given.field == 'x'",
    "(if(sure, 'a', 'b')) == 'a'",
    "first(filter(order.items, item.price > 3)).name == 'x'",
    'today > order.number and now < words',
    'length(order.items) > 0 and has(order)',
    "count or words == 'x'",
    'order.gift or sure',
    'not words',
  ])('%s', (condition) => {
    expect(inIf(`'${condition.replaceAll("'", "''")}'`)).toEqual([])
  })

  test('a slot that another flow fills may be anything', () => {
    const two = `${flow('- if: words == 3\n  then: [{ say: hello }]')}
  other:
    description: d
    steps: [{ link: greet, with: { words: 3 } }]
`
    expect(compileFlows([{ file: 'a.yaml', text: two }], context).problems.map(problemText)).toEqual([])
  })

  test('nor is a schema that says little, refers to itself or to elsewhere', () => {
    const self: Json = { type: 'object', properties: { next: { $ref: '#' } }, additionalProperties: false }
    expect(kindOfSchema(self)).toMatchObject({ is: 'record', fields: { next: { is: 'unknown' } } })
    expect(kindOfSchema({ $ref: 'https://elsewhere.example/a.json' })).toEqual({ is: 'unknown' })
    expect(kindOfSchema({ anyOf: [{ type: 'string' }, { type: 'number' }] })).toEqual({ is: 'unknown' })
    expect(kindOfSchema({ type: ['string', 'null'] })).toEqual({ is: 'text' })
    const named: Json = { $defs: { a: { type: 'integer' } }, $ref: '#/$defs/a' }
    expect(kindOfSchema(named)).toEqual({ is: 'number' })
    expect(kindOfSchema(null)).toEqual({ is: 'unknown' })
  })
})
