import type { AssistantConfig } from '#assistant/index.ts'
import type { Conversation } from '#domain/conversation.ts'
import type { Identity } from '#domain/customer.ts'
import type { CustomerId } from '#domain/ids.ts'
import type { JsonObject } from '#domain/json.ts'
import type { ConversationMemory, ProfileFact } from '#domain/memory.ts'
import type { ProfileStore } from '#ports/profile-store.ts'
import { turnLimits } from '../limits.ts'
import type { TurnLog } from '../turns.ts'

/** What is remembered of who writes, as one turn knows it. */
export interface TurnProfile {
  mode: AssistantConfig['memory']['profile']
  /** Null: nobody known, or nothing is to be remembered. */
  customer: CustomerId | null
  /** The customer's own word; null where they never said. */
  consent: boolean | null
  facts: ProfileFact[]
  /** Fact → value: `profile` in expressions. */
  values: JsonObject
  /** False where the store did not answer: nothing is known, and nothing is promised. */
  available: boolean
}

export const noProfile = (mode: TurnProfile['mode']): TurnProfile => ({
  mode,
  customer: null,
  consent: null,
  facts: [],
  values: {},
  available: true,
})

export interface ProfileAccess {
  profiles: ProfileStore
  log: TurnLog
}

/** Loads the profile of a known customer. A store that is away or slow costs the turn a moment, never its reply. */
export async function loadProfile(
  { tenant, id }: Pick<Conversation, 'tenant' | 'id'>,
  identity: Identity,
  mode: TurnProfile['mode'],
  atMs: number,
  { profiles, log }: ProfileAccess,
): Promise<TurnProfile> {
  const { customer, level } = identity
  if (mode === 'off' || customer === null || level === 'anonymous') return noProfile(mode)
  try {
    const { consent, facts } = await inTime(profiles.load(tenant, customer, atMs))
    // Without a yes nothing should be there; what an earlier setting kept is not used.
    const used = allowed(mode, consent?.given ?? null) ? facts : []
    return {
      mode,
      customer,
      consent: consent?.given ?? null,
      facts: used,
      values: Object.fromEntries(used.map(({ fact, value }) => [fact, value])),
      available: true,
    }
  } catch (error) {
    log.warn({ err: error, conversation: id }, 'the profile could not be read; the turn goes on without it')
    return { ...noProfile(mode), customer, available: false }
  }
}

/** Whether facts may be kept: with a yes, or where the tenant's customers have agreed to it otherwise and this one did not object. */
export const allowed = (mode: TurnProfile['mode'], consent: boolean | null): boolean =>
  mode === 'on' ? consent !== false : mode === 'ask' && consent === true

/** What waits for a yes and is not another customer's. */
export function unconfirmedFor(memory: ConversationMemory | undefined, customer: CustomerId | null): ProfileFact[] {
  const of = memory?.unconfirmedOf ?? null
  return of === null || of === customer ? (memory?.unconfirmed ?? []) : []
}

/** What flows see: also what waits for a yes, which is this conversation's to use. */
export const withUnconfirmed = (
  values: JsonObject,
  memory: ConversationMemory | undefined,
  customer: CustomerId | null,
): JsonObject => ({
  ...values,
  ...Object.fromEntries(unconfirmedFor(memory, customer).map(({ fact, value }) => [fact, value])),
})

/** Rejects when the store takes longer than a customer should notice. */
export async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${turnLimits.profileMs} ms`)), turnLimits.profileMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** The language a conversation begins in: what a customer once said they want, else what their device wants, else what was noticed. */
export function preferredLanguage({ facts }: TurnProfile, device: string | undefined): string | undefined {
  const language = facts.find(({ fact }) => fact === 'language')
  const known = typeof language?.value === 'string' ? language.value : undefined
  return language?.source.how === 'said' ? (known ?? device) : (device ?? known)
}
