import { createHmac, randomInt, timingSafeEqual } from 'node:crypto'
import type { Clock } from '#domain/clock.ts'
import type { ConversationId, TenantId } from '#domain/ids.ts'
import { canonicalJson, type Json } from '#domain/json.ts'
import type { CodeStore } from '#ports/code-store.ts'

/** What an assistant says about its codes (`identity.one_time_code`). */
export interface CodeRules {
  digits: number
  validMs: number
  /** Tries at one code. */
  attempts: number
  /** Codes an hour, for a conversation and for what they are sent to. */
  sends: number
}

export type CodeCheck =
  | { kind: 'right'; subject: Json }
  | { kind: 'wrong' | 'expired' | 'too-many-tries' | 'none' | 'used' }

/** The one-time codes of one conversation. */
export interface ConversationCodes {
  /** A new code, the only valid one from now on; null where there were too many. `to`: what it will be sent to, in any form. */
  issue(to: Json, rules: CodeRules): Promise<{ id: string; code: string } | null>
  /** It is on its way; a right answer will give `subject`. */
  sent(id: string, subject: Json): Promise<void>
  /** Counts a try. The same code under the same `call` (a turn that is run again) counts once, and finds its own success again. */
  check(code: string, rules: CodeRules, call: string): Promise<CodeCheck>
}

export interface OneTimeCodesDependencies {
  store: CodeStore
  clock: Clock
  /** Of the tenant; whoever has the tables but not this cannot try codes out. */
  secret(tenant: TenantId): Promise<string>
  /** So many random digits, from a source nobody can foresee. */
  newCode(digits: number): string
  /** Random, for ids and salts. */
  newSalt(): string
}

const hourMs = 3_600_000

/** Digits that nobody can foresee. */
export const randomDigits = (digits: number): string => String(randomInt(10 ** digits)).padStart(digits, '0')

/** One form for everything that a sender may take for the same: `Ada@Example.com `, `+49 170-1` and `+491701` must not each have codes of their own. */
function sameWritten(to: Json): Json {
  if (typeof to === 'string')
    return to
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}@]/gu, '')
  if (Array.isArray(to)) return to.map(sameWritten)
  if (to === null || typeof to !== 'object') return to
  return Object.fromEntries(Object.entries(to).map(([name, one]) => [name, sameWritten(one)]))
}

export type OneTimeCodes = (tenant: TenantId, conversation: ConversationId) => ConversationCodes

/**
 * Issues and checks one-time codes. A code is random, valid for minutes and for a few tries, and kept only as a keyed hash; nothing but the
 * sender ever sees it. Six digits with the usual bounds: all guesses of an hour succeed once in 66,000.
 */
export function oneTimeCodes({ store, clock, secret, newCode, newSalt }: OneTimeCodesDependencies): OneTimeCodes {
  return (tenant, conversation) => {
    const hash = async (...parts: string[]) =>
      createHmac('sha256', await secret(tenant))
        .update(JSON.stringify(parts))
        .digest('base64url')
    return {
      async issue(to, { digits, validMs, sends }) {
        const code = newCode(digits)
        const [id, salt] = [newSalt(), newSalt()]
        const now = clock.now()
        const kept = await store.issue(
          tenant,
          {
            id,
            conversation,
            destination: await hash('destination', canonicalJson(sameWritten(to))),
            salt,
            hash: await hash('code', salt, conversation, code),
            expiresAtMs: now + validMs,
          },
          { perConversation: sends, perDestination: sends, sinceMs: now - hourMs },
          now,
        )
        return kept ? { id, code } : null
      },

      sent: (id, subject) => store.sent(tenant, conversation, id, subject),

      async check(code, { attempts: allowed }, call) {
        // A turn that is run again may have taken in another message: what is the same try is the same code, too.
        const key = await hash('try', call, code)
        const found = await store.attempt(tenant, conversation, key)
        // One that was never sent proves nothing, even to whoever guesses it.
        if (found === null || found.subject === null) return { kind: 'none' }
        const { id, salt, subject, expiresAtMs, attempts, usedBy } = found
        if (usedBy !== null) return usedBy === key ? { kind: 'right', subject } : { kind: 'used' }
        if (attempts > allowed) return { kind: 'too-many-tries' }
        if (expiresAtMs <= clock.now()) return { kind: 'expired' }
        const [given, right] = [await hash('code', salt, conversation, code), found.hash]
        if (!timingSafeEqual(Buffer.from(given), Buffer.from(right)))
          return { kind: attempts === allowed ? 'too-many-tries' : 'wrong' }
        return (await store.use(tenant, conversation, id, key)) ? { kind: 'right', subject } : { kind: 'used' }
      },
    }
  }
}
