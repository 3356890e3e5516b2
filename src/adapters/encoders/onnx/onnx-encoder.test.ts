import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Encoder } from '#ports/encoder.ts'
import { readModelFolder } from './index.ts'
import { mostCallers } from './limits.ts'
import { type ModelThread, startModelThread } from './model-thread.ts'
import { OnnxEncoder, openOnnxEncoder } from './onnx-encoder.ts'
import { writeTinyModel } from './testing/model-fixture.ts'
import type { ModelFiles } from './wire.ts'

let root: string
let files: ModelFiles
let first: ModelThread
let encoder: Encoder
const threads: ModelThread[] = []
const start = async () => {
  const thread = await startModelThread(files)
  threads.push(thread)
  return thread
}
const read = (...texts: string[]) => encoder.encode(texts.map((text) => ({ text })))

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'parley-onnx-'))
  await writeTinyModel(join(root, 'plain'))
  files = (await readModelFolder(join(root, 'plain'))).files
})
beforeEach(async () => {
  first = await start()
  encoder = new OnnxEncoder('tiny', first, start, () => performance.now())
})
afterEach(async () => {
  await encoder.close()
  for (const thread of threads.splice(0)) await thread.end()
})
afterAll(() => rm(root, { recursive: true, force: true }))

describe('an ONNX model in its thread', () => {
  test('reads a message while a training set of thousands is under way', async () => {
    const training = read(...Array.from({ length: 1000 }, (_, index) => `order ${index}`))
    const done: string[] = []
    const all = Promise.all([
      training.then(() => done.push('training')),
      read('where is my order').then(() => done.push('message')),
    ])
    await all
    expect(done).toEqual(['message', 'training'])
  })

  test('that has ended tells those who wait, and is started again for the next', async () => {
    const before = await read('my order')
    const waiting = Array.from({ length: 3 }, () => read('my order', 'my parcel').catch((error: Error) => error))
    await first.end()
    expect((await Promise.all(waiting))[0]).toMatchObject({
      code: 'encoder.unavailable',
      details: { problem: 'it was closed' },
    })
    expect(await read('my order')).toEqual(before)
    expect(threads.length).toBeGreaterThan(1)
  })

  test('that cannot be started again is left alone after three tries', async () => {
    const broken = new OnnxEncoder(
      'tiny',
      first,
      () => Promise.reject(new Error('the file is gone')),
      () => 0,
    )
    await first.end()
    const problems: unknown[] = []
    for (let round = 0; round < 4; round++)
      problems.push(await broken.encode([{ text: 'x' }]).catch((error: { details: object }) => error.details))
    expect(problems).toMatchObject([
      { problem: 'the file is gone' },
      { problem: 'the file is gone' },
      { problem: 'the file is gone' },
      { problem: 'it failed 3 times in a row and is left alone for 10 s' },
    ])
  })

  test('takes no more callers than can be served while a customer waits', async () => {
    const callers = Array.from({ length: mostCallers + 8 }, () => read('where is my order'))
    const settled = await Promise.allSettled(callers)
    const refused = settled.filter(({ status }) => status === 'rejected')
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.length).toBeLessThanOrEqual(8)
    expect(refused[0]).toMatchObject({ reason: { code: 'encoder.unavailable' } })
    // Being busy is no failure: the breaker stays closed.
    expect(await read('my order')).toHaveLength(1)
  })

  test('fails for a text that the model cannot read, and reads the next one', async () => {
    await writeTinyModel(join(root, 'smaller'), { unknownPieces: 1 })
    encoder = await openOnnxEncoder(await readModelFolder(join(root, 'smaller')), () => performance.now())
    await expect(read('how do i get it')).rejects.toMatchObject({ code: 'encoder.unavailable' })
    expect(await read('how do i')).toHaveLength(1)
  })
})
