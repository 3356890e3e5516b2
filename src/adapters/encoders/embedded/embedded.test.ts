import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { encoderContract } from '#ports/encoder.contract.ts'
import type { Encoder } from '#ports/encoder.ts'
import { openEmbeddedEncoder, openStaticEncoder, shippedArtifact } from './index.ts'

const cosine = (a: Float32Array | undefined, b: Float32Array | undefined) =>
  a?.reduce((sum, value, i) => sum + value * (b?.[i] ?? 0), 0) ?? 0

async function cosines(encoder: Encoder, text: string, others: string[]): Promise<number[]> {
  const [first, ...rest] = await encoder.encode([text, ...others].map((each) => ({ text: each })))
  return rest.map(({ vector }) => cosine(first?.vector, vector))
}

describe('the embedded transformer', () => {
  encoderContract({ open: openEmbeddedEncoder, openOther: openStaticEncoder })

  it('knows what words mean that share no letter', async () => {
    const encoder = await openEmbeddedEncoder()
    const [same, other] = await cosines(encoder, 'give me back what I paid', ['I want a refund', 'what is the weather'])
    expect(same).toBeGreaterThan((other ?? 1) + 0.2)
  })

  it('reads a word in its context', async () => {
    const encoder = await openEmbeddedEncoder()
    const word = async (text: string) => {
      const start = text.indexOf('return')
      const [encoding] = await encoder.encode([{ text, words: [{ start, end: start + 6 }] }])
      return encoding?.words?.[0]
    }
    const parcel = await word('I want to return these shoes')
    const again = await word('can I return my boots')
    const journey = await word('a return ticket to London')
    const norm = (vector: Float32Array | undefined) => Math.sqrt(cosine(vector, vector))
    const alike = (a: Float32Array | undefined, b: Float32Array | undefined) => cosine(a, b) / norm(a) / norm(b)
    expect(alike(parcel, again)).toBeGreaterThan(alike(parcel, journey))
  })
})

describe('the static table', () => {
  encoderContract({ open: openStaticEncoder, openOther: openEmbeddedEncoder })

  it('knows words that mean alike', async () => {
    const encoder = await openStaticEncoder()
    const [same, other] = await cosines(encoder, 'I want my money back', ['refund please', 'what is the weather'])
    expect(same).toBeGreaterThan((other ?? 1) + 0.1)
  })
})

describe('the shipped artifact', () => {
  it('is at most 24 MB and what its identity says', async () => {
    expect((await stat(shippedArtifact)).size).toBeLessThanOrEqual(24_000_000)
    const content = await readFile(shippedArtifact)
    const start = Math.ceil((4 + content.readUInt32LE(0)) / 64) * 64
    const hash = createHash('sha256').update(content.subarray(start)).digest('hex').slice(0, 16)
    const encoder = await openEmbeddedEncoder()
    expect(encoder.identity).toBe(`parley-encoder-1:${hash}`)
  })

  it('that is cut short or something else is refused with what to do', async () => {
    await expect(openEmbeddedEncoder(new URL('./index.ts', import.meta.url))).rejects.toMatchObject({
      code: 'encoder.unusable',
    })
    await expect(openEmbeddedEncoder('/nowhere/encoder.bin')).rejects.toMatchObject({ code: 'encoder.unusable' })
  })
})
