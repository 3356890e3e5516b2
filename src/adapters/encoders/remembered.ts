import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Encoder, EncoderInput, Encoding } from '#ports/encoder.ts'

/** Bytes of a text's hash: two of a million texts collide once in 10^14 files. */
const keyBytes = 12

export interface VectorMemory {
  /** Reads like `encoder`, and remembers. Words are read anew each time they are asked for; layers are not given. */
  encoder: Encoder
  /** Writes the file again where there is something new, with only what was asked for since it was opened. */
  save(): Promise<void>
}

/**
 * Remembers vectors in files between trainings, so that a changed example costs a millisecond instead of the whole set seconds. `ours` is
 * read and written; `shipped` is only read: an assistant folder may carry the vectors of its examples. Files of another encoder, and
 * broken ones, count as empty: they are only a memory.
 *
 * Remembered vectors are rounded to 8 bits on a scale that is a power of two, and those that were just read are rounded in the same way:
 * what is trained does not depend on what was remembered.
 */
export async function rememberVectors(encoder: Encoder, ours: string, shipped?: string): Promise<VectorMemory> {
  const size = keyBytes + 1 + encoder.dimensions
  const head = Buffer.from(`parley vectors 1 ${encoder.identity}\n`)
  const known = new Map<string, Uint8Array>()
  for (const file of shipped === undefined ? [ours] : [shipped, ours]) {
    const content = await readFile(file).catch(() => null)
    if (content === null || !content.subarray(0, head.length).equals(head)) continue
    for (let at = head.length; at + size <= content.length; at += size) {
      known.set(content.toString('latin1', at, at + keyBytes), content.subarray(at + keyBytes, at + size))
    }
  }
  const used = new Map<string, Uint8Array>()
  let isChanged = false

  const encode = async (inputs: readonly EncoderInput[], signal?: AbortSignal): Promise<Encoding[]> => {
    if (inputs.some(({ words }) => words !== undefined)) return encoder.encode(inputs, signal)
    const keys = inputs.map(({ text }) => keyOf(text))
    const missing = inputs.flatMap((input, index) => (known.has(keys[index] as string) ? [] : [{ input, index }]))
    if (missing.length > 0) {
      const read = await encoder.encode(
        missing.map(({ input: { text } }) => ({ text })),
        signal,
      )
      missing.forEach(({ index }, position) => {
        known.set(keys[index] as string, packed((read[position] as Encoding).vector))
      })
      isChanged = true
    }
    return keys.map((key) => {
      const bytes = known.get(key) as Uint8Array
      used.set(key, bytes)
      return { vector: unpacked(bytes) }
    })
  }
  return {
    encoder: {
      identity: encoder.identity,
      dimensions: encoder.dimensions,
      readsWords: encoder.readsWords,
      canFail: encoder.canFail,
      encode,
      close: () => encoder.close(),
    },
    async save() {
      if (!isChanged) return
      const entries = [...used].flatMap(([key, bytes]) => [Buffer.from(key, 'latin1'), bytes])
      await mkdir(dirname(ours), { recursive: true })
      // Written beside and renamed: another process never reads half of it.
      const unfinished = `${ours}.${process.pid}`
      await writeFile(unfinished, Buffer.concat([head, ...entries]))
      await rename(unfinished, ours)
    },
  }
}

const keyOf = (text: string) => createHash('sha256').update(text).digest().toString('latin1', 0, keyBytes)

/** The exponent of the scale, then the numbers. The largest is between 64 and 127 steps, so packing again changes nothing. */
function packed(vector: Float32Array): Uint8Array {
  let most = 0
  for (const value of vector) most = Math.max(most, Math.abs(value))
  const exponent = most === 0 ? 0 : Math.max(-128, Math.ceil(Math.log2(most / 127)))
  const scale = 2 ** exponent
  const bytes = new Int8Array(1 + vector.length)
  bytes[0] = exponent
  vector.forEach((value, index) => {
    bytes[1 + index] = Math.round(value / scale)
  })
  return new Uint8Array(bytes.buffer)
}

function unpacked(bytes: Uint8Array): Float32Array {
  const numbers = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length)
  const scale = 2 ** (numbers[0] as number)
  return Float32Array.from(numbers.subarray(1), (value) => value * scale)
}
