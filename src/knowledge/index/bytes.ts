import { z } from 'zod'
import { appError } from '#domain/errors.ts'

/**
 * One file of named sections: JSON for what is small, typed arrays for what is large, so that loading is mapping and not parsing.
 * Layout: magic and version (8 bytes), length of the directory (4), directory (JSON), then each section on an 8-byte boundary.
 * Little-endian, as every machine is that Node runs on.
 */
/** Also over memory that threads share, which their types leave open. */
export type SectionArray = Float64Array | Float32Array | Uint32Array | Int8Array | Uint8Array
export type Sections = Record<string, SectionArray>

const magic = 'PKNOW'
/** Raise it when the meaning of a section changes: older bytes are then refused and built again. */
const version = 4
const headBytes = 12

const kinds = {
  f64: Float64Array,
  f32: Float32Array,
  u32: Uint32Array,
  i8: Int8Array,
  u8: Uint8Array,
} as const

interface Entry {
  name: string
  kind: keyof typeof kinds
  offset: number
  /** In elements. */
  length: number
}

const kindOf = (array: SectionArray): Entry['kind'] =>
  (Object.keys(kinds) as Entry['kind'][]).find((kind) => array instanceof kinds[kind]) ?? 'u8'
const aligned = (bytes: number): number => Math.ceil(bytes / 8) * 8

/** The same sections give the same bytes: a release part is known by its hash. */
export function writeSections(sections: Sections): Uint8Array {
  const directory: Entry[] = []
  let offset = 0
  for (const name of Object.keys(sections).sort()) {
    const array = sections[name]
    if (!array) continue
    directory.push({ name, kind: kindOf(array), offset, length: array.length })
    offset = aligned(offset + array.byteLength)
  }
  const index = new TextEncoder().encode(JSON.stringify(directory))
  const start = aligned(headBytes + index.length)
  const bytes = new Uint8Array(start + offset)
  bytes.set(new TextEncoder().encode(magic))
  const view = new DataView(bytes.buffer)
  view.setUint8(5, version)
  view.setUint32(8, index.length, true)
  bytes.set(index, headBytes)
  for (const { name, offset: at } of directory) {
    const array = sections[name] as SectionArray
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), start + at)
  }
  return bytes
}

/** The sections of bytes that `writeSections` wrote; views, not copies. Throws `knowledge.unreadable` for anything else. */
export function readSections(bytes: Uint8Array): Sections {
  const unreadable = (problem: string) => appError('knowledge.unreadable', { problem })
  if (bytes.length < headBytes || Buffer.from(bytes.subarray(0, 5)).toString('latin1') !== magic)
    throw unreadable('it does not begin as a knowledge index does')
  if (bytes[5] !== version) throw unreadable(`it is of version ${bytes[5]}, this Parley reads ${version}`)
  // Views need an aligned start, which a slice of a larger buffer may not have.
  const own = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice()
  const indexLength = new DataView(own.buffer, own.byteOffset).getUint32(8, true)
  if (headBytes + indexLength > own.length) throw unreadable('it is cut off')
  const start = own.byteOffset + aligned(headBytes + indexLength)
  const sections: Sections = {}
  for (const { name, kind, offset, length } of readDirectory(own.subarray(headBytes, headBytes + indexLength))) {
    const Kind = kinds[kind]
    if (start + offset + length * Kind.BYTES_PER_ELEMENT > own.byteOffset + own.length)
      throw unreadable('it is cut off')
    sections[name] = new Kind(own.buffer as ArrayBuffer, start + offset, length)
  }
  return sections
}

const Directory = z.array(
  z.object({
    name: z.string(),
    kind: z.enum(Object.keys(kinds) as Entry['kind'][]),
    offset: z.int().nonnegative().multipleOf(8),
    length: z.int().nonnegative(),
  }),
)

function readDirectory(section: Uint8Array): Entry[] {
  const directory = Directory.safeParse(readJson(section))
  if (!directory.success) throw appError('knowledge.unreadable', { problem: 'its directory is damaged' })
  return directory.data
}

export const jsonSection = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))
export const readJson = <T>(section: SectionArray | undefined): T => {
  if (!(section instanceof Uint8Array)) throw appError('knowledge.unreadable', { problem: 'a section is missing' })
  // Not TextDecoder: it refuses memory that threads share.
  const { buffer, byteOffset, byteLength } = section
  try {
    return JSON.parse(Buffer.from(buffer, byteOffset, byteLength).toString('utf8')) as T
  } catch (error) {
    throw appError('knowledge.unreadable', { problem: 'a section is damaged' }, error)
  }
}
