import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defineTool } from '../declare.ts'
import { ok } from '../outcome.ts'
import { declaredFrom, problemsOf } from '../testing/harness.fixture.ts'
import { parcelsDocument } from '../testing/parcels.fixture.ts'

const head = `openapi:
  - document: parcels.openapi.yaml
    base_url: '{parcels_url}'
    operations:
`
const load = (operations: string, more: Parameters<typeof declaredFrom>[1] = {}) =>
  declaredFrom({ 'parcels.yaml': head + operations, 'parcels.openapi.yaml': parcelsDocument }, more)
const problems = (operations: string, more: Parameters<typeof declaredFrom>[1] = {}) =>
  problemsOf(load(operations, more))

describe('what is wrong with a declaration is told with its place', () => {
  test.each([
    [
      'an operation that is not there',
      '      getParcell: {}\n',
      'tools/parcels.yaml:5:7 get_parcell: there is no operation "getParcell" in tools/parcels.openapi.yaml. Did you mean "getParcel"?',
    ],
    [
      'a write that does not say so',
      '      sendParcel: {}\n',
      'tools/parcels.yaml:5:7 send_parcel: it is not a GET, so say what it does: `side_effect: write`, or `none` if it only looks.',
    ],
    [
      'a word that is none',
      '      getParcel: { neds: verified }\n',
      'tools/parcels.yaml:5:20 "neds" is not a key of "openapi.0.operations.getParcel". Did you mean "needs"?',
    ],
    [
      'a body that is no JSON',
      '      upload: { side_effect: write }\n',
      'tools/parcels.yaml:5:7 upload: its body is not JSON, which is not supported.',
    ],
    [
      'an input that is not there',
      '      getParcel: { inputs: { nummer: { as: n } } }\n',
      'tools/parcels.yaml:5:38 get_parcel: getParcel in tools/parcels.openapi.yaml has no input "nummer". Did you mean "number"?',
    ],
    [
      'a query for what only looks',
      '      getParcel: { confirm: true }\n',
      'tools/parcels.yaml:5:29 get_parcel: "confirm" is for writes; this only looks.',
    ],
    [
      'a query without what it needs',
      '      sendParcel: { side_effect: write, reconcile: { operation: getKey } }\n',
      'tools/parcels.yaml:5:52 send_parcel: getKey in tools/parcels.openapi.yaml needs "key". Add it under `with:`.',
    ],
    [
      'a query that is not there',
      '      sendParcel: { side_effect: write, reconcile: { operation: getKeys, with: { key: key } } }\n',
      'tools/parcels.yaml:5:65 send_parcel: there is no operation "getKeys" in tools/parcels.openapi.yaml. Did you mean "getKey"?',
    ],
    [
      'a result that is not in the answer',
      '      listParcels: { result: parcel }\n',
      'tools/parcels.yaml:5:7 list_parcels: its answer has no "parcel" (result: parcel); it has parcels.',
    ],
    [
      'an owner of a write',
      '      sendParcel: { side_effect: write, owner: { field: customerId, identity: customerId, else: none } }\n',
      'tools/parcels.yaml:5:48 send_parcel: "owner" is for what only looks: when a write answers it is too late. Name a read as its `guard`.',
    ],
    [
      'a guard that is not there',
      '      sendParcel: { side_effect: write, guard: { tool: get_parcel } }\n',
      'tools/parcels.yaml:5:56 send_parcel: there is no tool "get_parcel".',
    ],
    [
      'a source that is not there',
      '      getParcel: {}\n      moveParcel: { side_effect: write, guard: { tool: get_parcel, with: { number: input.nummer } } }\n',
      'tools/parcels.yaml:6:84 move_parcel: "input.nummer": it has no input "nummer". Did you mean "number"?',
    ],
    [
      'a time that is too long',
      '      getParcel: { timeout: 40s }\n',
      'tools/parcels.yaml:5:29 "openapi.0.operations.getParcel.timeout": a time limit is at most 20s.',
    ],
  ])('%s', (_what, operations, expected) => {
    const [first = ''] = problems(operations)
    expect(first).toBe(expected)
  })

  test('a setting that is not there', () => {
    expect(problems('      getParcel: {}\n', { settings: new Set(['parcel_url']) })).toEqual([
      'tools/parcels.yaml:3:15 There is no setting "parcels_url" in assistant.yaml. Did you mean "parcel_url"?',
    ])
  })

  test('a name that another tool has, wherever that comes from', () => {
    const other = defineTool({
      name: 'get_parcel',
      description: 'x',
      input: z.strictObject({}),
      output: z.null(),
      needs: 'anonymous',
      sideEffect: 'none',
      run: async () => ok(null),
    })
    expect(problems('      getParcel: {}\n', { others: [other] })).toEqual([
      'tools/parcels.yaml:5:7 get_parcel: there is another tool of this name in tools.ts. Name it with `as:`.',
    ])
    expect(problems('      getParcel: {}\n      listParcels: { as: get_parcel }\n')).toEqual([
      'tools/parcels.yaml:6:7 get_parcel: there is another tool of this name in tools/parcels.yaml:5. Name it with `as:`.',
    ])
  })

  test('a document that is not there, is of another kind or leads elsewhere', () => {
    const document = (text: string) =>
      problemsOf(declaredFrom({ 'parcels.yaml': `${head}      getParcel: {}\n`, 'parcels.openapi.yaml': text }))
    expect(problemsOf(declaredFrom({ 'p.yaml': `${head}      getParcel: {}\n` }))[0]).toContain(
      'There is no file tools/parcels.openapi.yaml.',
    )
    expect(document('swagger: "2.0"')[0]).toContain('it is Swagger 2.0')
    expect(document('a: [')[0]).toContain('This is not YAML')
    const elsewhere = parcelsDocument.replaceAll('#/components/schemas/Parcel', 'https://example.com/parcel.json')
    expect(document(elsewhere)[0]).toContain('"https://example.com/parcel.json" leads out of the document')
    const circle = parcelsDocument.replace(
      '    Parcel:',
      "    Parcel: { $ref: '#/components/schemas/Parcel' }\n    Other:",
    )
    expect(document(circle)[0]).toContain('"#/components/schemas/Parcel" refers to nothing but itself')
  })

  test('a write that nobody can ask about is noticed', () => {
    expect(problemsOf(load('      sendParcel: { side_effect: write }\n'), 'warning')).toEqual([
      'tools/parcels.yaml:5:7 send_parcel: nothing tells whether it happened when its answer is lost; such a call ends `unknown`. Add `reconcile`.',
    ])
  })

  test('a write that may be sent twice without a key is noticed, unless twice is the same as once', () => {
    const twice = (operation: string) =>
      problemsOf(load(`      ${operation}: { side_effect: write, idempotent: true }\n`), 'warning').filter((text) =>
        text.includes('sent twice'),
      )
    expect(twice('sendParcel')).toHaveLength(1)
    expect(twice('moveParcel')).toEqual([])
  })

  test('a pattern that could run for minutes is noticed and left to the other side', () => {
    const slow = parcelsDocument.replace(
      '{ type: string, maxLength: 40 }',
      () => "{ type: string, pattern: '^(a+)+$' }",
    )
    const loaded = declaredFrom(
      { 'p.yaml': `${head}      moveParcel: { side_effect: write }\n`, 'parcels.openapi.yaml': slow },
      { patternProblem: (pattern) => (pattern === '^(a+)+$' ? 'could run for minutes' : undefined) },
    )
    expect(problemsOf(loaded)).toEqual([])
    expect(problemsOf(loaded, 'warning')[0]).toContain('"place": its pattern ^(a+)+$ could run for minutes')
    expect(loaded.tools[0]?.input.safeParse({ number: '1', place: 'b' }).success).toBe(true)
  })
})

describe('schemas of documents', () => {
  const schema = (place: string, values: unknown[]) => {
    const document = parcelsDocument.replace('{ type: string, maxLength: 40 }', place)
    const loaded = declaredFrom({
      'p.yaml': `${head}      moveParcel: { side_effect: write }\n`,
      'parcels.openapi.yaml': document,
    })
    expect(problemsOf(loaded)).toEqual([])
    return values.map((value) => loaded.tools[0]?.input.safeParse({ number: '1', place: value }).success)
  }

  test.each([
    [
      'nullable, as OpenAPI 3.0 says it',
      '{ type: string, nullable: true, enum: [a, b] }',
      ['a', null, 'c'],
      [true, true, false],
    ],
    [
      'exclusive limits, as OpenAPI 3.0 says them',
      '{ type: number, minimum: 1, exclusiveMinimum: true }',
      [1, 1.5],
      [false, true],
    ],
    ['alternatives', '{ oneOf: [{ type: string }, { type: integer }] }', ['a', 1, 1.5], [true, true, false]],
    [
      'parts put together',
      '{ allOf: [{ type: object, properties: { a: { type: string } }, required: [a] }, { type: object, properties: { b: { type: integer } } }] }',
      [{ a: 'x', b: 1 }, { b: 1 }, { a: 'x', b: 'y' }],
      [true, false, false],
    ],
    ['dates', '{ type: string, format: date }', ['2026-11-25', 'tomorrow'], [true, false]],
    ['lists', '{ type: array, items: { type: integer }, maxItems: 2 }', [[1], [1, 2, 3], ['a']], [true, false, false]],
    [
      'what only answers have',
      '{ type: object, required: [a, id], properties: { a: { type: string }, id: { type: string, readOnly: true } } }',
      [{ a: 'x' }],
      [true],
    ],
    [
      'one that contains itself',
      "{ $ref: '#/components/schemas/Parcel' }",
      [
        { number: '1', to: 'x', next: { number: '2', to: 'y' } },
        { number: '1', to: 'x', next: { number: 2, to: 'y' } },
      ],
      [true, false],
    ],
    ['no type at all', '{}', ['a', 1, null], [true, true, true]],
  ])('%s', (_what, place, values, expected) => {
    expect(schema(place, values)).toEqual(expected)
  })

  test('one without end is refused', () => {
    const deep = `${'{ type: array, items: '.repeat(70)}{}${' }'.repeat(70)}`
    const document = parcelsDocument.replace('{ type: string, maxLength: 40 }', deep)
    expect(
      problemsOf(
        declaredFrom({
          'p.yaml': `${head}      moveParcel: { side_effect: write }\n`,
          'parcels.openapi.yaml': document,
        }),
      )[0],
    ).toContain('nested too deeply')
  })
})
