import { perform } from './work.ts'
import type { Workshop } from './workshop.ts'

const encoders = { identity: async () => null, open: async () => null }

/** Makes parts in this thread and knows no encoder: words alone are learned from. */
export const plainWorkshop: Workshop = {
  encoders,
  make: (work, onProgress) => perform(work, encoders, onProgress),
}
