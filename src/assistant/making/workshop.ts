import type { Encoders } from '#ports/encoders.ts'
import type { Progress, Work } from './work.ts'

/** Where trained parts are made, and the encoders they are made with: put together at the edge, where adapters are known. */
export interface Workshop {
  encoders: Encoders
  /** Makes a part, in a thread of its own where the server goes on answering. Rejects as the work does. */
  make(work: Work, onProgress: Progress): Promise<Uint8Array>
}
