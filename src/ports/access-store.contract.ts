import { describe, expect, test } from 'vitest'
import type { Person } from './access-store.ts'
import { newId } from './contract-scene.ts'
import type { Database } from './database.ts'

export function accessStoreContract(database: () => Database): void {
  const hash = () => `hash-${newId('message')}`
  const person = (tenant = newId('tenant')): Person => ({
    agent: newId('agent'),
    tenant,
    name: 'Ada',
    email: 'ada@example.org',
    role: 'admin',
  })

  describe('access', () => {
    test('a key gives its tenant; an unknown one gives nothing', async () => {
      const tenant = newId('tenant')
      const { access } = database()
      await access.ensureTenant(tenant, 'Shop', 1)
      await access.ensureTenant(tenant, 'Shop', 2)
      const key = hash()
      await access.addKey(tenant, 'widget', key, 'page', 1)
      expect(await access.key(key)).toEqual({ tenant, kind: 'widget' })
      expect(await access.key(hash())).toBeNull()
    })

    test('people can be changed and are listed', async () => {
      const ada = person()
      const { access } = database()
      await access.putPerson(ada, 1)
      await access.putPerson({ ...ada, role: 'agent' }, 2)
      const bob = { ...person(ada.tenant), name: 'Bob' }
      await access.putPerson(bob, 3)
      const expected = [{ ...ada, role: 'agent' }, bob].sort((a, b) => (a.agent < b.agent ? -1 : 1))
      expect(await access.people(ada.tenant)).toEqual(expected)
    })

    test('a sign-in works once, before it expires', async () => {
      const ada = person()
      const { access } = database()
      await access.putPerson(ada, 1)
      const [used, expired] = [hash(), hash()]
      await access.addSignIn(ada.tenant, ada.agent, used, 1_000)
      await access.addSignIn(ada.tenant, ada.agent, expired, 1_000)
      expect(await access.useSignIn(used, 999)).toEqual(ada)
      expect(await access.useSignIn(used, 999)).toBeNull()
      expect(await access.useSignIn(expired, 1_000)).toBeNull()
      expect(await access.useSignIn(hash(), 1)).toBeNull()
    })

    test('a sign-in used by many at once lets one in', async () => {
      const ada = person()
      const { access } = database()
      await access.putPerson(ada, 1)
      const link = hash()
      await access.addSignIn(ada.tenant, ada.agent, link, 1_000)
      const people = await Promise.all([1, 2, 3, 4, 5].map(() => access.useSignIn(link, 1)))
      expect(people.filter((one) => one !== null)).toEqual([ada])
    })

    test('a session lasts until it expires or is ended', async () => {
      const ada = person()
      const { access } = database()
      await access.putPerson(ada, 1)
      const session = hash()
      await access.addSession(ada.tenant, ada.agent, session, 1_000)
      expect(await access.session(session, 999)).toEqual(ada)
      expect(await access.session(session, 1_000)).toBeNull()
      await access.endSession(session)
      await access.endSession(session)
      expect(await access.session(session, 1)).toBeNull()
    })

    test('a secret is made once, whoever asks first', async () => {
      const tenant = newId('tenant')
      const { access } = database()
      let made = 0
      const make = () => {
        made += 1
        return `secret-${made}`
      }
      const secrets = await Promise.all([1, 2, 3].map(() => access.secret(tenant, 'tokens', make)))
      expect(new Set(secrets).size).toBe(1)
      expect(await access.secret(tenant, 'tokens', make)).toBe(secrets[0])
      expect(await access.secret(newId('tenant'), 'tokens', make)).not.toBe(secrets[0])
    })
  })
}
