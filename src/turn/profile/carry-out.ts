import type { Conversation } from '#domain/conversation.ts'
import type { ProfileFact } from '#domain/memory.ts'
import { memoryLimits } from '#memory/index.ts'
import { factOfWords, type MemoryAct } from './ask.ts'
import { inTime, type ProfileAccess, type TurnProfile, unconfirmedFor } from './load.ts'

/**
 * Does what the customer asked of the memory. Where the store is away nothing is promised: the reply says so. Doing it again (a turn that is
 * run again) changes nothing.
 */
export async function carryOut(
  act: MemoryAct,
  conversation: Pick<Conversation, 'tenant' | 'id' | 'memory'>,
  profile: TurnProfile,
  { atMs, seq, keepDays }: { atMs: number; seq: number; keepDays: number },
  { profiles, log }: ProfileAccess,
): Promise<MemoryAct> {
  const { effect } = act
  const { customer } = profile
  if (effect === null || effect.kind === 'prefer') return act
  const { tenant, id, memory } = conversation
  // Stored with the time they were said at: what was refused or erased since, also on the page, does not come back with a later yes.
  const unconfirmed = unconfirmedFor(memory, customer)
  try {
    if (customer === null)
      return effect.kind === 'forget-that' ? act : { ...act, response: 'memory.not-identified', effect: null }
    if (effect.kind === 'forget-all') await inTime(profiles.forget(tenant, customer, null, 'customer', atMs))
    else if (effect.kind === 'remember') {
      // Their own request is their yes, also after an earlier no.
      if (profile.consent !== true) await inTime(profiles.consent(tenant, customer, true, 'customer', atMs))
      const said: ProfileFact = {
        fact: nameFor(effect.what, profile.facts),
        value: effect.what,
        source: { conversation: id, seq, how: 'said' },
        atMs,
        consent: 'given',
        expiresAtMs: atMs + keepDays * dayMs,
      }
      const waiting = unconfirmed.map((fact): ProfileFact => ({ ...fact, consent: 'given' }))
      await inTime(profiles.remember(tenant, customer, [...waiting, said], memoryLimits.profileFacts))
    } else if (effect.kind === 'consent') {
      await inTime(profiles.consent(tenant, customer, effect.given, 'customer', atMs))
      if (effect.given && unconfirmed.length > 0) {
        const facts = unconfirmed.map((fact): ProfileFact => ({ ...fact, consent: 'given' }))
        await inTime(profiles.remember(tenant, customer, facts, memoryLimits.profileFacts))
      }
    } else {
      const latest = latestOf(profile.facts, id)
      for (const { fact } of latest) await inTime(profiles.forget(tenant, customer, fact, 'customer', atMs))
      if (latest.length === 0 && unconfirmed.length === 0) return { ...act, response: 'memory.nothing-to-forget' }
    }
    return act
  } catch (error) {
    log.warn({ err: error, conversation: id }, 'the profile could not be changed; the customer is told')
    return { ...act, response: 'memory.unavailable', effect: null, asked: null }
  }
}

const dayMs = 86_400_000

/** The same words keep their name, so that a turn that is run again adds nothing. */
function nameFor(what: string, facts: readonly ProfileFact[]): string {
  const mine = facts.filter(({ fact }) => fact === factOfWords || fact.startsWith(`${factOfWords}_`))
  const same = mine.find(({ value }) => value === what)
  if (same !== undefined) return same.fact
  const taken = new Set(mine.map(({ fact }) => fact))
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? factOfWords : `${factOfWords}_${count}`
    if (!taken.has(name)) return name
  }
}

/** What was learnt last in this conversation: what "that" is in "don't remember that". */
function latestOf(facts: readonly ProfileFact[], conversation: string): ProfileFact[] {
  const mine = facts.filter(({ source }) => source.conversation === conversation)
  const last = Math.max(...mine.map(({ source }) => source.seq))
  return mine.filter(({ source }) => source.seq === last)
}
