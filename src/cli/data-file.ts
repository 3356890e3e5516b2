import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { appError } from '#domain/errors.ts'

/** Bytes of a data file, unpacked: far above any set of ours, low enough that a wrong file does not eat the memory. */
const bytesAtMost = 512 * 1024 * 1024

/** The text of a data file, unpacked where it ends in .gz. Throws `cli.bad-file`. */
export async function readDataFile(file: string): Promise<string> {
  try {
    const bytes = await readFile(file)
    const plain = file.endsWith('.gz') ? await promisify(gunzip)(bytes, { maxOutputLength: bytesAtMost }) : bytes
    return plain.toString('utf8')
  } catch (error) {
    throw appError('cli.bad-file', { file, problem: problemOf(error) }, error)
  }
}

function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? error.code : null
  if (code === 'ENOENT') return 'there is no such file'
  if (code === 'EISDIR') return 'it is a folder'
  if (code === 'EACCES') return 'it may not be read'
  if (code === 'ERR_BUFFER_TOO_LARGE') return `unpacked it is larger than ${bytesAtMost / 1024 / 1024} MiB`
  return error.message
}
