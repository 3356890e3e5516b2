import { describe, expect, test } from 'vitest'
import type { Mention } from '#domain/customer.ts'
import type { CustomerId } from '#domain/ids.ts'
import { emptyMemory } from '#domain/memory.ts'
import { rememberThings, thingsTalkedAbout } from './things.ts'
import { begunAnew, broughtBack, setAside, withoutAside } from './writers.ts'

const ada = 'C-ada' as CustomerId
const mention = (value: string, seq: number): Mention => ({ type: 'order', value, text: value, seq, by: 'customer' })
const talkedOf = (...values: string[]) => {
  const mentions = values.map((value, index) => mention(value, index + 1))
  const things = rememberThings(
    [],
    mentions.map((one) => ({ mention: one, atMs: 0 })),
  )
  const notes = [{ kind: 'done' as const, text: `did ${values.join()}`, seq: 1 }]
  return { memory: { ...emptyMemory(), things, notes, manner: { brevity: 'short' as const } }, mentions }
}

describe('what came up with a customer who is known no more', () => {
  test('is seen by nobody, but how people want to be spoken to stays', () => {
    const { memory, mentions } = setAside(talkedOf('A', 'B'), ada, 9)
    expect([memory.things, memory.notes, memory.topic, mentions]).toEqual([[], [], null, []])
    expect(memory).toMatchObject({ manner: { brevity: 'short' }, sameSince: 9, aside: { customer: ada } })
  })

  test('is theirs again when they are back, before what came up since, each thing once', () => {
    const waiting = setAside(talkedOf('A', 'B'), ada, 9)
    const since = talkedOf('B', 'C')
    const { memory, mentions } = broughtBack({
      memory: { ...waiting.memory, things: since.memory.things, notes: since.memory.notes },
      mentions: since.mentions,
    })
    expect(thingsTalkedAbout(memory.things).map(({ value }) => value)).toEqual(['A', 'B', 'C'])
    expect(memory.notes.map(({ text }) => text)).toEqual(['did A,B', 'did B,C'])
    expect(mentions.map(({ value }) => value)).toEqual(['A', 'B', 'B', 'C'])
    expect(memory).not.toHaveProperty('aside')
    expect(memory).not.toHaveProperty('sameSince')
  })

  test('is gone when another is verified', () => {
    const { memory } = setAside(talkedOf('A'), ada, 9)
    expect(JSON.stringify(withoutAside(memory))).not.toMatch(/"A"|C-ada/)
    expect(begunAnew(talkedOf('A').memory, 4)).toMatchObject({ things: [], notes: [], sameSince: 4 })
  })
})
