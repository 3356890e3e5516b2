/** PostgreSQL's numbers for the types that our statements return; everything else is read as text. From pg_type.dat. */
const typeIds = { boolean: 16, bytea: 17, bigint: 20, integer: 23, json: 114 } as const

/** A value from the text the server sent, the same whichever PostgreSQL sent it. */
export function readValue(type: number, text: string): unknown {
  switch (type) {
    case typeIds.bigint:
    case typeIds.integer:
      return readInteger(text)
    case typeIds.boolean:
      return text === 't'
    case typeIds.json:
      return JSON.parse(text)
    case typeIds.bytea:
      // `\x` and two digits for each byte.
      return new Uint8Array(Buffer.from(text.slice(2), 'hex'))
    default:
      return text
  }
}

/** A number whatever its size: all bigints of ours are times, counts and row numbers. */
function readInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`${text} is too large for a number`)
  return value
}
