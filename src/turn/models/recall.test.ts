import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openMemory } from '#adapters/store/index.ts'
import type { Asked, AskFor } from '#language-models/index.ts'
import { callOf } from '#language-models/roles/models.fixture.ts'
import { newId, newScene } from '#ports/contract-scene.ts'
import { journalRecall } from './recall.ts'

const request = (text: string, over: Partial<AskFor<{ n: number }>> = {}): AskFor<{ n: number }> => ({
  role: 'understand',
  tenant: 't',
  conversation: 'c',
  system: 's',
  messages: [{ from: 'customer', text }],
  personal: true,
  schema: z.object({ n: z.number() }),
  ...over,
})

/** A turn of the in-memory store, and a model that counts. */
async function scene() {
  const { database } = openMemory()
  const scene = await newScene(database)
  const claim = await scene.acceptAndClaim()
  let asked = 0
  const ask = async (): Promise<Asked<{ n: number }>> => {
    asked += 1
    return { kind: 'given', value: { n: asked }, toolCalls: [], record: callOf('understand') }
  }
  return { scene, claim, ask, journal: database.journal, count: () => asked }
}

describe('answers of models', () => {
  test('are the same when the turn is run again, also by another holder after a crash', async () => {
    const { scene: of, claim, ask, journal, count } = await scene()
    const first = await journalRecall(claim, journal, of.clock).remembered(request('a'), ask)
    of.clock.advance(60_000)
    const successor = await of.claim(newId('holder'))
    if (successor === null) throw new Error('nobody took the turn over')
    expect(await journalRecall(successor, journal, of.clock).remembered(request('a'), ask)).toEqual(first)
    expect(count()).toBe(1)
  })

  test('are new to another question, and to the same one in another turn', async () => {
    const { scene: of, claim, ask, journal } = await scene()
    const recall = journalRecall(claim, journal, of.clock)
    await recall.remembered(request('a'), ask)
    expect(await recall.remembered(request('b'), ask)).toMatchObject({ value: { n: 2 } })
    await of.record(claim)
    const next = await of.acceptAndClaim('again')
    expect(await journalRecall(next, journal, of.clock).remembered(request('a'), ask)).toMatchObject({
      value: { n: 3 },
    })
  })

  test('that were none stay none: what was decided without one is decided so again', async () => {
    const { scene: of, claim, ask, journal } = await scene()
    const recall = journalRecall(claim, journal, of.clock)
    const none = async (): Promise<Asked<{ n: number }>> => ({
      kind: 'none',
      why: 'late',
      record: callOf('understand'),
    })
    await recall.remembered(request('a'), none)
    expect(await recall.remembered(request('a'), ask)).toMatchObject({ kind: 'none', why: 'late' })
  })

  test('of another shape than is asked for now are asked anew', async () => {
    const { scene: of, claim, ask, journal, count } = await scene()
    const recall = journalRecall(claim, journal, of.clock)
    await recall.remembered(request('a', { schema: z.object({}) as never }), async () => ({
      kind: 'given',
      value: {} as { n: number },
      toolCalls: [],
      record: callOf('understand'),
    }))
    await recall.remembered(request('a'), ask)
    expect(count()).toBe(1)
  })

  test('that only word a reply are not kept', async () => {
    const { scene: of, claim, ask, journal, count } = await scene()
    const recall = journalRecall(claim, journal, of.clock)
    for (let run = 0; run < 2; run += 1) await recall.remembered(request('a', { role: 'phrase' }), ask)
    expect(count()).toBe(2)
  })
})
