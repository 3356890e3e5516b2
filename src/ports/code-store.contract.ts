import { describe, expect, test } from 'vitest'
import type { IssuedCode } from './code-store.ts'
import { newId, newScene, type Scene } from './contract-scene.ts'
import type { Database } from './database.ts'

const hour = 3_600_000

/** One-time codes: the newest counts, tries are counted, one try uses it up. */
export function codeStoreContract(database: () => Database): void {
  const codeOf = (scene: Scene, destination: string = newId('message')): IssuedCode => ({
    id: newId('message'),
    conversation: scene.conversation,
    destination,
    salt: 'salt',
    hash: `hash-${destination}`,
    expiresAtMs: scene.clock.now() + hour,
  })
  const issue = (scene: Scene, code: IssuedCode, perConversation = 10, perDestination = 10) =>
    database().codes.issue(
      scene.tenant,
      code,
      { perConversation, perDestination, sinceMs: scene.clock.now() - hour },
      scene.clock.now(),
    )
  const attempt = (scene: Scene, key: string) => database().codes.attempt(scene.tenant, scene.conversation, key)

  describe('one-time codes', () => {
    test('the newest of a conversation is the one that is tried, with what it proves once it was sent', async () => {
      const scene = await newScene(database())
      expect(await attempt(scene, 'k')).toBeNull()
      await issue(scene, codeOf(scene))
      scene.clock.advance(1)
      const code = codeOf(scene)
      expect(await issue(scene, code)).toBe(true)
      const { id, salt, hash, expiresAtMs } = code
      const tried = { id, salt, hash, expiresAtMs, attempts: 1, usedBy: null }
      expect(await attempt(scene, 'k')).toEqual({ ...tried, subject: null })
      await database().codes.sent(scene.tenant, scene.conversation, id, { customerId: 'c-1', name: 'Ada' })
      expect(await attempt(scene, 'k')).toEqual({ ...tried, subject: { customerId: 'c-1', name: 'Ada' } })
    })

    test('each try counts, the same one once, also where many come together', async () => {
      const scene = await newScene(database())
      await issue(scene, codeOf(scene))
      const counts = await Promise.all(
        Array.from({ length: 12 }, async (_, n) => (await attempt(scene, `k-${n}`))?.attempts),
      )
      expect(counts.sort((a = 0, b = 0) => a - b)).toEqual(Array.from({ length: 12 }, (_, n) => n + 1))
      const last = await attempt(scene, 'k-x')
      expect((await attempt(scene, 'k-x'))?.attempts).toBe(last?.attempts)
    })

    test('one try uses it up, and may say so again', async () => {
      const scene = await newScene(database())
      const { id } = codeOf(scene)
      await issue(scene, { ...codeOf(scene), id })
      const use = (key: string) => database().codes.use(scene.tenant, scene.conversation, id, key)
      const won = await Promise.all(Array.from({ length: 8 }, (_, n) => use(`k-${n}`)))
      expect(won.filter((one) => one)).toHaveLength(1)
      const winner = `k-${won.indexOf(true)}`
      expect(await use(winner)).toBe(true)
      expect((await attempt(scene, winner))?.usedBy).toBe(winner)
    })

    test('no more are kept than allowed, by conversation and by destination, also at once; later there may be again', async () => {
      const scene = await newScene(database())
      const kept = await Promise.all(Array.from({ length: 6 }, () => issue(scene, codeOf(scene), 3)))
      expect(kept.filter((one) => one)).toHaveLength(3)
      const target = newId('message')
      const others = await Promise.all(Array.from({ length: 6 }, () => newScene(database(), scene.tenant)))
      const sent = await Promise.all(others.map((other) => issue(other, codeOf(other, target), 3, 2)))
      expect(sent.filter((one) => one)).toHaveLength(2)
      scene.clock.advance(2 * hour)
      expect(await issue(scene, codeOf(scene), 3)).toBe(true)
    })

    test('old ones are deleted, of this tenant alone', async () => {
      const [scene, other] = [await newScene(database()), await newScene(database())]
      await issue(scene, codeOf(scene))
      await issue(other, codeOf(other))
      scene.clock.advance(hour)
      await issue(scene, codeOf(scene))
      const { codes } = database()
      expect(await codes.expire(scene.tenant, scene.clock.now())).toBe(1)
      expect(await codes.expire(scene.tenant, scene.clock.now())).toBe(0)
      expect(await attempt(scene, 'k')).not.toBeNull()
      expect(await attempt(other, 'k')).not.toBeNull()
    })

    test('another tenant sees none of it, and an erased conversation has none', async () => {
      const scene = await newScene(database())
      const code = codeOf(scene)
      await issue(scene, code)
      const { codes, conversations } = database()
      const stranger = newId('tenant')
      expect(await codes.attempt(stranger, scene.conversation, 'k')).toBeNull()
      expect(await codes.use(stranger, scene.conversation, code.id, 'k')).toBe(false)
      await conversations.erase(scene.tenant, scene.conversation)
      expect(await attempt(scene, 'k')).toBeNull()
    })
  })
}
