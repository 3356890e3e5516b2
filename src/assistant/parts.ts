/** What a release of an assistant consists of. */
export const partNames = [
  'config',
  'intents',
  'flows',
  'responses',
  'knowledge',
  'understanding',
  'tools',
  'prompts',
] as const
export type PartName = (typeof partNames)[number]

export const toBytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))
export const fromBytes = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes))
