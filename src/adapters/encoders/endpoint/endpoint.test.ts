import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { encoderContract } from '#ports/encoder.contract.ts'
import type { Encoder } from '#ports/encoder.ts'
import type { EndpointChoice } from '#ports/encoder-choice.ts'
import { type EndpointLimits, endpointLimits, endpointSource } from './index.ts'
import { type EmbeddingServer, startEmbeddingServer } from './testing/embedding-server.ts'

let server: EmbeddingServer
let nowMs = 0
const opened: Encoder[] = []

async function open(
  choice: Partial<EndpointChoice> = {},
  limits: Partial<EndpointLimits> = {},
  clock = () => nowMs,
): Promise<Encoder> {
  const source = endpointSource({ url: server.url, model: 'words-1', ...choice }, { EMBEDDINGS_KEY: 'sk-1234567890' })
  const encoder = await source.open({
    limits: { ...endpointLimits, firstPauseMs: 1, ...limits },
    nowMs: clock,
    random: () => 0,
  })
  opened.push(encoder)
  return encoder
}
const read = async (encoder: Encoder, ...texts: string[]) => encoder.encode(texts.map((text) => ({ text })))
const sent = () => server.asked.map(({ body }) => body.input)

describe('an embeddings endpoint as an encoder', () => {
  beforeAll(async () => {
    server = await startEmbeddingServer()
  })
  afterAll(() => server.close())
  encoderContract({ open: () => open(), openOther: () => open({ model: 'words-2' }) })
})

describe('an embeddings endpoint', () => {
  beforeEach(async () => {
    server = await startEmbeddingServer()
    nowMs = 0
  })
  afterEach(async () => {
    for (const encoder of opened.splice(0)) await encoder.close()
    await server.close()
  })

  describe('is asked', () => {
    test('as OpenAI defines it, with the key from the environment', async () => {
      const encoder = await open({ dimensions: 12, key_from: 'EMBEDDINGS_KEY' })
      await read(encoder, 'hello', 'my order')
      expect(server.asked).toEqual([
        {
          path: '/v1/embeddings',
          authorization: 'Bearer sk-1234567890',
          body: { model: 'words-1', input: ['hello', 'my order'], encoding_format: 'float', dimensions: 12 },
        },
      ])
      expect(encoder.dimensions).toBe(12)
    })

    test('without a key where none is configured', async () => {
      await read(await open({ dimensions: 12 }), 'hello')
      expect(server.asked[0]?.authorization).toBeUndefined()
    })

    test('once at the start for the dimensions where they are not configured', async () => {
      const encoder = await open()
      expect([encoder.dimensions, sent().length]).toEqual([48, 1])
      expect(server.asked[0]?.body).not.toHaveProperty('dimensions')
    })

    test('never for what has no words, and once for the same text', async () => {
      const encoder = await open({ dimensions: 12 })
      await read(encoder, '', '  ', 'hello', 'hello')
      await read(encoder, 'hello', 'bye')
      expect(sent()).toEqual([['hello'], ['bye']])
    })

    test('again for a text that was forgotten, the oldest first', async () => {
      const encoder = await open({ dimensions: 10 }, { cacheBytes: 80 })
      await read(encoder, 'one', 'two')
      await read(encoder, 'one')
      await read(encoder, 'three')
      await read(encoder, 'one')
      await read(encoder, 'two')
      expect(sent()).toEqual([['one', 'two'], ['three'], ['two']])
    })

    test('for many texts in several requests, and the order is kept', async () => {
      const encoder = await open({ dimensions: 12 }, { textsPerRequest: 3 })
      const texts = Array.from({ length: 20 }, (_, index) => `order ${index}`)
      const together = await read(encoder, ...texts)
      expect(
        sent()
          .map(({ length }) => length)
          .sort(),
      ).toEqual([2, 3, 3, 3, 3, 3, 3])
      const other = await open({ dimensions: 12 })
      for (const index of [0, 7, 19]) expect(together[index]).toEqual((await read(other, texts[index] ?? ''))[0])
    })

    test('for a shorter text where it refuses a long one', async () => {
      server.longestText = 1200
      const encoder = await open({ dimensions: 12 })
      const [long, short] = await read(encoder, 'order '.repeat(700), 'hello')
      expect([long?.vector.length, short?.vector.length]).toEqual([12, 12])
      expect(Math.min(...sent().map(([text]) => text?.length ?? 0))).toBeGreaterThan(4)
    })
  })

  describe('is tried again', () => {
    test.each([
      ['429 with Retry-After', { kind: 'status', status: 429, headers: { 'retry-after': '0' } }],
      ['429 without', { kind: 'status', status: 429 }],
      ['500', { kind: 'status', status: 500, body: 'oops' }],
      ['503', { kind: 'status', status: 503 }],
      ['half an answer', { kind: 'truncated' }],
      ['a connection that ends', { kind: 'hang-up' }],
      [
        'a vector too few',
        { kind: 'changed', change: (answer: { data: unknown[] }) => ({ data: answer.data.slice(1) }) },
      ],
    ] as const)('after %s', async (_, fault) => {
      const encoder = await open({ dimensions: 12 })
      server.faults.push(fault)
      expect(await read(encoder, 'hello', 'bye')).toHaveLength(2)
      expect(sent()).toHaveLength(2)
    })

    test('but not when that would be too late for a turn', async () => {
      const encoder = await open({ dimensions: 12 })
      server.faults.push({ kind: 'status', status: 429, headers: { 'retry-after': '60' } })
      await expect(read(encoder, 'hello')).rejects.toMatchObject({
        code: 'encoder.unavailable',
        details: { problem: 'HTTP 429' },
      })
      expect(sent()).toHaveLength(1)
    })

    test('for training, which can wait longer, as the date in Retry-After says', async () => {
      const encoder = await open({ dimensions: 12 }, { turnTexts: 1, turnBudgetMs: 0 })
      const date = 'Sat, 21 Nov 2026 10:00:00 GMT'
      server.faults.push({ kind: 'status', status: 503, headers: { date, 'retry-after': date } })
      expect(await read(encoder, 'hello', 'bye')).toHaveLength(2)
    })

    test.each([
      [
        'a spent quota',
        { kind: 'status', status: 429, body: '{"error":{"code":"insufficient_quota"}}' },
        'HTTP 429 (insufficient_quota)',
      ],
      [
        'a wrong key',
        { kind: 'status', status: 401, body: '{"error":{"code":"invalid_api_key"}}' },
        'HTTP 401 (invalid_api_key)',
      ],
      ['an unknown model', { kind: 'status', status: 404 }, 'HTTP 404'],
      [
        'a redirect',
        { kind: 'status', status: 307, headers: { location: 'http://169.254.169.254/' } },
        'HTTP 307: redirects are not followed',
      ],
      [
        'a wrong dimension',
        { kind: 'changed', change: () => ({ data: [{ index: 0, embedding: [1, 2, 3] }] }) },
        'its vectors have 3 dimensions, not 12',
      ],
    ] as const)('never after %s', async (_, fault, problem) => {
      const encoder = await open({ dimensions: 12 })
      server.faults.push(fault)
      await expect(read(encoder, 'hello')).rejects.toMatchObject({ code: 'encoder.unavailable', details: { problem } })
      expect(sent()).toHaveLength(1)
    })
  })

  describe('that does not do as it should', () => {
    test('and is silent is given up in time', async () => {
      const encoder = await open({ dimensions: 12 }, { turnBudgetMs: 50 }, () => performance.now())
      server.faults.push({ kind: 'silence' })
      const problem = 'it did not answer in time'
      await expect(read(encoder, 'hello')).rejects.toMatchObject({ code: 'encoder.unavailable', details: { problem } })
    })

    test('and answers without end is cut off', async () => {
      const encoder = await open({ dimensions: 12 }, { answerBytes: 1000 })
      server.faults.push({ kind: 'status', status: 200, body: ' '.repeat(100_000) })
      await expect(read(encoder, 'hello')).rejects.toMatchObject({
        details: { problem: 'its answer has more than 1000 bytes' },
      })
    })

    test.each([
      ['NaN', [{ index: 0, embedding: [Number.NaN] }]],
      ['the same index twice', [0, 0].map((index) => ({ index, embedding: new Array(12).fill(1) }))],
      ['an index far away', [0, 900_000_000].map((index) => ({ index, embedding: new Array(12).fill(1) }))],
      ['text', [{ index: 0, embedding: 'AAAA' }]],
    ])('and gives %s is not believed', async (_, data) => {
      const encoder = await open({ dimensions: 12 }, { turnBudgetMs: 0 })
      server.faults.push({ kind: 'changed', change: () => ({ data }) })
      await expect(read(encoder, 'hello', 'bye')).rejects.toMatchObject({ code: 'encoder.unavailable' })
    })

    test('three times in a row is left alone for ten seconds, then tried again', async () => {
      const encoder = await open({ dimensions: 12 })
      for (const text of ['one', 'two', 'three']) {
        server.faults.push({ kind: 'status', status: 404 })
        await expect(read(encoder, text)).rejects.toMatchObject({ details: { problem: 'HTTP 404' } })
      }
      await expect(read(encoder, 'four')).rejects.toMatchObject({
        details: { problem: 'it failed 3 times in a row and is left alone for 10 s' },
      })
      expect(sent()).toHaveLength(3)
      nowMs = 10_000
      server.faults.push({ kind: 'status', status: 404 })
      await expect(read(encoder, 'five')).rejects.toMatchObject({ details: { problem: 'HTTP 404' } })
      await expect(read(encoder, 'six')).rejects.toMatchObject({ code: 'encoder.unavailable' })
      expect(sent()).toHaveLength(4)
      nowMs = 20_000
      expect(await read(encoder, 'seven')).toHaveLength(1)
      expect(await read(encoder, 'eight')).toHaveLength(1)
    })

    test('still has the vectors of texts that it read before', async () => {
      const encoder = await open({ dimensions: 12 })
      const before = await read(encoder, 'hello')
      await server.close()
      for (const text of ['one', 'two', 'three'])
        await expect(read(encoder, text)).rejects.toMatchObject({ retryable: true })
      expect(await read(encoder, 'hello')).toEqual(before)
      server = await startEmbeddingServer()
    })

    test('says nothing of the key or the customer in its error', async () => {
      const encoder = await open({ dimensions: 12, key_from: 'EMBEDDINGS_KEY' })
      const quoting = { error: { message: 'no: "my name is Ann" with sk-1234567890', code: 'my name is Ann' } }
      server.faults.push({ kind: 'status', status: 403, body: JSON.stringify(quoting) })
      const error = await read(encoder, 'my name is Ann').catch((caught: Error) => caught)
      expect(`${error} ${JSON.stringify(error)}`).not.toMatch(/Ann|sk-/)
    })
  })

  describe('is refused as an encoder', () => {
    test.each([
      ['http to a public host', { url: 'http://api.example.com/v1' }, /must begin with https/],
      ['http to a public address', { url: 'http://93.184.216.34/v1' }, /must begin with https/],
      ['the metadata address', { url: 'https://169.254.169.254/v1' }, /no place for an endpoint/],
      ['a password in the url', { url: 'https://me:secret@api.example.com/v1' }, /password/],
      ['a query in the url', { url: 'https://api.example.com/v1?key=1' }, /\?/],
      ['a key that is not there', { key_from: 'OTHER_KEY' }, /OTHER_KEY .* is not set/],
    ])('%s', async (_, choice, message) => {
      await expect(open(choice)).rejects.toMatchObject({
        code: 'encoder.unusable',
        message: expect.stringMatching(message),
      })
    })

    test.each([
      'http://localhost:11434/v1',
      'http://127.0.0.1/v1',
      'http://[::1]:8080/v1/',
      'http://192.168.1.7/v1',
      'http://embeddings:80/v1',
      'http://gpu.internal/v1',
      'https://api.openai.com/v1',
    ])('but %s is not', (url) => {
      expect(endpointSource({ url, model: 'm' }, {}).identity).toContain('endpoint:')
    })
  })
})
