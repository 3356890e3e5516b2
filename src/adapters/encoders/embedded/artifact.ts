import { open, readFile } from 'node:fs/promises'
import { appError } from '#domain/errors.ts'

/** A file of named arrays: four bytes of length, a JSON header, then the arrays, each at a multiple of 64 bytes. `training/encoder/export.py` writes it. */
export interface Artifact {
  /** Name and hash of the content; vectors of another identity cannot be compared with these. */
  identity: string
  shape: ArtifactShape
  /** Views into the file's bytes, not copies. */
  bytes(name: string): Uint8Array
  floats(name: string): Float32Array
}

export interface ArtifactShape {
  /** Floats of a token's vector. */
  width: number
  layers: number
  /** Neurons of a feed-forward layer. */
  inner: number
  /** Tokens read at most. */
  positions: number
  /** Floats of a vector of the static table. */
  staticWidth: number
}

interface Header extends ArtifactShape {
  format: number
  identity: string
  tensors: Record<string, { offset: number; bytes: number }>
}

const format = 1

/** @throws AppError `encoder.unusable`. */
export async function readArtifact(file: URL | string): Promise<Artifact> {
  const content = await readFile(file).catch((error: unknown) => {
    throw appError('encoder.unusable', { encoder: String(file), problem: 'it cannot be opened' }, error)
  })
  const { header, start } = readHeader(content, String(file))
  const view = (name: string) => {
    const tensor = header.tensors[name]
    if (tensor === undefined || start + tensor.offset + tensor.bytes > content.length)
      throw appError('encoder.unusable', { encoder: String(file), problem: `it has no whole "${name}"` })
    return { at: content.byteOffset + start + tensor.offset, bytes: tensor.bytes }
  }
  return {
    identity: header.identity,
    shape: header,
    bytes(name) {
      const { at, bytes } = view(name)
      return new Uint8Array(content.buffer, at, bytes)
    },
    floats(name) {
      const { at, bytes } = view(name)
      return at % 4 === 0
        ? new Float32Array(content.buffer, at, bytes / 4)
        : new Float32Array(content.buffer.slice(at, at + bytes))
    },
  }
}

/** The identity alone, without reading the whole file. Rejects with `encoder.unusable`. */
export async function readIdentity(file: URL | string): Promise<string> {
  const opened = await open(file).catch((error: unknown) => {
    throw appError('encoder.unusable', { encoder: String(file), problem: 'it cannot be opened' }, error)
  })
  try {
    const { buffer } = await opened.read(Buffer.alloc(headerAtMost), 0, headerAtMost, 0)
    return readHeader(buffer, String(file)).header.identity
  } finally {
    await opened.close()
  }
}

/** Bytes; ours has nine thousand. */
const headerAtMost = 65_536

function readHeader(content: Buffer, file: string): { header: Header; start: number } {
  try {
    const length = content.readUInt32LE(0)
    const header = JSON.parse(content.toString('utf8', 4, 4 + length)) as Header
    if (header.format !== format) throw new Error(`its format is ${header.format}, not ${format}`)
    return { header, start: Math.ceil((4 + length) / 64) * 64 }
  } catch (error) {
    throw appError(
      'encoder.unusable',
      { encoder: file, problem: error instanceof Error ? error.message : String(error) },
      error,
    )
  }
}
