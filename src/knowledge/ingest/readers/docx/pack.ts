import { crc32 } from 'node:zlib'

/** A zip archive of files as they are, without compression: what was unzipped within bounds, handed on to a library that has none. */
export function pack(files: ReadonlyMap<string, Buffer>): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of files) {
    const called = Buffer.from(name)
    const sum = crc32(content)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(20, 4)
    writeSizes(local, 14, sum, content.length)
    local.writeUInt16LE(called.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(20, 4)
    entry.writeUInt16LE(20, 6)
    writeSizes(entry, 16, sum, content.length)
    entry.writeUInt16LE(called.length, 28)
    entry.writeUInt32LE(offset, 42)
    parts.push(local, called, content)
    directory.push(entry, called)
    offset += 30 + called.length + content.length
  }
  const index = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files.size, 8)
  end.writeUInt16LE(files.size, 10)
  end.writeUInt32LE(index.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, index, end])
}

function writeSizes(header: Buffer, at: number, sum: number, size: number): void {
  header.writeUInt32LE(sum, at)
  header.writeUInt32LE(size, at + 4)
  header.writeUInt32LE(size, at + 8)
}
