/** Finds the place of a hash among many: open addressing, at most half full. No string is built and nothing is allocated while reading. */
export class HashIndex {
  readonly #hashes: Uint32Array
  /** Slot → index + 1. */
  readonly #slots: Int32Array
  readonly #mask: number

  constructor(hashes: Uint32Array) {
    this.#hashes = hashes
    let size = 16
    while (size < hashes.length * 2) size *= 2
    this.#mask = size - 1
    this.#slots = new Int32Array(size)
    hashes.forEach((hash, index) => {
      let slot = hash & this.#mask
      while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask
      this.#slots[slot] = index + 1
    })
  }

  /** Negative where it is not among them. */
  find(hash: number): number {
    let slot = hash & this.#mask
    for (;;) {
      const index = (this.#slots[slot] as number) - 1
      if (index < 0 || this.#hashes[index] === hash) return index
      slot = (slot + 1) & this.#mask
    }
  }
}

/** Counts how often features were seen in one text. Scratch memory: use one per thread. */
export class FeatureCounter {
  readonly #counts: Uint16Array
  readonly #touched: Int32Array
  #size = 0

  constructor(features: number) {
    this.#counts = new Uint16Array(features)
    this.#touched = new Int32Array(features)
  }

  note(index: number): void {
    const count = this.#counts[index] as number
    if (count === 0) {
      this.#touched[this.#size] = index
      this.#size += 1
    }
    if (count < 65_535) this.#counts[index] = count + 1
  }

  /** What was noted, in the order of first sight, with its counts; forgets it. */
  take(): { indices: Int32Array; counts: Float32Array } {
    const indices = this.#touched.slice(0, this.#size)
    const counts = new Float32Array(this.#size)
    for (let i = 0; i < this.#size; i += 1) {
      const index = indices[i] as number
      counts[i] = this.#counts[index] as number
      this.#counts[index] = 0
    }
    this.#size = 0
    return { indices, counts }
  }
}
