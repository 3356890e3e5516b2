import type { AuthoredData } from '#assistant/index.ts'
import type { Encoder } from '#ports/encoder.ts'

/** The encoder that an assistant folder chooses; null for none. */
export async function openEncoderOf(_config: AuthoredData['config'], _folder: string): Promise<Encoder | null> {
  return null
}
