import { describe, expect, test } from 'vitest'
import type { AuthoredData } from '#assistant/index.ts'
import { authoredFiles, authoredFrom, clearIntents, lineOf } from '../authored.fixture.ts'
import { type PlacedExample, placedExamples, placeText } from '../examples.ts'
import { checkTrainingData, type Finding } from './index.ts'
import { checkOutliers } from './outliers.ts'

const check = async (authored: AuthoredData, quick = false) =>
  (await checkTrainingData(authored, { seed: 'test', ...(quick && { quick }) })).findings
const shown = (findings: readonly Finding[]) =>
  findings.map(({ severity, kind, place }) => `${severity} ${kind} ${placeText(place)}`)

describe('what can be seen in the files', () => {
  test('nothing is found in data without a fault', async () => {
    expect(await check(authoredFrom(clearIntents))).toEqual([])
  })

  test('broken marks, unknown entities and refused patterns are errors at their line', async () => {
    const authored = authoredFiles({
      'intents/all.yaml': `intents:
  one:
    examples:
      - send it to [Paris(city)
      - to [Rome](citty)
      - three
      - four
      - five
`,
      'entities/all.yaml': `entities:
  city:
    pattern: '(a+)+b'
`,
    })
    const findings = await check(authored)
    expect(shown(findings).slice(0, 3)).toEqual([
      'error broken-mark intents/all.yaml:4',
      'error unknown-entity intents/all.yaml:5',
      'error refused-pattern entities/all.yaml:3',
    ])
    expect(findings[1]?.advice).toBe('Did you mean "city"?')
  })

  test('a file of another shape is an error, and no model is trained on the rest', async () => {
    const { findings, crossValidation } = await checkTrainingData(
      authoredFiles({ 'intents/all.yaml': 'intents:\n  one:\n    examples: []\n' }),
      { seed: 'test' },
    )
    expect(shown(findings)).toEqual(['error broken-file intents/all.yaml:3'])
    expect(crossValidation).toBeNull()
  })

  test('the same words under two intents are an error that names both places', async () => {
    const intents = { ...clearIntents, cancel: [...(clearIntents.cancel ?? []), 'Where is my ORDER?'] }
    const [first, ...others] = await check(authoredFrom(intents), true)
    expect(others).toEqual([])
    expect(first).toMatchObject({
      kind: 'contradiction',
      severity: 'error',
      place: { line: lineOf(intents, 'status', 'where is my order') },
      related: [{ line: lineOf(intents, 'cancel', 'Where is my ORDER?'), text: 'Where is my ORDER?' }],
    })
  })

  test('the same words twice in one intent are a hint at the second place', async () => {
    const intents = { ...clearIntents, cancel: [...(clearIntents.cancel ?? []), 'I want to cancel it!'] }
    const line = lineOf(intents, 'cancel', 'I want to cancel it!')
    expect(shown(await check(authoredFrom(intents), true))).toEqual([`hint duplicate intents/all.yaml:${line}`])
  })

  test('an intent with one example is a warning, with seven a hint; the same words count once', async () => {
    const intents = {
      ...clearIntents,
      lonely: ['buy a gift card'],
      small: ['red', 'RED', 'blue', 'green', 'yellow', 'brown', 'black', 'pink'],
    }
    const findings = await check(authoredFrom(intents), true)
    expect(findings.filter(({ kind }) => kind === 'thin-intent').map(({ message }) => message)).toEqual([
      '"lonely" has 1 example; it will hardly be recognised.',
      '"small" has 7 different examples.',
    ])
  })

  test('an example without words is a warning', async () => {
    const intents = { ...clearIntents, cancel: [...(clearIntents.cancel ?? []), '   '] }
    expect(shown(await check(authoredFrom(intents), true))).toEqual([
      `warning no-words intents/all.yaml:${lineOf(intents, 'cancel', '   ')}`,
    ])
  })
})

describe('what models that have not seen an example say of it', () => {
  test('an example that stands under the wrong intent is found, with the intent it belongs to', async () => {
    const wrong = 'please reset my password, I forgot it'
    const intents = { ...clearIntents, status: [...(clearIntents.status ?? []), wrong] }
    const findings = await check(authoredFrom(intents))
    const found = findings.find(({ kind }) => kind === 'label-error')
    expect(found).toMatchObject({ place: { line: lineOf(intents, 'status', wrong) }, intent: 'status' })
    expect(found?.message).toContain('reads like "password"')
    expect(findings.filter(({ kind }) => kind === 'label-error')).toHaveLength(1)
  })

  test('two intents with examples of the same sort are reported as alike', async () => {
    const [even, odd] = [0, 1].map((rest) => (clearIntents.status ?? []).filter((_, i) => i % 2 === rest))
    const extra = (clearIntents.status ?? []).map((text, i) => `${text} ${['please', 'now', 'today'][i % 3]}`)
    const intents = {
      cancel: clearIntents.cancel ?? [],
      password: clearIntents.password ?? [],
      one: [...(even ?? []), ...extra.filter((_, i) => i % 2 === 1)],
      other: [...(odd ?? []), ...extra.filter((_, i) => i % 2 === 0)],
    }
    const alike = (await check(authoredFrom(intents))).filter(({ kind }) => kind === 'alike-intents')
    expect(alike).toHaveLength(1)
    expect(alike[0]?.message).toMatch(/^"one" and "other" cannot be told apart/)
  })

  test('a value that is marked elsewhere and stands unmarked is found, where no rule finds it', async () => {
    const marked = [
      'my [Kestrel](model) is late',
      'where is the [Kestrel](model) that I bought',
      'track the [Kestrel](model)',
    ]
    const intents = {
      ...clearIntents,
      status: [...(clearIntents.status ?? []), ...marked, 'has the kestrel been shipped'],
    }
    const line = lineOf(intents, 'status', 'has the kestrel been shipped')
    const learned = await check(authoredFrom(intents, 'entities:\n  model:\n    description: A model\n'))
    expect(shown(learned)).toContain(`warning missing-mark intents/all.yaml:${line}`)
    const listed = await check(authoredFrom(intents, 'entities:\n  model:\n    list: [Kestrel]\n'))
    expect(listed.filter(({ kind }) => kind === 'missing-mark')).toEqual([])
  })

  test('a value that is nearly always marked as one type and once as another is found', async () => {
    const marked = (clearIntents.status ?? []).slice(0, 7).map((text) => `${text}, the [Kestrel](model)`)
    const intents = {
      ...clearIntents,
      status: marked,
      cancel: [...(clearIntents.cancel ?? []), 'cancel the [Kestrel](colour)'],
    }
    const found = await check(authoredFrom(intents, 'entities:\n  model: {}\n  colour: {}\n'))
    expect(found.find(({ kind }) => kind === 'conflicting-mark')?.message).toBe(
      '"Kestrel" is marked as colour here and as model 7 times elsewhere.',
    )
  })

  test('an example that no model is sure of and that is like nothing else is an outlier', () => {
    const examples = placedExamples(authoredFrom(clearIntents))
    const [first, second] = examples as [PlacedExample, PlacedExample]
    const sure = (intent: string) => [{ name: intent, confidence: 0.9 }]
    const unsure = Array.from({ length: 5 }, (_, i) => ({ name: `${i}`, confidence: 0.2 }))
    const readings = examples.map(({ index, intent }) => ({
      example: index,
      intents: index === first.index || index === second.index ? unsure : sure(intent),
      outOfScope: index === first.index ? 0.8 : 0.1,
      entities: [],
    }))
    const found = checkOutliers(examples, readings)
    expect(found.map(({ place }) => place)).toEqual([first.place])
  })

  test('the same data and seed give the same findings', async () => {
    const intents = { ...clearIntents, status: [...(clearIntents.status ?? []), 'reset my password'] }
    expect(await check(authoredFrom(intents))).toEqual(await check(authoredFrom(intents)))
  })
})
