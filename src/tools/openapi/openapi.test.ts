import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { anonymous } from '#domain/customer.ts'
import { customer, declaredFrom, problemsOf, runner } from '../testing/harness.fixture.ts'
import { type Parcels, parcelsDocument, startParcels } from '../testing/parcels.fixture.ts'
import { readDocument } from './document.ts'
import { excerptOf } from './excerpt.ts'
import { skeletonOf } from './skeleton.ts'

const token = 'tok-very-secret-1234'
let parcels: Parcels

beforeEach(async () => {
  parcels = await startParcels()
})
afterEach(() => parcels.close())

const head = `openapi:
  - document: parcels.openapi.yaml
    base_url: '{parcels_url}'
    auth: { header: authorization, value: 'Bearer {parcels_token}' }
    headers: { x-sandbox: '{sandbox?}' }
    operations:
`
const getParcel = `      getParcel: { needs: anonymous, refusals: { 404: parcel_not_found } }
`
const sendParcel = `      sendParcel:
        side_effect: write
        idempotency_header: Idempotency-Key
        timeout: 300ms
        refusals: { 409.unreachable: unreachable, 201.odd: odd, 200.too_far: too_far }
        reconcile: { operation: getKey, with: { key: key }, happened: happened, result: parcel }
`
const load = (operations: string) =>
  declaredFrom({ 'parcels.yaml': head + operations, 'parcels.openapi.yaml': parcelsDocument })
const settings = () => ({ parcels_url: parcels.url, parcels_token: token })
const open = (operations: string, more = {}, identity = customer) => {
  const loaded = load(operations)
  expect(problemsOf(loaded)).toEqual([])
  return runner(loaded.tools, { ...settings(), ...more }, identity)
}

describe('an operation that is declared is a tool', () => {
  test('with the document telling what it takes and gives, and the declaration what it means', () => {
    const { tools } = load(getParcel + sendParcel)
    expect(
      tools.map(({ name, facts, timeoutMs, idempotent, source }) => ({ name, facts, timeoutMs, idempotent, source })),
    ).toMatchObject([
      {
        name: 'get_parcel',
        facts: {
          effect: 'read',
          needs: 'anonymous',
          confirm: false,
          inputs: ['number', 'part'],
          requiredInputs: ['number'],
          refusals: ['parcel_not_found'],
          outputSchema: { $ref: '#/$defs/d1', $defs: { d1: { properties: { to: { type: 'string' } } } } },
        },
        timeoutMs: 5_000,
        source: { kind: 'openapi', place: 'tools/parcels.yaml:7' },
      },
      {
        name: 'send_parcel',
        facts: {
          effect: 'write',
          needs: 'verified',
          confirm: true,
          inputs: ['to', 'weight', 'reference', 'sender'],
          requiredInputs: ['to'],
        },
        timeoutMs: 300,
        idempotent: true,
      },
    ])
  })

  test('and no other operation is', () => {
    expect(load(getParcel).tools.map(({ name }) => name)).toEqual(['get_parcel'])
  })

  test('what it says of itself is one plain sentence', () => {
    expect(load(getParcel).tools[0]?.description).toBe('A parcel by its number')
  })

  test('path, query, header and body inputs go where the document says, with the declared headers', async () => {
    const { run } = open(
      `      getParcel: { inputs: { X-Language: { as: language } } }\n      moveParcel: { side_effect: write }\n`,
      { sandbox: 's1' },
    )
    await run('get_parcel', { number: 'P 1/ü', part: ['a', 'b&c'], language: 'de' })
    expect(parcels.seen[0]).toMatchObject({
      method: 'GET',
      url: '/v1/parcels/P%201%2F%C3%BC?part=a&part=b%26c',
      headers: { authorization: `Bearer ${token}`, 'x-sandbox': 's1', 'x-language': 'de' },
      body: null,
    })
    await run('move_parcel', { number: 'P1', place: 'porch' })
    expect(parcels.seen[1]).toMatchObject({ method: 'PUT', url: '/v1/parcels/P1', body: { place: 'porch' } })
  })

  test('a header whose setting is not there is not sent', async () => {
    await open(getParcel).run('get_parcel', { number: 'P1' })
    expect(parcels.seen[0]?.headers).not.toHaveProperty('x-sandbox')
  })

  test('only what the document names comes through, however much the other side says', async () => {
    const { run } = open(sendParcel)
    expect(await run('send_parcel', { to: 'me' })).toEqual({
      kind: 'ok',
      value: { number: 'P1', to: 'me', customerId: 'C-1', place: null, history: [{ at: 'depot', cost: 3 }] },
    })
  })

  test('a part of the answer can be the result', async () => {
    const { run } = open(
      `${sendParcel}      listParcels: { result: parcels, inputs: { customer: { from: identity.customerId } } }\n`,
    )
    await run('send_parcel', { to: 'me' })
    expect(await run('list_parcels')).toMatchObject({ kind: 'ok', value: [{ number: 'P1' }] })
    expect(parcels.seen.at(-1)?.url).toBe('/v1/parcels?customer=C-1')
  })

  test('inputs are held to the document before anything is sent', async () => {
    const { run } = open(sendParcel)
    for (const input of [{ to: '' }, { to: 'me', weight: 0 }, { to: 'me', wieght: 1 }, {}])
      expect(await run('send_parcel', input, JSON.stringify(input))).toEqual({
        kind: 'failed',
        reason: 'bad-arguments',
      })
    expect(parcels.seen).toEqual([])
  })
})

describe('parts of an input', () => {
  const inner = (inputs: string) =>
    `      sendParcel: { side_effect: write, idempotency_argument: sender.customer.meta.trace, inputs: ${inputs} }\n`

  test('can be named, and bound to who is verified and to the key; the rest is given by flows', async () => {
    const yaml = inner('{ sender.customer.id: { from: identity.customerId }, sender.customer.meta.note: { as: note } }')
    expect(load(yaml).tools[0]?.facts.inputs).toEqual(['to', 'weight', 'reference', 'note'])
    await open(yaml).run('send_parcel', { to: 'me', note: 'hi' })
    expect(parcels.seen[0]?.body).toEqual({
      to: 'me',
      sender: { customer: { id: 'C-1', meta: { note: 'hi', trace: 'cv_1:1.2.0:send_parcel' } } },
    })
  })

  test('that are bound are not for flows to give, even within what they give', async () => {
    const yaml = inner('{ sender.customer.id: { from: identity.customerId } }')
    await open(yaml).run('send_parcel', { to: 'me', sender: { customer: { id: 'C-2', meta: { note: 'x' } } } })
    expect(parcels.seen[0]?.body).toMatchObject({ sender: { customer: { id: 'C-1', meta: { note: 'x' } } } })
    const unknown = { ...customer, attributes: {} }
    const outcome = await open(yaml, {}, unknown).run('send_parcel', { to: 'me', sender: { customer: { id: 'C-2' } } })
    expect([outcome, parcels.seen.length]).toEqual([{ kind: 'failed', reason: 'unavailable' }, 1])
  })

  test('that are not there are told', () => {
    expect(problemsOf(load(inner('{ sender.customer.nr: { as: nr } }')))[0]).toContain(
      'there is no "nr" where "sender.customer.nr" leads',
    )
  })
})

describe('who may see what', () => {
  const own = `      getParcel: { refusals: { 404: parcel_not_found }, owner: { field: customerId, identity: customerId, else: parcel_not_found } }
`
  test('what is not known of the customer is not asked for', async () => {
    const bound = `      listParcels: { needs: anonymous, inputs: { customer: { from: identity.customerId } } }\n`
    const { run } = open(bound, {}, anonymous)
    expect(await run('list_parcels')).toEqual({ kind: 'failed', reason: 'unavailable' })
    expect(parcels.seen).toEqual([])
  })

  test("somebody else's looks exactly like one that does not exist", async () => {
    await open(sendParcel).run('send_parcel', { to: 'me' })
    const other = { ...customer, attributes: { customerId: 'C-2' } }
    expect(await open(own).run('get_parcel', { number: 'P1' })).toMatchObject({ kind: 'ok' })
    expect(await open(own, {}, other).run('get_parcel', { number: 'P1' })).toEqual({
      kind: 'refused',
      code: 'parcel_not_found',
      message: 'parcel_not_found',
    })
  })

  test('a guard must go well before a write, and what it refuses is refused', async () => {
    const guarded = `${own}      moveParcel: { side_effect: write, guard: { tool: get_parcel, with: { number: input.number } } }\n`
    await open(sendParcel).run('send_parcel', { to: 'me' })
    const other = { ...customer, attributes: { customerId: 'C-2' } }
    const stranger = open(guarded, {}, other)
    expect(await stranger.run('move_parcel', { number: 'P1', place: 'shed' })).toMatchObject({ kind: 'refused' })
    expect(parcels.seen.filter(({ method }) => method === 'PUT')).toEqual([])
    expect(load(guarded).tools.find(({ name }) => name === 'move_parcel')?.facts.refusals).toEqual(['parcel_not_found'])
    expect(await open(guarded).run('move_parcel', { number: 'P1', place: 'shed' })).toMatchObject({
      value: { place: 'shed' },
    })
  })

  test.each(['.', '..', ''])('a path cannot be left through %j', async (number) => {
    expect(await open(getParcel).run('get_parcel', { number })).toEqual({ kind: 'failed', reason: 'unavailable' })
    expect(parcels.seen).toEqual([])
  })
})

describe('how a call can end', () => {
  test('the other side says no: by its status, its code or a code in a success', async () => {
    const { run } = open(getParcel + sendParcel)
    expect(await run('get_parcel', { number: 'P9' })).toEqual({
      kind: 'refused',
      code: 'parcel_not_found',
      message: 'no such parcel',
    })
    expect(await run('send_parcel', { to: 'nowhere' })).toEqual({
      kind: 'refused',
      code: 'unreachable',
      message: 'we do not go there',
    })
    expect(await run('send_parcel', { to: 'moon' }, '2')).toMatchObject({ kind: 'refused', code: 'too_far' })
  })

  test('a list of refusals takes its codes as they are', async () => {
    const { run } = open(sendParcel.replace(/refusals: .*/, 'refusals: [unreachable]'))
    expect(await run('send_parcel', { to: 'nowhere' })).toMatchObject({ kind: 'refused', code: 'unreachable' })
  })

  test('a no that is not declared is no answer a flow could act on', async () => {
    const { run } = open(`      getParcel: {}\n`)
    expect(await run('get_parcel', { number: 'P9' })).toEqual({ kind: 'failed', reason: 'bad-response' })
  })

  test.each([
    ['odd', 'bad-response'],
    ['text', 'bad-response'],
    ['huge', 'bad-response'],
    ['broken', 'unavailable'],
    ['redirect', 'unavailable'],
    ['cut', 'unavailable'],
  ] as const)('a read whose answer is %s fails with %s', async (what, reason) => {
    await open(sendParcel).run('send_parcel', { to: 'me' })
    parcels.misbehave(what)
    expect(await open(getParcel).run('get_parcel', { number: 'P1' })).toEqual({ kind: 'failed', reason })
  })

  test('a read that takes too long is left', async () => {
    parcels.misbehave('slow-undone')
    const { run } = open(`      getParcel: { timeout: 100ms }\n`)
    expect(await run('get_parcel', { number: 'P1' })).toEqual({ kind: 'failed', reason: 'timeout' })
  })

  test('nothing listens: a write surely did nothing', async () => {
    const gone = await startParcels()
    await gone.close()
    const { run } = open(sendParcel, { parcels_url: gone.url })
    expect(await run('send_parcel', { to: 'me' })).toEqual({ kind: 'failed', reason: 'unavailable' })
  })
})

describe('statuses that nobody declared', () => {
  test.each([
    [400, 'bad-response', 1],
    [401, 'unavailable', 1],
    [404, 'bad-response', 1],
    [422, 'bad-response', 1],
    [429, 'unavailable', 1],
    // Perhaps it was done: it is asked, was not, and is sent once more with the same key.
    [409, 'bad-response', 2],
    [500, 'unavailable', 2],
    [503, 'unavailable', 2],
  ])('%i: a write fails with %s after %i tries', async (status, reason, tries) => {
    parcels.misbehave(status)
    expect(await open(sendParcel).run('send_parcel', { to: 'me' })).toEqual({ kind: 'failed', reason })
    expect(parcels.seen.filter(({ method }) => method === 'POST')).toHaveLength(tries)
  })
})

test('a key in the address is where the document wants it, and nobody else sees it', async () => {
  const inQuery = (head + sendParcel).replace(
    "header: authorization, value: 'Bearer {parcels_token}'",
    "query: api_key, value: '{parcels_token}'",
  )
  const { tools } = declaredFrom({ 'p.yaml': inQuery, 'parcels.openapi.yaml': parcelsDocument })
  const { run } = runner(tools, settings())
  expect(await run('send_parcel', { to: `say api_key=${token}` })).toMatchObject({
    value: { to: 'say api_key=[hidden]' },
  })
  expect(parcels.seen[0]?.url).toBe(`/v1/parcels?api_key=${token}`)
})

describe('a write', () => {
  test('sends the key of the call, and the same call is not sent twice', async () => {
    const { run } = open(sendParcel)
    await run('send_parcel', { to: 'me' })
    await run('send_parcel', { to: 'me' })
    expect(parcels.seen.map(({ headers }) => headers['idempotency-key'])).toEqual(['cv_1:1.2.0:send_parcel'])
  })

  test('that succeeds after its time limit is found by asking', async () => {
    parcels.misbehave('slow')
    expect(await open(sendParcel).run('send_parcel', { to: 'me' })).toMatchObject({
      kind: 'ok',
      value: { number: 'P1' },
    })
    expect(parcels.sent.size).toBe(1)
  })

  test('that nobody can ask about ends unknown, and is not sent again', async () => {
    parcels.misbehave('slow')
    const blind = sendParcel.replace(/ +idempotency_header.*\n/, '').replace(/ +reconcile.*\n/, '')
    expect(await open(blind).run('send_parcel', { to: 'me' })).toEqual({ kind: 'unknown' })
    expect(parcels.seen).toHaveLength(1)
  })

  test.each(['odd', 'cut', 'huge'] as const)('whose answer is %s is settled by asking', async (what) => {
    parcels.misbehave(what)
    const outcome = await open(sendParcel).run('send_parcel', { to: 'me' })
    // Cut before the work was done: nobody knows whether it still comes.
    expect(outcome).toMatchObject(
      what === 'odd' ? { kind: 'ok', value: { number: 'P1' } } : { kind: expect.stringMatching(/unknown|failed/) },
    )
    expect(parcels.sent.size).toBe(what === 'odd' ? 1 : 0)
  })

  test('interrupted by a crash after it happened gives what it made, once', async () => {
    const before = open(sendParcel)
    await before.run('send_parcel', { to: 'me' })
    const after = open(sendParcel)
    expect(await after.crashedAfterStart('send_parcel', { to: 'me' })).toMatchObject({
      kind: 'ok',
      value: { number: 'P1' },
    })
    expect(parcels.seen.filter(({ method }) => method === 'POST')).toHaveLength(1)
  })

  test('interrupted by a crash before it happened is made now', async () => {
    expect(await open(sendParcel).crashedAfterStart('send_parcel', { to: 'me' })).toMatchObject({ kind: 'ok' })
    expect(parcels.sent.size).toBe(1)
  })

  test('can be looked for in a list by the key it carried', async () => {
    const listed = `      sendParcel:
        side_effect: write
        idempotency_argument: reference
        timeout: 300ms
        reconcile:
          operation: listParcels
          with: { customer: identity.customerId }
          find: { in: parcels, where: { reference: key } }
`
    const seen = open(listed)
    parcels.misbehave('slow')
    expect(await seen.run('send_parcel', { to: 'me' })).toMatchObject({ kind: 'ok', value: { number: 'P1' } })
    expect(parcels.seen[0]?.body).toEqual({ to: 'me', reference: 'cv_1:1.2.0:send_parcel' })
  })

  test('names the call that takes it back, with how things were', async () => {
    const undo = `${getParcel.replace('needs: anonymous, ', '')}      moveParcel:
        side_effect: write
        before: { tool: get_parcel, with: { number: input.number } }
        compensate: { tool: move_parcel, with: { number: input.number, place: before.place } }
`
    const { tools } = load(undo)
    const move = tools.find(({ name }) => name === 'move_parcel')
    expect(move?.compensate?.({ number: 'P1', place: 'shed' }, {}, { place: 'porch' })).toEqual({
      tool: 'move_parcel',
      input: { number: 'P1', place: 'porch' },
    })
    expect(move?.compensate?.({ number: 'P1', place: 'shed' }, {}, { place: null })).toBeNull()
  })
})

describe('secrets', () => {
  test('are in nothing that is kept, even where the other side repeats them', async () => {
    parcels.misbehave('echo')
    const echoing = sendParcel.replace(/refusals: .*/, 'refusals: [odd_token]')
    const first = open(echoing)
    const outcome = await first.run('send_parcel', { to: 'me' })
    expect(outcome).toEqual({ kind: 'refused', code: 'odd_token', message: 'bad: [hidden]' })
    parcels.misbehave(null)
    const second = await first.run('send_parcel', { to: `my token is ${token}` }, '2')
    expect(
      JSON.stringify([
        outcome,
        second,
        [...first.entries.values()].map((entry) => 'outcome' in entry && entry.outcome),
      ]),
    ).not.toContain(token)
  })
})

describe('an excerpt of a document', () => {
  test('has the operations that are wanted and what they refer to, and makes the same tools', () => {
    const whole = readDocument('parcels.openapi.yaml', parcelsDocument)
    const excerpt = excerptOf(whole, new Set(['getParcel']))
    expect(Object.keys(excerpt.paths ?? {})).toEqual(['/parcels/{number}'])
    expect(Object.keys((excerpt.components as { schemas: object }).schemas)).toEqual(['Parcel'])
    const again = declaredFrom({ 'p.yaml': head + getParcel, 'parcels.openapi.yaml': JSON.stringify(excerpt) })
    expect(problemsOf(again)).toEqual([])
    expect(again.tools[0]?.facts).toEqual(load(getParcel).tools[0]?.facts)
  })
})

test('documents as they are found in the world: names with blanks, answers of many media, defaults alone, parts put together', async () => {
  const found = `openapi: "3.0.0"
servers: [{ url: 'https://pets.example/v2' }]
paths:
  /pets/{id}:
    get:
      operationId: find pet by id
      parameters: [{ name: id, in: path, required: true, schema: { type: integer, format: int64 } }]
      responses:
        '200': { content: { application/xml: { schema: {} }, application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
        default: {}
    delete:
      operationId: delete-pet
      parameters: [{ name: api_key, in: header, schema: { type: string } }, { name: id, in: path, required: true, schema: { type: integer } }]
      responses: { '204': {}, default: {} }
  /inventory:
    get: { responses: { '200': { content: { application/json: { schema: { type: object, additionalProperties: { type: integer } } } } } } }
  /order:
    post:
      operationId: placeOrder
      requestBody: { content: { application/x-www-form-urlencoded: { schema: {} }, application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
      responses: { default: {} }
components:
  securitySchemes: { api_key: { type: apiKey, name: api_key, in: header } }
  schemas:
    Pet: { allOf: [{ $ref: '#/components/schemas/NewPet' }, { type: object, required: [id], properties: { id: { type: integer, readOnly: true } } }] }
    NewPet: { type: object, required: [name], properties: { name: { type: string }, tag: { type: string } } }
`
  const document = readDocument('pets.openapi.yaml', found)
  const { declaration, settings } = skeletonOf(document, 'pets', new Set(document.operations.keys()), 'as-comments')
  const loaded = declaredFrom({ 'pets.yaml': declaration, 'pets.openapi.yaml': found })
  expect(problemsOf(loaded)).toEqual([])
  expect(settings).toContain("pets_url: { env: PETS_URL, default: 'https://pets.example/v2' }")
  const facts = Object.fromEntries(loaded.tools.map((tool) => [tool.name, tool.facts]))
  expect(facts.find_pet_by_id?.outputSchema).toMatchObject({
    $defs: { d1: { properties: { id: { type: 'integer' }, name: {}, tag: {} }, required: ['name', 'id'] } },
  })
  expect([facts.delete_pet?.inputs, facts.place_order?.inputs]).toEqual([['id'], ['name', 'tag']])
  expect(facts.get_inventory?.outputSchema).toMatchObject({ additionalProperties: { type: 'integer' } })
})

test('names of a document that would be lines of YAML stay names: nothing it says becomes a server that is started', () => {
  const evil = `x'\nmcp: [{ name: evil, command: sh }]\n'`
  const response = { '200': { content: { 'application/json': { schema: {} } } } }
  const odd = { name: evil, in: 'query', required: true, schema: { type: 'string' } }
  const document = readDocument(
    'evil.openapi.json',
    JSON.stringify({
      openapi: '3.1.0',
      paths: {
        '/a': { get: { operationId: evil, summary: evil, parameters: [odd], responses: response } },
        [`/b\nmcp: []\n`]: {
          post: { parameters: [{ ...odd, in: 'header', name: `idempotency\nmcp: []` }], responses: {} },
        },
        '/c': { get: { operationId: 'c', parameters: [{ ...odd, style: 'deepObject' }], responses: response } },
      },
      components: { securitySchemes: { key: { type: 'apiKey', in: 'query', name: evil } } },
    }),
  )
  for (const wanted of [new Set(document.operations.keys()), new Set<string>()]) {
    const { declaration } = skeletonOf(document, 'evil', wanted, 'as-comments')
    expect(Object.keys(parse(declaration) as object)).toEqual(['openapi'])
    expect(declaration).not.toMatch(/^mcp/m)
  }
})
