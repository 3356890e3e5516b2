import type { Mention } from '#domain/customer.ts'
import { canonicalJson, type Json } from '#domain/json.ts'
import type { Deed, TalkedThing } from '#domain/memory.ts'
import { memoryLimits } from './limits.ts'

/** What names a thing: its kind and value. */
export const keyOf = ({ type, value }: { type: string; value: Json }): string => `${type}:${canonicalJson(value)}`

/** A thing that came up, when and by whom. */
export interface CameUp {
  mention: Mention
  atMs: number
}

/**
 * The things after what came up: each once, the newest last. One that came up before keeps what is known of it. The longest unspoken of
 * are forgotten beyond the limit.
 */
export function rememberThings(
  before: readonly TalkedThing[],
  cameUp: readonly CameUp[],
  limit: number = memoryLimits.things,
): TalkedThing[] {
  const things = new Map(before.map((thing) => [keyOf(thing), thing]))
  let counted = before.reduce((most, { nth }) => Math.max(most, nth), 0)
  for (const { mention, atMs } of cameUp) {
    const key = keyOf(mention)
    const known = things.get(key)
    const seen = { seq: mention.seq, atMs, by: mention.by }
    if (known === undefined) counted += 1
    // Taken out and put in again: a map keeps the order of insertion.
    things.delete(key)
    things.set(key, {
      ...(known ?? {
        type: mention.type,
        value: mention.value,
        nth: counted,
        first: seen,
        times: 0,
        done: [],
        attributes: {},
      }),
      text: mention.text,
      ...(mention.role !== undefined && { role: mention.role }),
      last: seen,
      times: (known?.times ?? 0) + (known !== undefined && known.last.seq === mention.seq ? 0 : 1),
    })
  }
  return [...things.values()].slice(-limit)
}

/** Things of conversations that have mentions only, from before there was more. */
export function thingsOfMentions(mentions: readonly Mention[]): TalkedThing[] {
  return rememberThings(
    [],
    mentions.map((mention) => ({ mention, atMs: 0 })),
  )
}

/** What was done with a thing, at the end of its history; a step that was under way is replaced by how it ended. */
export function withDeed(thing: TalkedThing, deed: Deed): TalkedThing {
  const others = thing.done.filter(
    ({ kind, what, outcome }) => !(kind === deed.kind && what === deed.what && outcome === 'begun'),
  )
  return { ...thing, done: [...others, deed].slice(-memoryLimits.deeds) }
}

export interface ThingsQuery {
  type?: string
  /** Only those with which a flow or tool of this name was done, whatever its outcome unless that is given. */
  done?: string
  outcome?: Deed['outcome']
  /** Only those that came up since this event number. */
  sinceSeq?: number
  /** Only those that the customer named. */
  by?: 'customer' | 'assistant'
}

/** "Which orders did we talk about?": in the order they first came up. */
export function thingsTalkedAbout(things: readonly TalkedThing[], query: ThingsQuery = {}): TalkedThing[] {
  const { type, done, outcome, sinceSeq, by } = query
  return things
    .filter(
      (thing) =>
        (type === undefined || thing.type === type) &&
        (sinceSeq === undefined || thing.last.seq >= sinceSeq) &&
        (by === undefined || thing.first.by === by || thing.last.by === by) &&
        ((done === undefined && outcome === undefined) ||
          thing.done.some(
            (deed) => (done === undefined || deed.what === done) && (outcome === undefined || deed.outcome === outcome),
          )),
    )
    .sort((a, b) => a.nth - b.nth)
}
