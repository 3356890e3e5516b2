import type { AppError } from '#domain/errors.ts'
import type { Answering } from './answering.ts'

/** What the thread is started with. */
export interface ThreadData {
  /** Has the part's bytes at its beginning. */
  memory: WebAssembly.Memory
  bytes: number
  /** Whether the other side has the encoder that the index was built with. */
  hasVectors: boolean
}

export type ToThread =
  | { kind: 'ask'; id: number; method: keyof Answering; args: unknown[] }
  | { kind: 'vector'; id: number; vector: Float32Array | null }

export type FromThread =
  | { kind: 'ready' }
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'failed'; id: number; message: string }
  /** It cannot be read: starting again would not help. */
  | { kind: 'refused'; code: AppError['code']; details: AppError['details'] }
  /** The encoder is on the other side: it is opened once in a process. */
  | { kind: 'encode'; id: number; text: string }
