/** A list whose items are read when they are asked for: a hundred thousand passages as objects would be most of the memory. */
export interface Stored<T> {
  readonly length: number
  /** Throws a RangeError outside of the list. */
  get(at: number): T
}

/** Texts one behind the other; the n-th from `start[n]` until `start[n + 1]`. */
export interface TextBlob {
  bytes: Uint8Array
  start: Uint32Array
}

/** Items kept once they were read: a search and its answer ask for the same few again and again. */
const kept = 512

export function storedIn<T>({ bytes, start }: TextBlob, read: (text: string) => T): Stored<T> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const known = new Map<number, T>()
  return {
    length: start.length - 1,
    get(at) {
      const seen = known.get(at)
      if (seen !== undefined) return seen
      const from = start[at]
      const to = start[at + 1]
      if (from === undefined || to === undefined) throw new RangeError(`there is no item ${at} of ${start.length - 1}`)
      const item = read(text.toString('utf8', from, to))
      if (known.size >= kept) known.clear()
      known.set(at, item)
      return item
    },
  }
}
