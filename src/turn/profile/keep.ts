import type { Conversation } from '#domain/conversation.ts'
import type { Identity } from '#domain/customer.ts'
import type { Json } from '#domain/json.ts'
import type { ConversationMemory, ProfileFact } from '#domain/memory.ts'
import type { Understanding } from '#domain/understanding.ts'
import { mannerSettings, memoryLimits } from '#memory/index.ts'
import { mayKeep } from '../remember.ts'
import { type MemoryAct, preferences } from './ask.ts'
import { allowed, inTime, loadProfile, type ProfileAccess, type TurnProfile, unconfirmedFor } from './load.ts'

/** What a turn leaves for the profile: facts to store with its record, and what changes in the conversation's own memory. */
export interface Kept {
  customer: TurnProfile['customer']
  facts: ProfileFact[]
  /** Names of facts that a flow forgets. */
  forgets: string[]
  memory: Partial<ConversationMemory>
  /** Facts that wait for a yes and are asked about with this reply. */
  askAbout: ProfileFact[]
}

export interface Learnt {
  /** From the step `remember`. */
  remembered: readonly { fact: string; value: Json; expiresInDays: number | null }[]
  act: MemoryAct | null
  understanding: Understanding | null
  identity: Identity
  /** Whether the reply may end with a question of the memory's own. */
  mayAsk: boolean
  /** The clock, and it has nothing to say: a question of the memory's own still waits for its answer. */
  isUnheard: boolean
}

interface Surroundings {
  conversation: Conversation
  profile: TurnProfile
  keepDays: number
  languages: readonly string[]
  seq: number
  atMs: number
  access: ProfileAccess
}

const dayMs = 86_400_000

/** What of a turn is worth remembering beyond the conversation, and whether it may be. Secrets never are. */
export async function keepFacts(
  learnt: Learnt,
  { conversation, profile, keepDays, languages, seq, atMs, access }: Surroundings,
): Promise<Kept> {
  const { act, identity, understanding } = learnt
  const before = conversation.memory
  const erases =
    act?.effect?.kind === 'forget-all' ||
    act?.effect?.kind === 'forget-that' ||
    (act?.effect?.kind === 'consent' && !act.effect.given)
  // An answer is short because of its question.
  const isOwnWords = act === null && conversation.dialogue.pending === null
  // What was noticed of how they write is forgotten with the rest.
  const heard = erases ? { messages: 0, words: 0 } : hear(before?.heard, isOwnWords ? understanding : null)
  const fact = (
    name: string,
    value: Json,
    how: ProfileFact['source']['how'],
    days: number = keepDays,
  ): ProfileFact => ({
    fact: name,
    value,
    source: { conversation: conversation.id, seq, how },
    atMs,
    consent: profile.mode === 'on' ? 'setting' : 'given',
    expiresAtMs: atMs + Math.round(days * dayMs),
  })
  const said = [
    ...learnt.remembered
      .filter(({ value }) => value !== null)
      .map(({ fact: name, value, expiresInDays }) => fact(name, value, 'said', expiresInDays ?? keepDays)),
    ...(act?.effect?.kind === 'prefer' ? [fact(act.effect.fact, act.effect.value, 'said')] : []),
  ].filter(isKeepable)
  const forgets = learnt.remembered.filter(({ value }) => value === null).map(({ fact: name }) => name)
  const inferred = inferredFrom(heard, understanding, conversation, languages, profile).map(([name, value]) =>
    fact(name, value, 'inferred'),
  )

  const memory: Partial<ConversationMemory> = {
    heard,
    asked: act?.asked ?? (learnt.isUnheard ? (before?.asked ?? null) : null),
  }
  if (act?.effect?.kind === 'prefer') memory.manner = { ...before?.manner, ...act.effect.manner }
  let unconfirmed =
    act?.effect == null || act.effect.kind === 'prefer'
      ? unconfirmedFor(before, identity.customer).filter((one) => !forgets.includes(one.fact))
      : []
  // Who was verified in this very turn has a word of theirs that was not read yet.
  const theirs =
    identity.customer === profile.customer || said.length + unconfirmed.length === 0
      ? profile
      : await loadProfile(conversation, identity, profile.mode, atMs, access)
  const isAllowed = theirs.customer !== null && allowed(theirs.mode, consentAfter(act, theirs.consent))
  let facts: ProfileFact[] = []
  let askAbout: ProfileFact[] = []
  if (isAllowed) {
    facts = [...unconfirmed, ...said, ...inferred]
    unconfirmed = []
  } else if (theirs.mode !== 'off' && theirs.consent === null && act?.effect?.kind !== 'consent') {
    unconfirmed = newest([...unconfirmed, ...said])
    const mayAsk =
      learnt.mayAsk &&
      theirs.mode === 'ask' &&
      theirs.customer !== null &&
      theirs.available &&
      before?.consentAsked !== true &&
      memory.asked === null
    if (mayAsk && unconfirmed.length > 0) {
      askAbout = unconfirmed
      memory.asked = 'consent'
      memory.consentAsked = true
    }
  }
  return {
    customer: theirs.customer,
    facts: dropSame(facts, theirs.facts),
    forgets,
    memory: { ...memory, unconfirmed, unconfirmedOf: unconfirmed.length === 0 ? null : identity.customer },
    askAbout,
  }
}

const consentAfter = (act: MemoryAct | null, before: boolean | null): boolean | null =>
  act?.effect?.kind === 'consent' ? act.effect.given : act?.effect?.kind === 'remember' ? true : before

/** No secrets, no essays: a profile is a handful of facts that a customer can read. */
function isKeepable({ fact, value }: ProfileFact): boolean {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return (
    fact.length <= memoryLimits.factCharacters && text.length <= memoryLimits.factValueCharacters && mayKeep(fact, text)
  )
}

/** One of each name, the last that was said. */
const newest = (facts: readonly ProfileFact[]): ProfileFact[] =>
  [...new Map(facts.map((fact) => [fact.fact, fact])).values()].slice(-memoryLimits.unconfirmed)

/** What was inferred and is known as it is needs no write: it would be one each turn. */
const dropSame = (facts: readonly ProfileFact[], known: readonly ProfileFact[]): ProfileFact[] =>
  facts.filter(
    ({ fact, value, source }) =>
      source.how !== 'inferred' ||
      !known.some(
        (old) =>
          old.fact === fact && (old.source.how === 'said' || JSON.stringify(old.value) === JSON.stringify(value)),
      ),
  )

function hear(
  before: ConversationMemory['heard'],
  understanding: Understanding | null,
): NonNullable<ConversationMemory['heard']> {
  const { messages, words } = before ?? { messages: 0, words: 0 }
  if (understanding === null) return { messages, words }
  return { messages: messages + 1, words: words + (understanding.text.match(/\p{L}+/gu) ?? []).length }
}

/** How somebody likes to be spoken to, from how they write. Never overwrites what they said. */
function inferredFrom(
  { messages, words }: NonNullable<ConversationMemory['heard']>,
  understanding: Understanding | null,
  { locale }: Conversation,
  languages: readonly string[],
  { values }: TurnProfile,
): [string, Json][] {
  if (messages < mannerSettings.messages || understanding === null) return []
  const found: [string, Json][] = []
  if (words / messages <= mannerSettings.fewWords && values[preferences.brevity] === undefined)
    found.push([preferences.brevity, 'short'])
  const isTheirs = understanding.language.code === locale.split('-')[0]
  if (languages.length > 1 && isTheirs && values[preferences.language] !== locale)
    found.push([preferences.language, locale])
  return found
}

/**
 * Stores what a turn leaves for the profile, before the turn is recorded: a turn that dies after it writes the same again. A store that is
 * away costs a moment and a line in the log, never the reply.
 */
export async function storeFacts(
  { customer, facts, forgets }: Kept,
  { tenant, id }: Conversation,
  atMs: number,
  { profiles, log }: ProfileAccess,
): Promise<void> {
  if (customer === null || facts.length + forgets.length === 0) return
  try {
    for (const fact of forgets) await inTime(profiles.forget(tenant, customer, fact, 'assistant', atMs))
    if (facts.length > 0) await inTime(profiles.remember(tenant, customer, facts, memoryLimits.profileFacts))
  } catch (error) {
    log.warn({ err: error, conversation: id, facts: facts.length }, 'facts could not be remembered')
  }
}
