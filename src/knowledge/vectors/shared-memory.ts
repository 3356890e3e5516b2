const pageBytes = 65_536
/** Pages behind the index that there can be: 256 MB. Only what is used is taken from the system. */
const pagesBehind = 4_096
/** What the kernel reads 16 bytes at a time begins at a multiple of them. */
const lane = 16

/**
 * WebAssembly's memory with an index at its beginning: threads share it, and the kernel reads the index's vectors where they lie instead of
 * a copy. Behind the index each thread keeps what it computes; one at a time may.
 */
export class SharedMemory {
  readonly wasm: WebAssembly.Memory
  #end: number

  /** `wasm`: memory that another thread made, with `bytes` of it in use. */
  constructor(bytes = 0, wasm?: WebAssembly.Memory) {
    const initial = Math.ceil(bytes / pageBytes)
    this.wasm = wasm ?? new WebAssembly.Memory({ initial, maximum: initial + pagesBehind, shared: true })
    this.#end = aligned(bytes)
  }

  /** So many bytes that are nobody else's; gives where they begin. */
  reserve(bytes: number): number {
    const at = this.#end
    this.#end = aligned(at + bytes)
    const missing = this.#end - this.wasm.buffer.byteLength
    if (missing > 0) this.wasm.grow(Math.ceil(missing / pageBytes))
    return at
  }

  /** Where an array lies in this memory; a copy of it where it lies elsewhere. */
  place(array: Int8Array | Float32Array): number {
    // Growing makes a new object for the same memory: views of the old one stay valid, and begin at the same place.
    if (this.#views.has(array.buffer)) return array.byteOffset
    const at = this.reserve(array.byteLength)
    new Uint8Array(this.wasm.buffer, at).set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength))
    return at
  }

  /** Its first `bytes`, as a view whose parts `place` knows again. */
  view(bytes: number): Uint8Array {
    const { buffer } = this.wasm
    this.#views.add(buffer)
    return new Uint8Array(buffer, 0, bytes)
  }

  readonly #views = new Set<ArrayBufferLike>()
}

const aligned = (bytes: number): number => Math.ceil(bytes / lane) * lane
