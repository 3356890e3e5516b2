import { describe, expect, test } from 'vitest'
import type { CustomerId } from '#domain/ids.ts'
import type { ProfileFact } from '#domain/memory.ts'
import { newId, newScene } from './contract-scene.ts'
import type { Database } from './database.ts'

export function profileStoreContract(database: () => Database): void {
  const fact = (name: string, value: ProfileFact['value'], more: Partial<ProfileFact> = {}): ProfileFact => ({
    fact: name,
    value,
    source: { conversation: 'cv_1', seq: 2, how: 'said' },
    atMs: 1_000,
    consent: 'given',
    expiresAtMs: null,
    ...more,
  })
  const how = (kind: ProfileFact['source']['how']) => ({ source: { conversation: 'cv_1', seq: 2, how: kind } })
  const scene = () => {
    const { profiles } = database()
    const tenant = newId('tenant')
    const customer = `kunde-${newId('customer')}` as CustomerId
    return {
      profiles,
      tenant,
      customer,
      remember: (...facts: ProfileFact[]) => profiles.remember(tenant, customer, facts, 5),
      known: async (atMs = 2_000) => (await profiles.load(tenant, customer, atMs)).facts,
      values: async (atMs = 2_000) =>
        Object.fromEntries((await profiles.load(tenant, customer, atMs)).facts.map((one) => [one.fact, one.value])),
    }
  }

  describe('profiles of customers', () => {
    test('nothing is known of a customer of whom nothing was learnt', async () => {
      const { profiles, tenant, customer } = scene()
      expect(await profiles.load(tenant, customer, 1)).toEqual({ consent: null, facts: [] })
    })

    test('a fact is kept whole, whatever JSON it is', async () => {
      const { remember, known } = scene()
      const facts = [
        fact('address', { street: 'Elm "Street"', lines: [1, null] }, { expiresAtMs: 9_000, consent: 'setting' }),
        fact('size', 'M', how('tool')),
      ]
      await remember(...facts)
      expect(await known()).toEqual(facts)
    })

    test('the same again changes nothing; a newer value takes the place of the older', async () => {
      const { remember, known, values } = scene()
      await remember(fact('size', 'M'))
      await remember(fact('size', 'M'))
      expect(await known()).toEqual([fact('size', 'M')])
      await remember(fact('size', 'L', { atMs: 1_500 }))
      await remember(fact('size', 'S', { atMs: 900 }))
      expect(await values()).toEqual({ size: 'L' })
    })

    test('of one fact given several times at once that counts which would count one after the other', async () => {
      const { remember, values } = scene()
      await remember(fact('size', 'M'), fact('colour', 'red'), fact('size', 'L'), fact('size', 'S', how('inferred')))
      expect(await values()).toEqual({ colour: 'red', size: 'L' })
    })

    test('what was said is not overwritten by what was told by a tool or inferred, unless it has expired', async () => {
      const { remember, values } = scene()
      await remember(fact('language', 'de', { expiresAtMs: 3_000 }))
      await remember(fact('language', 'en', { atMs: 1_800, ...how('inferred') }))
      await remember(fact('language', 'fr', { atMs: 1_900, ...how('tool') }))
      expect(await values()).toEqual({ language: 'de' })
      await remember(fact('language', 'en', { atMs: 3_100, ...how('inferred') }))
      expect(await values(3_200)).toEqual({ language: 'en' })
    })

    test('what has expired is not known any more, and is deleted in time', async () => {
      const { profiles, tenant, remember, values } = scene()
      await remember(fact('size', 'M', { expiresAtMs: 2_000 }), fact('colour', 'blue'))
      expect(await values(1_999)).toEqual({ size: 'M', colour: 'blue' })
      expect(await values(2_000)).toEqual({ colour: 'blue' })
      expect(await profiles.expire(tenant, 1_999)).toBe(0)
      expect(await profiles.expire(tenant, 2_000)).toBe(1)
      expect(await profiles.expire(tenant, 2_000)).toBe(0)
    })

    test('the oldest facts go where there are too many', async () => {
      const { remember, values } = scene()
      for (let at = 1; at <= 8; at += 1) await remember(fact(`fact-${at}`, at, { atMs: 1_000 + at }))
      expect(Object.values(await values())).toEqual([4, 5, 6, 7, 8])
    })

    test('a no erases everything, and nothing more is kept until there is a yes', async () => {
      const { profiles, tenant, customer, remember, values } = scene()
      await remember(fact('size', 'M'), fact('colour', 'blue'))
      expect(await profiles.consent(tenant, customer, false, 'customer', 2_000)).toBe(2)
      await remember(fact('size', 'L', { atMs: 2_100 }))
      expect(await values(2_200)).toEqual({})
      expect(await profiles.load(tenant, customer, 2_200)).toMatchObject({ consent: { given: false, atMs: 2_000 } })
      expect(await profiles.consent(tenant, customer, true, 'customer', 3_000)).toBe(0)
      await remember(fact('size', 'L', { atMs: 3_100 }))
      expect(await values(3_200)).toEqual({ size: 'L' })
      expect(await profiles.load(tenant, customer, 3_200)).toMatchObject({ consent: { given: true, atMs: 3_000 } })
    })

    test('one fact can be erased, or all; a turn run again does not bring back what was erased as a whole', async () => {
      const { profiles, tenant, customer, remember, values } = scene()
      await remember(fact('size', 'M'), fact('colour', 'blue'), fact('shoe', 42))
      expect(await profiles.forget(tenant, customer, 'size', 'customer', 2_000)).toBe(1)
      expect(await profiles.forget(tenant, customer, 'size', 'customer', 2_000)).toBe(0)
      expect(await values()).toEqual({ colour: 'blue', shoe: 42 })
      expect(await profiles.forget(tenant, customer, null, 'customer', 2_100)).toBe(2)
      await remember(fact('colour', 'blue'))
      expect(await values(2_200)).toEqual({})
      await remember(fact('colour', 'red', { atMs: 2_300 }))
      expect(await values(2_400)).toEqual({ colour: 'red' })
    })

    test('what happened to a profile leaves a trace that says nothing of what was in it', async () => {
      const { profiles, tenant, customer, remember } = scene()
      await profiles.consent(tenant, customer, true, 'customer', 1_000)
      await remember(fact('allergy', 'peanuts', { atMs: 1_100 }), fact('size', 'M', { atMs: 1_100 }))
      await profiles.forget(tenant, customer, 'allergy', 'customer', 2_000)
      await profiles.forget(tenant, customer, null, 'ag_1', 3_000)
      const traces = await profiles.traces(tenant, customer, 10)
      expect(traces).toEqual([
        { atMs: 3_000, by: 'ag_1', action: 'erased-all', facts: 1 },
        { atMs: 2_000, by: 'customer', action: 'erased-fact', facts: 1 },
        { atMs: 1_000, by: 'customer', action: 'consent-given', facts: 0 },
      ])
      expect(JSON.stringify(traces)).not.toMatch(/allergy|peanuts/)
      expect(await profiles.traces(tenant, customer, 1)).toHaveLength(1)
    })

    test('what was learnt in a conversation goes when that is erased', async () => {
      const opened = await newScene(database())
      const { profiles, conversations } = database()
      const customer = 'kunde' as CustomerId
      const learnt = { source: { conversation: opened.conversation, seq: 2, how: 'said' as const } }
      await profiles.remember(opened.tenant, customer, [fact('size', 'M', learnt), fact('colour', 'blue')], 5)
      await conversations.erase(opened.tenant, opened.conversation)
      expect((await profiles.load(opened.tenant, customer, 2_000)).facts.map((one) => one.fact)).toEqual(['colour'])
    })

    test("another tenant's customer of the same id is another customer", async () => {
      const one = scene()
      await one.remember(fact('size', 'M'))
      const other = newId('tenant')
      expect(await one.profiles.load(other, one.customer, 2_000)).toEqual({ consent: null, facts: [] })
      expect(await one.profiles.forget(other, one.customer, null, 'customer', 2_000)).toBe(0)
      expect(await one.profiles.expire(other, 1e15)).toBe(0)
      expect(await one.profiles.traces(one.tenant, one.customer, 10)).toEqual([])
      expect(await one.values()).toEqual({ size: 'M' })
    })

    test('facts written at once by two turns are all kept', async () => {
      const { remember, values } = scene()
      await Promise.all([1, 2, 3, 4].map((at) => remember(fact(`fact-${at}`, at))))
      expect(await values()).toEqual({ 'fact-1': 1, 'fact-2': 2, 'fact-3': 3, 'fact-4': 4 })
    })
  })
}
