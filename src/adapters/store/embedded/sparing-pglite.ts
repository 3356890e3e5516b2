import { setFlagsFromString } from 'node:v8'
import { PGlite } from '@electric-sql/pglite'

/**
 * PGlite without half a second of compiling and a transient 600 MB at every start. V8 compiles WebAssembly functions anew with its optimising
 * compiler once they ran much, by the bytes of code they went through. PostgreSQL's SQL parser is one loop of 105 kB, so that a
 * few statements are enough, and compiling it takes that memory. A function is only ever optimised if it may be when it is called for the first
 * time, so for the first Parse message none may be but function 0: that is the parser and little else. We parse each statement once, so
 * nothing is lost.
 */
export class SparingPGlite extends PGlite {
  #hasParsed = false

  override execProtocolRawSync(...given: Parameters<PGlite['execProtocolRawSync']>): Uint8Array {
    if (this.#hasParsed) return super.execProtocolRawSync(...given)
    this.#hasParsed = true
    setFlagsFromString('--wasm-tier-up-filter=0')
    try {
      return super.execProtocolRawSync(...given)
    } finally {
      setFlagsFromString('--wasm-tier-up-filter=-1')
    }
  }
}
