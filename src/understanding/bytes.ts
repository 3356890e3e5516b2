import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { appError } from '#domain/errors.ts'

/**
 * One file of numbers: a magic word, then, deflated, the length of a JSON head, the head and the arrays it lists one after the other,
 * each at a multiple of 4. Little-endian, as every machine that Node runs on.
 */
const magic = 'PRLYU01\n'
const kinds = {
  int8: Int8Array,
  uint8: Uint8Array,
  int32: Int32Array,
  uint32: Uint32Array,
  float32: Float32Array,
} as const
type Kind = keyof typeof kinds
export interface Arrays {
  int8: Int8Array
  uint8: Uint8Array
  int32: Int32Array
  uint32: Uint32Array
  float32: Float32Array
}
export type StoredArray = Arrays[Kind]

interface Head {
  value: unknown
  arrays: { name: string; kind: Kind; length: number }[]
}

const padded = (length: number) => Math.ceil(length / 4) * 4

export function packBytes(value: unknown, arrays: Record<string, StoredArray>): Uint8Array {
  const listed = Object.entries(arrays)
  const head: Head = {
    value,
    arrays: listed.map(([name, array]) => ({ name, kind: kindOf(array), length: array.length })),
  }
  const text = new TextEncoder().encode(JSON.stringify(head))
  const size = 4 + padded(text.length) + listed.reduce((sum, [, array]) => sum + padded(array.byteLength), 0)
  const body = new Uint8Array(size)
  new DataView(body.buffer).setUint32(0, text.length, true)
  body.set(text, 4)
  let at = 4 + padded(text.length)
  for (const [, array] of listed) {
    body.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at)
    at += padded(array.byteLength)
  }
  const packed = deflateRawSync(body, { level: 6 })
  const result = new Uint8Array(magic.length + packed.length)
  result.set(new TextEncoder().encode(magic))
  result.set(packed, magic.length)
  return result
}

/** Bytes that a reader will unfold at most: a damaged or hostile file must not exhaust the memory. */
const mostBytes = 512 * 1024 * 1024

/** @throws AppError `understanding.model-unreadable` where the bytes are not what `packBytes` made. */
export function unpackBytes(bytes: Uint8Array): {
  value: unknown
  array<K extends Kind>(name: string, kind: K): Arrays[K]
} {
  if (new TextDecoder().decode(bytes.subarray(0, magic.length)) !== magic) {
    throw appError('understanding.model-unreadable', { problem: 'it does not begin like a model of this version' })
  }
  try {
    const inflated = inflateRawSync(bytes.subarray(magic.length), { maxOutputLength: mostBytes })
    // A copy of its own: views of 4-byte numbers need an offset that is a multiple of 4.
    const body = new Uint8Array(inflated)
    const textLength = new DataView(body.buffer).getUint32(0, true)
    const head = JSON.parse(new TextDecoder().decode(body.subarray(4, 4 + textLength))) as Head
    let at = 4 + padded(textLength)
    const found = new Map<string, StoredArray>()
    for (const { name, kind, length } of head.arrays) {
      const array = new kinds[kind](body.buffer, at, length)
      found.set(name, array)
      at += padded(array.byteLength)
    }
    return {
      value: head.value,
      array: (name, kind) => {
        const array = found.get(name)
        if (!isOfKind(array, kind))
          throw appError('understanding.model-unreadable', { problem: `the part ${name} is missing` })
        return array
      },
    }
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause)
    throw appError('understanding.model-unreadable', { problem }, cause)
  }
}

const isOfKind = <K extends Kind>(array: StoredArray | undefined, kind: K): array is Arrays[K] =>
  array instanceof kinds[kind]

function kindOf(array: StoredArray): Kind {
  for (const kind of Object.keys(kinds) as Kind[]) if (array instanceof kinds[kind]) return kind
  throw new Error('unknown kind of array')
}
