import { webcrypto } from 'node:crypto'

/** SHA-256 in hex, counted in Node's own threads: a large file would hold up a server for 50 ms. */
export async function hashOf(bytes: Uint8Array): Promise<string> {
  return Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)).toString('hex')
}
