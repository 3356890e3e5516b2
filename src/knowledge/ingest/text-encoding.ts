import { Unreadable } from './source.ts'

/**
 * Bytes as text: a byte order mark decides, then what the source states (`charset` of a page), then UTF-8 where it is valid, and what is
 * none of these is windows-1252, which is how older exports are written. Throws `Unreadable` for what is no text.
 */
export function decodeText(bytes: Uint8Array, stated: string | null = null): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs('utf-16le', bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs('utf-16be', bytes)
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decodeAs('utf-8', bytes)
  // A file system's or a program's bytes: no text in a one-byte encoding has a zero.
  if (bytes.subarray(0, 8_192).includes(0))
    throw new Unreadable('wrong-name', 'This is no text but binary data. Check what the file is, and its ending.')
  const isUtf8 = validUtf8(bytes)
  if (isUtf8 !== null) return isUtf8
  return decodeAs(stated === null ? 'windows-1252' : known(stated), bytes)
}

/** What a page says of its own encoding, in its first 1,024 bytes as browsers look for it; null where it says nothing. */
export function statedCharset(bytes: Uint8Array, contentType: string | null = null): string | null {
  const inHeader = /charset\s*=\s*["']?([\w-]+)/i.exec(contentType ?? '')?.[1]
  if (inHeader !== undefined) return inHeader
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 1_024))
  return /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1] ?? null
}

function validUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Told UTF-8 and not valid as such, it is taken for what most such pages are. */
function known(label: string): string {
  try {
    const name = new TextDecoder(label).encoding
    return name === 'utf-8' ? 'windows-1252' : name
  } catch {
    return 'windows-1252'
  }
}

const decodeAs = (encoding: string, bytes: Uint8Array): string => new TextDecoder(encoding).decode(bytes)
