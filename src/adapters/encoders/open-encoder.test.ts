import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Encoder } from '#ports/encoder.ts'
import { type EmbeddingServer, startEmbeddingServer } from './endpoint/testing/embedding-server.ts'
import { writeTinyModel } from './onnx/testing/model-fixture.ts'
import { encoderSource, openEncoder } from './open-encoder.ts'
import { SharedEncoders } from './shared-encoders.ts'

let folder: string
let server: EmbeddingServer
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-encoders-'))
  await writeTinyModel(join(folder, 'models/tiny'))
  await cp(join(folder, 'models/tiny'), join(folder, 'models/copy'), { recursive: true })
  server = await startEmbeddingServer()
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await server.close()
})

describe('the encoder that assistant.yaml chooses', () => {
  const open = (choice: Parameters<typeof openEncoder>[0]) => openEncoder(choice, { folder, environment: {} })

  test('may be none', async () => {
    expect(await open('none')).toBeNull()
  })

  test.each(['embedded', 'static'] as const)(
    'is the %s one that ships, known by name before it is opened',
    async (choice) => {
      const source = await encoderSource(choice, { folder, environment: {} })
      const encoder = await open(choice)
      expect(encoder?.identity).toBe(source?.identity)
      expect((await encoder?.encode([{ text: 'my order' }]))?.[0]?.vector).toHaveLength(encoder?.dimensions ?? -1)
      await encoder?.close()
    },
  )

  test('is an ONNX model in the assistant folder, the same wherever its files lie', async () => {
    const [one, other] = [await open({ onnx: 'models/tiny' }), await open({ onnx: join(folder, 'models/copy') })]
    expect(one?.identity).toMatch(/^onnx:bert:[0-9a-f]{16}$/)
    expect(other?.identity).toBe(one?.identity)
    expect((await one?.encode([{ text: 'my order' }]))?.[0]?.vector).toHaveLength(one?.dimensions ?? -1)
    await one?.close()
    await other?.close()
  })

  test('is an endpoint', async () => {
    const encoder = await open({ endpoint: { url: server.url, model: 'words-1' } })
    expect(encoder?.identity).toBe(`endpoint:${new URL(server.url).host}/v1:words-1:all`)
    expect((await encoder?.encode([{ text: 'my order' }]))?.[0]?.vector).toHaveLength(48)
    await encoder?.close()
  })

  test('that cannot be opened says why', async () => {
    await expect(open({ onnx: 'models/nowhere' })).rejects.toMatchObject({
      code: 'encoder.unusable',
      message: expect.stringContaining('config.json is missing'),
    })
    await expect(
      open({ endpoint: { url: 'http://127.0.0.1:1/v1', model: 'm', key_from: 'A_KEY' } }),
    ).rejects.toMatchObject({
      code: 'encoder.unusable',
      message: expect.stringContaining('A_KEY'),
    })
  })
})

describe('encoders of one process', () => {
  function counting(): { opened: number; closed: number; open(): Promise<Encoder> } {
    const counts = {
      opened: 0,
      closed: 0,
      async open(): Promise<Encoder> {
        counts.opened += 1
        return {
          identity: 'counted',
          dimensions: 1,
          readsWords: false,
          canFail: true,
          encode: async (inputs) => inputs.map(() => ({ vector: new Float32Array([1]) })),
          async close() {
            counts.closed += 1
          },
        }
      },
    }
    return counts
  }

  test('are opened once and closed with the last handle', async () => {
    const [shared, source] = [new SharedEncoders(), counting()]
    const [first, second] = await Promise.all([shared.open('a', source.open), shared.open('a', source.open)])
    expect(source.opened).toBe(1)
    await first?.close()
    await first?.close()
    expect(await second?.encode([{ text: 'x' }])).toHaveLength(1)
    await expect(first?.encode([{ text: 'x' }])).rejects.toMatchObject({ code: 'encoder.unavailable' })
    expect(source.closed).toBe(0)
    await second?.close()
    expect(source.closed).toBe(1)
    await (await shared.open('a', source.open)).close()
    expect([source.opened, source.closed]).toEqual([2, 2])
  })

  test('with other names are others', async () => {
    const [shared, source] = [new SharedEncoders(), counting()]
    await Promise.all([shared.open('a', source.open), shared.open('b', source.open)])
    expect(source.opened).toBe(2)
  })

  test('that could not be opened are tried afresh', async () => {
    const [shared, source] = [new SharedEncoders(), counting()]
    const failing = () => Promise.reject(new Error('down'))
    const both = await Promise.allSettled([shared.open('a', failing), shared.open('a', source.open)])
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await shared.open('a', source.open)
    expect(source.opened).toBe(1)
  })
})
