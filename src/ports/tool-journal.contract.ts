import { describe, expect, test } from 'vitest'
import { leaseMs, newId, newScene } from './contract-scene.ts'
import type { Database } from './database.ts'

export function toolJournalContract(database: () => Database): void {
  describe('tool journal', () => {
    test('a start is begun once; the same key later gives the entry back', async () => {
      const scene = await newScene(database())
      const claim = await scene.acceptAndClaim()
      const { journal } = database()
      const at = scene.clock.now()
      const input = { order: 12345, lines: ['a', { b: null }] }
      expect(await journal.begin(claim, 'k-1', 'cancel_order', input, at)).toEqual({ kind: 'begun' })
      expect(await journal.begin(claim, 'k-1', 'cancel_order', { order: 9 }, at + 5)).toEqual({
        kind: 'existing',
        entry: { status: 'started', input, startedAtMs: at },
      })
      await journal.finish(claim, 'k-1', { cancelled: true }, at + 9)
      expect(await journal.begin(claim, 'k-1', 'cancel_order', input, at + 10)).toEqual({
        kind: 'existing',
        entry: { status: 'finished', input, outcome: { cancelled: true }, startedAtMs: at },
      })
    })

    test('a process that lost its hold starts nothing, and its finish still counts', async () => {
      const scene = await newScene(database())
      const claim = await scene.acceptAndClaim()
      const { journal } = database()
      await journal.begin(claim, 'k-1', 'cancel_order', {}, scene.clock.now())
      scene.clock.advance(leaseMs)
      const successor = await scene.claim(newId('holder'))
      expect(await journal.begin(claim, 'k-2', 'cancel_order', {}, scene.clock.now())).toEqual({ kind: 'lost-hold' })
      await journal.finish(claim, 'k-1', { cancelled: true }, scene.clock.now())
      expect(successor && (await journal.begin(successor, 'k-1', 'cancel_order', {}, 1))).toMatchObject({
        entry: { status: 'finished', outcome: { cancelled: true } },
      })
    })

    test('the first finish stands', async () => {
      const scene = await newScene(database())
      const claim = await scene.acceptAndClaim()
      const { journal } = database()
      await journal.begin(claim, 'k-1', 'cancel_order', {}, scene.clock.now())
      await journal.finish(claim, 'k-1', 'first', scene.clock.now())
      await journal.finish(claim, 'k-1', 'second', scene.clock.now())
      expect(await journal.begin(claim, 'k-1', 'cancel_order', {}, 1)).toMatchObject({ entry: { outcome: 'first' } })
    })

    test('an outcome of null is a finished call', async () => {
      const scene = await newScene(database())
      const claim = await scene.acceptAndClaim()
      const { journal } = database()
      await journal.begin(claim, 'k-1', 'ping', null, scene.clock.now())
      await journal.finish(claim, 'k-1', null, scene.clock.now())
      expect(await journal.begin(claim, 'k-1', 'ping', null, 1)).toMatchObject({
        entry: { status: 'finished', input: null, outcome: null },
      })
    })

    test('a finish without a start is a bug and says so', async () => {
      const scene = await newScene(database())
      const claim = await scene.acceptAndClaim()
      await expect(database().journal.finish(claim, 'k-9', {}, 1)).rejects.toThrow('k-9')
    })

    test('of two processes that begin the same key at once one has begun', async () => {
      const scene = await newScene(database())
      const claim = await scene.acceptAndClaim()
      const { journal } = database()
      const outcomes = await Promise.all([1, 2, 3, 4].map((n) => journal.begin(claim, 'k-1', 'tool', { n }, n)))
      expect(outcomes.filter((outcome) => outcome.kind === 'begun')).toHaveLength(1)
      expect(outcomes.filter((outcome) => outcome.kind === 'existing')).toHaveLength(3)
    })

    test('the same key in another conversation is another call', async () => {
      const one = await newScene(database())
      const two = await newScene(database(), one.tenant)
      const { journal } = database()
      await journal.begin(await one.acceptAndClaim(), 'k-1', 'tool', {}, 1)
      expect(await journal.begin(await two.acceptAndClaim(), 'k-1', 'tool', {}, 1)).toEqual({ kind: 'begun' })
    })
  })
}
