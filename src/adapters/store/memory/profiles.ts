import type { CustomerId, TenantId } from '#domain/ids.ts'
import type { ProfileFact } from '#domain/memory.ts'
import type { ProfileStore, ProfileTrace } from '#ports/profile-store.ts'
import { isOver, stays } from '../profile-facts.ts'
import { type MemoryState, type ProfileRecord, tenantState } from './state.ts'

export function memoryProfiles(state: MemoryState): ProfileStore {
  const profileOf = (tenant: TenantId, customer: CustomerId): ProfileRecord => {
    const { profiles } = tenantState(state, tenant)
    const known = profiles.get(customer) ?? { consent: null, erasedAtMs: 0, facts: new Map(), traces: [] }
    profiles.set(customer, known)
    return known
  }
  const factsOf = (profile: ProfileRecord): ProfileFact[] =>
    [...profile.facts.values()]
      .map((text) => JSON.parse(text) as ProfileFact)
      .sort((a, b) => (a.fact < b.fact ? -1 : a.fact > b.fact ? 1 : 0))
  const erase = (profile: ProfileRecord, fact: string | null): number => {
    const names = fact === null ? [...profile.facts.keys()] : [fact]
    return names.filter((name) => profile.facts.delete(name)).length
  }
  const leave = (profile: ProfileRecord, trace: ProfileTrace) => {
    profile.traces.unshift(trace)
    return trace.facts
  }
  return {
    async load(tenant, customer, atMs) {
      const profile = tenantState(state, tenant).profiles.get(customer)
      if (profile === undefined) return { consent: null, facts: [] }
      return {
        consent: profile.consent && { ...profile.consent },
        facts: factsOf(profile).filter((fact) => !isOver(fact, atMs)),
      }
    },
    async remember(tenant, customer, facts, atMost) {
      const profile = profileOf(tenant, customer)
      if (profile.consent?.given === false) return
      for (const fact of facts) {
        if (fact.atMs <= profile.erasedAtMs) continue
        const text = profile.facts.get(fact.fact)
        const old = text === undefined ? null : (JSON.parse(text) as ProfileFact)
        if (old === null || !stays(old, fact)) profile.facts.set(fact.fact, JSON.stringify(fact))
      }
      const newest = factsOf(profile).sort((a, b) => b.atMs - a.atMs || (a.fact < b.fact ? 1 : -1))
      for (const { fact } of newest.slice(atMost)) profile.facts.delete(fact)
    },
    async consent(tenant, customer, given, by, atMs) {
      const profile = profileOf(tenant, customer)
      profile.consent = { given, atMs }
      if (!given) profile.erasedAtMs = atMs
      const facts = given ? 0 : erase(profile, null)
      return leave(profile, { atMs, by, action: given ? 'consent-given' : 'consent-withdrawn', facts })
    },
    async forget(tenant, customer, fact, by, atMs) {
      const profile = tenantState(state, tenant).profiles.get(customer)
      if (profile === undefined) return 0
      if (fact === null) profile.erasedAtMs = atMs
      const facts = erase(profile, fact)
      return facts === 0 ? 0 : leave(profile, { atMs, by, action: fact === null ? 'erased-all' : 'erased-fact', facts })
    },
    async forgetConversation(tenant, conversation) {
      for (const profile of tenantState(state, tenant).profiles.values())
        for (const { fact, source } of factsOf(profile))
          if (source.conversation === conversation) profile.facts.delete(fact)
    },
    async traces(tenant, customer, limit) {
      return (tenantState(state, tenant).profiles.get(customer)?.traces ?? [])
        .slice(0, limit)
        .map((trace) => ({ ...trace }))
    },
    async expire(tenant, atMs) {
      let gone = 0
      for (const profile of tenantState(state, tenant).profiles.values())
        for (const fact of factsOf(profile)) if (isOver(fact, atMs) && profile.facts.delete(fact.fact)) gone += 1
      return gone
    },
  }
}
