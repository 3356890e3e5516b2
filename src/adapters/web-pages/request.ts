import { lookup as systemLookup } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { createBrotliDecompress, createGunzip } from 'node:zlib'

/** What a host's name stands for. */
export type Resolve = (host: string) => Promise<{ address: string; family: number }[]>

export interface Connections {
  isAllowedAddress(address: string): boolean
  resolve: Resolve
  http: http.Agent
  https: https.Agent
}

export interface Answer {
  status: number
  headers: http.IncomingHttpHeaders
  /** Null where the answer is larger than was allowed; empty where its status says that nobody reads it. */
  bytes: Uint8Array | null
}

/** The address was not allowed. Thrown where the connection would be made. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused'
}

/**
 * One request, without following anything. The connection goes to the very address that was checked: a name that stands for another one a
 * moment later gains nothing by it. Rejects with `AddressRefused` and with the errors of Node's client.
 */
export async function requestOnce(
  url: URL,
  headers: Record<string, string>,
  atMostBytes: number,
  connections: Connections,
  signal: AbortSignal,
): Promise<Answer> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  // An address in the place of a name is never looked up.
  if (isIP(host) !== 0 && !connections.isAllowedAddress(host)) throw new AddressRefused(host)
  const lookup: LookupFunction = (name, options, done) => {
    connections.resolve(name).then(
      (found) => {
        const wanted = options.family === 4 || options.family === 6 ? options.family : null
        const usable = found.filter(({ family }) => wanted === null || family === wanted)
        const refused = found.find(({ address }) => !connections.isAllowedAddress(address))
        const [first] = usable
        if (refused !== undefined) done(new AddressRefused(refused.address), '', 0)
        else if (first === undefined)
          done(Object.assign(new Error(`${name} is not known`), { code: 'ENOTFOUND' }), '', 0)
        else if (options.all) done(null, usable)
        else done(null, first.address, first.family)
      },
      (error: Error) => done(error, '', 0),
    )
  }
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const isSecure = url.protocol === 'https:'
    const options = { headers, lookup, signal, agent: isSecure ? connections.https : connections.http }
    const request = isSecure ? https.request(url, { ...options, rejectUnauthorized: true }) : http.request(url, options)
    request.once('response', resolve)
    // More than once: an error that comes after the answer must not end the process.
    request.on('error', reject)
    request.end()
  })
  const status = response.statusCode ?? 0
  if (status !== 200) {
    response.destroy()
    return { status, headers: response.headers, bytes: new Uint8Array() }
  }
  return { status, headers: response.headers, bytes: await bodyOf(response, atMostBytes) }
}

/** Counted after unpacking, and given up at the first byte too many. */
async function bodyOf(response: http.IncomingMessage, atMostBytes: number): Promise<Uint8Array | null> {
  const unpacked = unpackerFor(response)
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of unpacked) {
      length += (chunk as Buffer).length
      if (length > atMostBytes) return null
      chunks.push(chunk as Buffer)
    }
  } finally {
    response.destroy()
  }
  return Uint8Array.from(Buffer.concat(chunks))
}

function unpackerFor(response: http.IncomingMessage): NodeJS.ReadableStream {
  const encoding = response.headers['content-encoding']?.toLowerCase()
  if (encoding !== 'gzip' && encoding !== 'br') return response
  const unpacker = encoding === 'gzip' ? createGunzip() : createBrotliDecompress()
  response.once('error', (error) => unpacker.destroy(error))
  return response.pipe(unpacker)
}

export const systemResolve: Resolve = (host) =>
  new Promise((resolve, reject) =>
    systemLookup(host, { all: true, verbatim: true }, (error, found) => (error ? reject(error) : resolve(found))),
  )
