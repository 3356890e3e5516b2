import { describe, expect, test } from 'vitest'
import type { CompiledFlows } from '#dialogue/index.ts'
import type { Conversation } from '#domain/conversation.ts'
import { anonymous, type Identity } from '#domain/customer.ts'
import { emptyDialogue, type Frame } from '#domain/dialogue-state.ts'
import type { CustomerId } from '#domain/ids.ts'
import { recordedIdentity, verificationEnded } from './identity.ts'

const hour = 3_600_000
const start = 1_700_000_000_000
const signed: Identity = {
  level: 'identified',
  customer: 'C-1' as CustomerId,
  by: 'signed-token',
  attributes: { name: 'Ada' },
}
const verified: Identity = {
  level: 'verified',
  customer: 'C-1' as CustomerId,
  by: 'order-and-email',
  attributes: { name: 'Ada', level: 'gold' },
}
const flows = {
  flows: { verify: { slots: { email: {}, order: {} } } },
  verification: 'verify',
} as unknown as CompiledFlows
const frame = {
  flow: 'return-item',
  slots: { order: 'A-1', email: 'a@b.c', reason: 'size' },
  said: { order: 'A-1', reason: 'too small' },
} as unknown as Frame

const ended = (identity: Identity, afterMs: number, verifiedForMs: number | null = hour) =>
  verificationEnded(
    { identity, startedAtMs: start, dialogue: { ...emptyDialogue(), stack: [frame] } } as Conversation,
    { flows, verifiedForMs },
    start + afterMs,
    7,
  )

describe('being verified', () => {
  test('lasts as long as the customer writes now and then', () => {
    expect(ended(verified, hour - 1)).toBeNull()
    expect(ended({ ...verified, activeAtMs: start + 5 * hour }, 6 * hour - 1)).toBeNull()
    expect(ended(verified, 1000 * hour, null)).toBeNull()
    expect(ended(signed, 1000 * hour)).toBeNull()
  })

  test('ends with silence: they are again who they were before', () => {
    expect(ended({ ...verified, before: signed }, hour)?.identity).toEqual(signed)
    expect(ended({ ...verified, activeAtMs: start + hour }, 2 * hour)?.identity).toEqual(anonymous)
    expect(ended({ ...signed, level: 'verified' }, hour)?.identity).toEqual(signed)
  })

  test('what the verification asked for is not taken from the open task then, and all else of it stays', () => {
    expect(ended(verified, hour)?.dialogue.stack).toMatchObject([
      { flow: 'return-item', slots: { reason: 'size' }, said: { reason: 'too small' } },
    ])
    expect(ended(verified, hour)?.dialogue.stack[0]?.slots).toEqual({ reason: 'size' })
  })

  test('what was said to them is not said again to whoever asks for it', () => {
    const lastSays = [{ kind: 'say' as const, response: 'balance', variables: { balance: 12 } }]
    const dialogue = { ...emptyDialogue(), lastSays }
    const before = { identity: verified, startedAtMs: start, dialogue } as unknown as Conversation
    expect(verificationEnded(before, { flows, verifiedForMs: hour }, start + hour, 7)?.dialogue.lastSays).toEqual([])
  })
})

describe('what a turn records of it', () => {
  test('is who they were before the turn verified them, and when they wrote', () => {
    expect(recordedIdentity(verified, signed, start)).toEqual({ ...verified, before: signed, activeAtMs: start })
  })

  test('stays through later turns, which move the time on only where the customer wrote', () => {
    const now = { ...verified, before: signed, activeAtMs: start }
    expect(recordedIdentity(now, now, start + 5)).toEqual({ ...now, activeAtMs: start + 5 })
    expect(recordedIdentity(now, now, null)).toEqual(now)
    // Verified once more, by another proof: it is still the same who was known at first.
    expect(recordedIdentity({ ...verified, by: 'one-time-code' }, now, start + 9)).toEqual({
      ...verified,
      by: 'one-time-code',
      before: signed,
      activeAtMs: start + 9,
    })
  })

  test('of others is just who they are', () => {
    expect(recordedIdentity(signed, anonymous, start)).toEqual(signed)
  })
})
