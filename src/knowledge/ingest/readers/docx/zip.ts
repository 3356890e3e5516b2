import { inflateRawSync } from 'node:zlib'
import { readLimits } from '../../choices.ts'
import { Unreadable } from '../../source.ts'

const endOfDirectory = 0x06054b50
const directoryEntry = 0x02014b50
const localEntry = 0x04034b50

/**
 * The entries of a zip archive that `wanted` names, unzipped with bounds that hold whatever its directory claims: the size is counted
 * while unzipping, not believed. Throws `Unreadable`.
 */
export function unzip(bytes: Uint8Array, wanted: (name: string) => boolean): Map<string, Buffer> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end < 0 || end + 22 > file.length || file.readUInt32LE(end) !== endOfDirectory) throw broken()
  const count = file.readUInt16LE(end + 10)
  if (count > readLimits.zipEntries)
    throw new Unreadable('too-large', `It packs ${count} files, which no document does.`)
  const entries = new Map<string, Buffer>()
  let at = file.readUInt32LE(end + 16)
  let total = 0
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== directoryEntry) throw broken()
    const flags = file.readUInt16LE(at + 8)
    const method = file.readUInt16LE(at + 10)
    const packed = file.readUInt32LE(at + 20)
    const nameLength = file.readUInt16LE(at + 28)
    const local = file.readUInt32LE(at + 42)
    const name = file.toString('utf8', at + 46, at + 46 + nameLength)
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
    if (!wanted(name) || entries.has(name)) continue
    if ((flags & 1) === 1) throw new Unreadable('encrypted', 'It is protected by a password. Save it without one.')
    if (local + 30 > file.length || file.readUInt32LE(local) !== localEntry) throw broken()
    const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
    const data = file.subarray(from, from + packed)
    if (data.length < packed) throw broken()
    const left = readLimits.unzippedBytes - total
    const content = method === 0 ? data : inflated(data, left)
    total += content.length
    if (total > readLimits.unzippedBytes) throw bomb()
    entries.set(name, content)
  }
  return entries
}

/** Small texts may compress well; only from a megabyte on does the ratio say anything. */
const ratioFromBytes = 1_000_000

function inflated(data: Buffer, left: number): Buffer {
  const ceiling = Math.min(left, Math.max(ratioFromBytes, data.length * readLimits.zipRatio))
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, ceiling) })
  } catch (error) {
    if (error instanceof RangeError) throw bomb()
    throw broken()
  }
}

const bomb = () =>
  new Unreadable('too-large', 'Unzipped it is far larger than a document is. Take out what is in it by accident.')
const broken = () =>
  new Unreadable('broken', 'The file is damaged or cut off. Open it in a word processor and save it again.')
