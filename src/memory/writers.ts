import type { Mention } from '#domain/customer.ts'
import type { CustomerId } from '#domain/ids.ts'
import { type ConversationMemory, emptyMemory, type TalkedThing } from '#domain/memory.ts'
import { memoryLimits } from './limits.ts'
import { keyOf } from './things.ts'

/** What came up with one customer is not told to another who writes in the same conversation (a shared device). */

interface Remembered {
  memory: ConversationMemory
  mentions: Mention[]
}

/** The verification has ended: what came up until now waits for its customer. `seq`: the event with which whoever writes now began. */
export function setAside({ memory, mentions }: Remembered, customer: CustomerId, seq: number): Remembered {
  const { things, notes } = memory
  return {
    memory: {
      ...memory,
      things: [],
      notes: [],
      topic: null,
      asked: null,
      aside: { customer, things, notes, mentions },
      sameSince: seq,
    },
    mentions: [],
  }
}

/** The customer is back: what waited for them comes before what came up since. */
export function broughtBack({ memory, mentions }: Remembered): Remembered {
  const { aside, sameSince: _since, ...now } = memory
  if (aside === undefined) return { memory, mentions }
  const since = new Set(now.things.map(keyOf))
  const counted = aside.things.reduce((most, { nth }) => Math.max(most, nth), 0)
  const earlier = aside.things.filter((thing) => !since.has(keyOf(thing)))
  const later = now.things.map((thing): TalkedThing => ({ ...thing, nth: thing.nth + counted }))
  return {
    memory: {
      ...now,
      things: [...earlier, ...later].slice(-memoryLimits.things),
      notes: [...aside.notes, ...now.notes].slice(-memoryLimits.notes),
    },
    mentions: [...aside.mentions, ...mentions],
  }
}

/** The memory when another customer is verified than the one whose things wait: those are gone. */
export function withoutAside({ aside: _gone, ...memory }: ConversationMemory): ConversationMemory {
  return memory
}

/** The memory when another is verified than was known until now. How people want to be spoken to is left: the page is still in that language. */
export const begunAnew = ({ manner, heard }: ConversationMemory, seq: number): ConversationMemory => ({
  ...emptyMemory(),
  manner,
  ...(heard && { heard }),
  sameSince: seq,
})
