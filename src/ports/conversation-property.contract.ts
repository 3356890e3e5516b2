import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldConversation } from '#domain/conversation.ts'
import type { Alarm } from '#domain/dialogue-state.ts'
import { leaseMs, newId, newScene, note, says, seqs, upTo, withAlarms } from './contract-scene.ts'
import type { ClaimedTurn } from './conversation-store.ts'
import type { Database } from './database.ts'

/** What three processes may do to one conversation, in any order. */
const actionArbitrary = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('accept' as const), by: fc.nat(2), count: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('accept-again' as const), by: fc.nat(2) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('claim' as const), by: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('claim-due' as const), by: fc.nat(2) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('record' as const),
      by: fc.nat(2),
      old: fc.boolean(),
      /** Leaves something that is due at once. */
      due: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('begin' as const), by: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('append' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lease-ends' as const) }) },
)
type Action = typeof actionArbitrary extends fc.Arbitrary<infer T> ? T : never

/**
 * Random interleavings, in groups that run at the same time: afterwards each message is in exactly one recorded turn, numbers have no
 * gap, and the snapshot is the fold of the events. What is due has one turn without messages, or none where a message came first.
 */
export function conversationPropertyContract(database: () => Database, runs: number): void {
  describe('any order of events', () => {
    test('each message is in exactly one recorded turn, without gaps, and the snapshot is the fold', async () => {
      const groups = fc.array(fc.array(actionArbitrary, { minLength: 1, maxLength: 4 }), {
        minLength: 1,
        maxLength: 14,
      })
      await fc.assert(
        fc.asyncProperty(groups, async (script) => {
          const world = await newWorld(database())
          for (const group of script) await Promise.all(group.map((action) => world.act(action)))
          await world.settle()
          const events = await world.scene.events()
          const row = await world.scene.load()
          expect(seqs(events)).toEqual(upTo(row.lastSeq))
          expect(row.conversation).toEqual(foldConversation(events))
          const received = events.filter((event) => event.kind === 'message-received').map((event) => event.seq)
          const taken = events.flatMap((event) => (event.kind === 'turn-recorded' ? event.data.messages : []))
          expect(taken.sort((a, b) => a - b)).toEqual(received)
          expect(received).toHaveLength(world.accepted())
          expect(row.pending).toBe(0)
          const turns = events.flatMap((event) => (event.kind === 'turn-recorded' ? [event] : []))
          const left = turns.map(({ personal }) => (personal?.dialogue.alarms ?? []).length > 0)
          for (const [index, { data }] of turns.entries())
            if (data.messages.length === 0) expect(left[index - 1]).toBe(true)
          expect(left.at(-1) ?? false).toBe(false)
        }),
        { numRuns: runs, endOnFailure: runs < 100 },
      )
    })
  })
}

async function newWorld(database: Database) {
  const scene = await newScene(database)
  const holders = [newId('holder'), newId('holder'), newId('holder')] as const
  const claims: (ClaimedTurn[] | undefined)[] = [[], [], []]
  const clientIds: string[] = []

  const keep = (by: number, claim: ClaimedTurn | null) => {
    if (claim) claims[by]?.push(claim)
  }
  const holderOf = (by: number) => holders[by] ?? holders[0]

  return {
    scene,
    accepted: () => clientIds.length,
    async act(action: Action): Promise<void> {
      switch (action.do) {
        case 'accept': {
          const messages = Array.from({ length: action.count }, (_, n) => says(`message ${clientIds.length + n}`))
          clientIds.push(...messages.map((message) => message.clientId))
          const outcome = await scene.accept(messages, holderOf(action.by))
          if (outcome.kind === 'accepted') keep(action.by, outcome.claimed)
          return
        }
        case 'accept-again': {
          const outcome = await scene.accept(
            clientIds.slice(-2).map((id) => says('again', id)),
            holderOf(action.by),
          )
          if (outcome.kind === 'accepted') keep(action.by, outcome.claimed)
          return
        }
        case 'claim':
          return keep(action.by, await scene.claim(holderOf(action.by)))
        case 'claim-due':
          return keep(action.by, await scene.claimDue(holderOf(action.by)))
        case 'record': {
          const mine = claims[action.by] ?? []
          const claim = action.old ? mine[0] : mine.at(-1)
          const due: Alarm = { id: 1, atMs: scene.clock.now(), what: { kind: 'silence', nth: 0 } }
          if (claim) await scene.record(claim, action.due ? withAlarms(claim, [due]) : {})
          return
        }
        case 'begin': {
          const claim = claims[action.by]?.at(-1)
          if (claim) await database.journal.begin(claim, `k-${claim.turn}`, 'tool', {}, scene.clock.now())
          return
        }
        case 'append':
          await scene.append(note('meanwhile'))
          return
        case 'lease-ends':
          scene.clock.advance(leaseMs)
      }
    },
    /** What recovery does: claim what is left until nothing is. */
    async settle(): Promise<void> {
      const holder = newId('holder')
      scene.clock.advance(leaseMs)
      for (let claim = await scene.claim(holder); claim; claim = await scene.claim(holder)) {
        if (claim.pending.length === 0 && !claim.conversation.dialogue.alarms?.length)
          throw new Error('a turn for nothing was claimed')
        await scene.record(claim)
      }
    },
  }
}
