type Numbers = Uint32Array | Int8Array | Uint8Array | Float32Array | Float64Array

/** A typed array that grows as it is written: an index is made without an object per number. */
export class Growing<T extends Numbers> {
  length = 0
  #values: T
  readonly #make: (length: number) => T

  constructor(make: (length: number) => T) {
    this.#make = make
    this.#values = make(1_024)
  }

  push(value: number): void {
    this.reserve(1)
    this.#values[this.length] = value
    this.length += 1
  }

  append(values: ArrayLike<number>): void {
    this.reserve(values.length)
    this.#values.set(values, this.length)
    this.length += values.length
  }

  /** What was written so far; a view. */
  get values(): T {
    return this.#values.subarray(0, this.length) as T
  }

  private reserve(more: number): void {
    if (this.length + more <= this.#values.length) return
    const larger = this.#make(Math.max(this.length + more, this.#values.length * 2))
    larger.set(this.#values)
    this.#values = larger
  }
}

export const growingNumbers = () => new Growing((length) => new Uint32Array(length))
export const growingBytes = () => new Growing((length) => new Uint8Array(length))
/** Starts of lists of different lengths: the first begins at 0, each ends where the next begins. */
export const growingStarts = () => {
  const starts = growingNumbers()
  starts.push(0)
  return starts
}

/** Texts written one behind the other. */
export class GrowingTexts {
  readonly #bytes = growingBytes()
  readonly #start = growingStarts()

  push(text: string): void {
    this.#bytes.append(Buffer.from(text))
    this.#start.push(this.#bytes.length)
  }

  get bytes(): Uint8Array {
    return this.#bytes.values
  }
  get start(): Uint32Array {
    return this.#start.values
  }
}
