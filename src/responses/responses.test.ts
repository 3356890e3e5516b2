import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import type { Json } from '#domain/json.ts'
import { seededRandom } from '#domain/random.ts'
import { compileResponses, loadResponses, PersonalitySettings, type RenderContext, shorten } from './index.ts'

/** Stands in for the expression language: a path, or `not` and a path. */
const evaluate = (source: string, variables: Record<string, Json>): Json => {
  const [, not, path = ''] = /^(not )?(.+)$/.exec(source) ?? []
  let value: Json = variables
  for (const name of path.split('.')) value = (value as Record<string, Json>)?.[name] ?? null
  return not ? !value : value
}
const book = (yaml: string, personality?: z.input<typeof PersonalitySettings>) => {
  const { responses, problems } = compileResponses([{ file: 'responses/a.yaml', text: yaml }])
  expect(problems).toEqual([])
  return loadResponses(JSON.parse(JSON.stringify(responses.toJson())), {
    evaluate,
    currency: 'USD',
    timeZone: 'America/New_York',
    ...(personality && { personality: PersonalitySettings.parse(personality) }),
  })
}
const context = (variables: Record<string, Json> = {}, more: Partial<RenderContext> = {}): RenderContext => ({
  locale: 'en-US',
  channel: 'web',
  random: seededRandom('a'),
  variables,
  nowMs: Date.parse('2026-11-20T15:00:00Z'),
  ...more,
})
const said = (yaml: string, variables: Record<string, Json> = {}, more: Partial<RenderContext> = {}) => {
  const [part] = book(yaml).render('r', context(variables, more)).parts
  return part?.kind === 'text' ? part.text : null
}
const one = (text: string) => `responses:\n  r: ${JSON.stringify(text)}\n`

describe('placeholders', () => {
  const cases: [template: string, variables: Record<string, Json>, text: string][] = [
    [
      'Order {order.number} costs {order.total|money}.',
      { order: { number: 'MF-104233', total: 1299.5 } },
      'Order MF-104233 costs $1,299.50.',
    ],
    ['Since {d|date}.', { d: '2026-10-03' }, 'Since October 3, 2026.'],
    ['{d|day}', { d: '2026-10-03' }, 'Saturday, October 3'],
    ['We are back {t|when}.', { t: Date.parse('2026-11-21T14:00:00Z') }, 'We are back tomorrow at 9:00 AM.'],
    [
      '{items|list} or {items|list:or}',
      { items: ['red', 'blue', 'green'] },
      'red, blue, and green or red, blue, or green',
    ],
    ['Do you mean {o|choices}?', { o: ['Cancel an order', 'Return'] }, 'Do you mean “Cancel an order” or “Return”?'],
    ['{items|lines}', { items: ['red', 'blue'] }, '• red\n• blue'],
    ['You have {n|plural:pair,pairs} and {one|plural:coat,coats}.', { n: 2, one: 1 }, 'You have 2 pairs and 1 coat.'],
    ['{a|phone}, {b|phone}', { a: '+15035550199', b: '+442071838750' }, '(503) 555-0199, +442071838750'],
    ['{state|words|upper-first}', { state: 'in-transit' }, 'In transit'],
    ['Hi {customer.name|first-word|or:there}!', { customer: { name: 'Jane Miller' } }, 'Hi Jane!'],
    ['Hi {customer.name|first-word|or:there}!', {}, 'Hi there!'],
    ['Braces: {{x}}', {}, 'Braces: {x}'],
    ['{items.0.name}', { items: [{ name: 'boots' }] }, 'boots'],
    ['{yes} {n}', { yes: true, n: 12.5 }, 'yes 12.5'],
  ]
  for (const [template, variables, text] of cases)
    test(`${JSON.stringify(template)} becomes ${JSON.stringify(text)}`, () => {
      expect(said(one(template), variables)).toBe(text)
    })

  test('a sentence whose value is missing is left out, and nothing of the hole is seen', () => {
    expect(said(one('It is cancelled. {refund|money} goes back to your card. Anything else?'))).toBe(
      'It is cancelled. Anything else?',
    )
  })

  test('a variant without a hole is preferred to one with', () => {
    const yaml = 'responses:\n  r:\n    variants: ["{a} is on its way", "It is on its way"]\n'
    for (let seed = 0; seed < 10; seed += 1)
      expect(said(yaml, {}, { random: seededRandom(String(seed)) })).toBe('It is on its way')
  })

  test('where nothing can be said without a hole, the safe wording is said and the missing value is named', () => {
    const rendered = book(`${one('{a.b} is here')}  check.safe: "Please try again."\n`).render('r', context())
    expect(rendered.parts).toMatchObject([{ text: 'Please try again.' }])
    expect(rendered.missing).toEqual(['a.b'])
  })

  test('a value cannot bring control characters, become a placeholder, or fill the screen', () => {
    expect(said(one('Hi {name}'), { name: '{secret}\u202E\u0007<b>' })).toBe('Hi {secret}<b>')
    expect(said(one('{name}'), { name: 'x'.repeat(5_000) })!.length).toBeLessThanOrEqual(400)
  })

  test('a path reaches no further than the own properties of plain values', () => {
    expect(said(one('A. {a.constructor.name} {a.length} {__proto__.x} b. C.'), { a: 'text' })).toBe('A. C.')
  })
})

describe('which variant is said', () => {
  const yaml = `responses:
  r:
    variants:
      - text: Hello!
      - { text: 'Hello {name}!', if: name }
      - { text: 'Good day!', locale: en-GB }
      - { text: 'Hallo!', locale: de }
      - { text: 'Hello, you are through to Finch.', channel: voice }
`
  test('a true condition goes before no condition', () => {
    expect(said(yaml, { name: 'Jo' })).toBe('Hello Jo!')
    expect(said(yaml)).toBe('Hello!')
  })

  test('the region goes before the language, and the language before none', () => {
    expect(said(yaml, {}, { locale: 'en-GB' })).toBe('Good day!')
    expect(said(yaml, {}, { locale: 'de-AT' })).toBe('Hallo!')
    expect(said(yaml, {}, { locale: 'fr-FR' })).toBe('Hello!')
  })

  test('what is made for the channel goes before everything else', () => {
    expect(said(yaml, { name: 'Jo' }, { channel: 'voice' })).toBe('Hello, you are through to Finch.')
  })

  test('the same random draws say the same, and what was said lately is not said again', () => {
    const many = 'responses:\n  r: { variants: [one, two, three] }\n'
    const first = said(many, {}, { random: seededRandom('x') })!
    expect(said(many, {}, { random: seededRandom('x') })).toBe(first)
    for (let seed = 0; seed < 20; seed += 1)
      expect(said(many, {}, { random: seededRandom(String(seed)), recent: [first] })).not.toBe(first)
    expect(said('responses:\n  r: only this\n', {}, { recent: ['only this'] })).toBe('only this')
  })
})

test('buttons are filled too, and one with a hole is not offered', () => {
  const yaml = `responses:
  r:
    text: Which one?
    quick_replies: ['Order {order}', { label: Other, payload: /other }, '{missing}']
`
  expect(book(yaml).render('r', context({ order: 'MF-100001' })).quickReplies).toEqual([
    { label: 'Order MF-100001', payload: 'Order MF-100001' },
    { label: 'Other', payload: '/other' },
  ])
})

test('a house style without emoji or contractions is kept', () => {
  const styled = book(one("Great 👍🏽 you can't lose, it's here"), { emoji: false, contractions: false })
  expect(styled.render('r', context()).parts).toMatchObject([{ text: 'Great you cannot lose, it is here' }])
})

describe('problems are found at load, each with its line', () => {
  const declared = {
    variables: (name: string) => (name === 'r' ? ['order', 'flow'] : null),
    always: ['customer'],
    required: ['repair.goodbye', 'r'],
    compileExpression: (source: string) =>
      source.includes('!') ? { message: 'Unexpected "!".', suggestion: 'Write not.' } : null,
  }
  const problemsOf = (text: string) =>
    compileResponses([{ file: 'responses/x.yaml', text }], declared).problems.map(({ line, message, suggestion }) => ({
      line,
      message,
      suggestion,
    }))
  const missingGoodbye = {
    line: null,
    message: 'The response "repair.goodbye" has no wording.',
    suggestion: 'Add it to a file in responses/.',
  }

  test('an unknown variable, with the nearest one', () => {
    expect(
      problemsOf('responses:\n  r:\n    variants:\n      - fine\n      - "{oder.number} of {customer.name}"\n'),
    ).toEqual([
      { line: 5, message: '"r" has no variable {oder}.', suggestion: 'Did you mean "order"?' },
      missingGoodbye,
    ])
  })

  test('a variable is not needed where something stands in for it', () => {
    expect(problemsOf('responses:\n  r: "{oder|or:it}"\n')).toEqual([missingGoodbye])
  })

  test('an unknown format, an open brace, a bad condition, an unknown key', () => {
    expect(problemsOf('responses:\n  r: "{order|mony}"\n')[0]).toMatchObject({
      line: 2,
      message: 'There is no format "mony" in {order|mony}.',
    })
    expect(problemsOf('responses:\n  r: "{order"\n')[0]).toMatchObject({ line: 2, message: 'A { is never closed.' })
    expect(problemsOf('responses:\n  r:\n    text: a\n    if: "!order"\n')[0]).toMatchObject({
      line: 4,
      message: 'Unexpected "!".',
      suggestion: 'Write not.',
    })
    expect(problemsOf('responses:\n  r:\n    text: a\n    chanel: web\n')[0]?.line).toBe(4)
    expect(problemsOf('responses:\n  r: [a\n')[0]?.line).toBeGreaterThan(1)
  })

  test('a response worded twice', () => {
    const files = ['a', 'b'].map((name) => ({ file: `responses/${name}.yaml`, text: 'responses:\n  r: x\n' }))
    expect(compileResponses(files).problems).toMatchObject([
      { file: 'responses/b.yaml', line: 2, message: 'The response "r" is already worded in responses/a.yaml.' },
    ])
  })
})

describe('brevity', () => {
  test('a sentence said twice is said once', () => {
    const parts = shorten([
      { kind: 'text', text: 'Your order is cancelled. Is there anything else?' },
      { kind: 'text', text: 'Your address is changed. Is there anything else?' },
      { kind: 'text', text: 'Is there anything else?' },
    ])
    expect(parts.map((part) => part.kind === 'text' && part.text)).toEqual([
      'Your order is cancelled. Is there anything else?',
      'Your address is changed.',
    ])
  })

  test('more bubbles than fit are joined, and cited ones stay whole', () => {
    const citations = [{ passage: 'a#1', title: 'A', quote: 'Cited sentence here.' }]
    const parts = shorten([
      ...Array.from({ length: 8 }, (_, at) => ({ kind: 'text' as const, text: `Bubble with the number ${at}.` })),
      { kind: 'text', text: 'Cited sentence here.', citations },
    ])
    expect(parts).toHaveLength(6)
    expect(parts.at(-1)).toEqual({ kind: 'text', text: 'Cited sentence here.', citations })
  })
})
