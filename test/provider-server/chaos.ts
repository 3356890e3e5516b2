import { pick, type Random } from '#domain/random.ts'
import { type Answer, type BrokenKind, brokenKinds, type ErrorName, type Scripted } from './script.ts'

const errorNames: ErrorName[] = [
  'bad-key',
  'no-permission',
  'no-such-model',
  'bad-request',
  'context-length',
  'rate-limited',
  'no-quota',
  'server-error',
  'bad-gateway',
  'overloaded',
]

/** Every fault by its name, so that a run can say how many there were of each. */
export const faults: Record<string, (random: Random) => Scripted> = {
  ...Object.fromEntries(errorNames.map((error) => [`error:${error}`, () => ({ kind: 'error', error }) as const])),
  'error:rate-limited-with-seconds': () => ({ kind: 'error', error: 'rate-limited', retryAfter: '1' }),
  'error:rate-limited-with-ms': () => ({ kind: 'error', error: 'rate-limited', retryAfterMs: 5 }),
  'error:rate-limited-with-date': () => ({
    kind: 'error',
    error: 'rate-limited',
    retryAfter: 'Wed, 21 Oct 2037 07:28:00 GMT',
  }),
  'error:rate-limited-with-nonsense': () => ({ kind: 'error', error: 'rate-limited', retryAfter: 'soon, -3; NaN' }),
  ...Object.fromEntries(
    (['overloaded', 'rate-limited', 'server-error'] as const).map((error) => [
      `stream-error:${error}`,
      (random: Random) => ({ kind: 'stream-error', error, afterPieces: Math.floor(random.next() * 4) }) as const,
    ]),
  ),
  ...Object.fromEntries(
    brokenKinds.map((how: BrokenKind) => [`broken:${how}`, () => ({ kind: 'broken', how }) as const]),
  ),
  'answer:refusal': () => ({ kind: 'answer', text: "I'm sorry, I can't help with that.", finish: 'refusal' }),
  'answer:filter': () => ({ kind: 'answer', text: 'So', finish: 'filter' }),
  'answer:too-long': () => ({ kind: 'answer', text: 'one two three', finish: 'length' }),
  'answer:empty': () => ({ kind: 'answer', text: '' }),
  'answer:blank': () => ({ kind: 'answer', text: ' \n ' }),
  'answer:no-json': () => ({ kind: 'answer', text: 'Sure! Here is what you asked for.' }),
  'answer:broken-json': () => ({ kind: 'answer', text: '{"reply": "yes", "sure": ' }),
  'answer:other-json': () => ({ kind: 'answer', json: { answer: 42 } }),
  'answer:wrong-tool': () => ({ kind: 'answer', tools: [{ name: 'drop_tables', input: { all: true } }] }),
  'answer:bad-arguments': () => ({ kind: 'answer', tools: [{ name: 'look_up', raw: '{"order": ' }] }),
  'answer:slow-first': () => ({ kind: 'answer', json: { reply: 'late' }, firstMs: 60_000 }),
  'answer:slow-headers': () => ({ kind: 'answer', json: { reply: 'late' }, headersMs: 60_000 }),
  'answer:slow-between': () => ({ kind: 'answer', text: 'a b c d e f', betweenMs: 60_000 }),
  'answer:no-usage': () => ({ kind: 'answer', json: { reply: 'yes' }, tokens: null }),
}

export const faultNames = Object.keys(faults)

/** A fault of any kind, or with the share `good` a proper answer. */
export function anyFault(random: Random, proper: Answer, good = 0): { name: string; scripted: Scripted } {
  if (random.next() < good) return { name: 'proper', scripted: proper }
  const name = pick(faultNames, random) ?? 'error:server-error'
  return { name, scripted: faults[name]?.(random) ?? proper }
}
