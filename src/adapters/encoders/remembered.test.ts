import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Encoder } from '#ports/encoder.ts'
import { rememberVectors } from './remembered.ts'

let folder: string
let asked: string[]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-vectors-'))
  asked = []
})
afterEach(() => rm(folder, { recursive: true }))

/** Letters as numbers: every text another vector. */
const encoder = (identity = 'letters:1'): Encoder => ({
  identity,
  dimensions: 8,
  readsWords: false,
  canFail: false,
  encode: async (inputs) =>
    inputs.map(({ text }) => {
      asked.push(text)
      const numbers = Array.from({ length: 8 }, (_, i) => Math.sin((text.charCodeAt(i) || 7) * (i + 1)))
      const length = Math.hypot(...numbers)
      return { vector: Float32Array.from(numbers, (value) => value / length) }
    }),
  close: async () => {},
})
const file = () => join(folder, 'deep', 'vectors.bin')
const read = async (texts: string[], from = encoder(), shipped?: string) => {
  const memory = await rememberVectors(from, file(), shipped)
  const encodings = await memory.encoder.encode(texts.map((text) => ({ text })))
  await memory.save()
  return encodings.map(({ vector }) => [...vector])
}

describe('remembered vectors', () => {
  it('are asked for once, and are the same afterwards', async () => {
    const first = await read(['alpha', 'beta'])
    const again = await read(['beta', 'gamma', 'alpha'])
    expect(asked).toEqual(['alpha', 'beta', 'gamma'])
    expect([again[2], again[0]]).toEqual(first)
  })

  it('are close to what the encoder says', async () => {
    const [exact] = await encoder().encode([{ text: 'alpha' }])
    const [kept] = await read(['alpha'])
    kept?.forEach((value, i) => {
      expect(Math.abs(value - (exact?.vector[i] ?? 9))).toBeLessThan(0.01)
    })
  })

  it('of another encoder are none', async () => {
    await read(['alpha'])
    await read(['alpha'], encoder('letters:2'))
    expect(asked).toEqual(['alpha', 'alpha'])
  })

  it('that are no longer asked for are forgotten', async () => {
    await read(['alpha', 'beta'])
    await read(['beta', 'gamma'])
    await read(['alpha'])
    expect(asked).toEqual(['alpha', 'beta', 'gamma', 'alpha'])
  })

  it('may come with an assistant, and are not written again', async () => {
    await read(['alpha', 'beta'])
    const shipped = join(folder, 'shipped.bin')
    await writeFile(shipped, await readFile(file()))
    await rm(file())
    await read(['alpha', 'beta'], encoder(), shipped)
    expect(asked).toEqual(['alpha', 'beta'])
    expect(await readdir(join(folder, 'deep'))).toEqual([])
  })

  it('that cannot be read are asked for again', async () => {
    await read(['alpha'])
    const whole = await readFile(file())
    await writeFile(file(), whole.subarray(0, whole.length - 3))
    await read(['alpha'])
    await writeFile(file(), 'something else')
    await read(['alpha'])
    expect(asked).toEqual(['alpha', 'alpha', 'alpha'])
  })
})
