import { describe, expect, test } from 'vitest'
import type { Json } from '#domain/json.ts'
import type { Deed, TalkedThing } from '#domain/memory.ts'
import type { Entity } from '#domain/understanding.ts'
import { rememberThings } from '../things.ts'
import { type Dialogue, dialogues } from './dialogues.fixture.ts'
import { resolveReferences } from './resolve.ts'

const kinds: Record<string, string> = { o: 'order_number', p: 'product', c: 'promo_code', a: 'address' }
const nouns = new Map([
  ['order_number', ['order', 'package', 'parcel', 'delivery', 'shipment']],
  ['product', ['item', 'product', 'pair']],
  ['promo_code', ['code', 'coupon']],
  ['address', ['address']],
])

/** What the little language of the fixture says was talked about. */
function talkedAbout(before: string): { things: TalkedThing[]; since: number } {
  let things: TalkedThing[] = []
  let seq = 0
  let since = 0
  for (const [nth, subject] of before.split('//').entries()) {
    if (nth > 0) since = seq + 2
    for (const message of subject.split('|')) {
      seq += 2
      for (const part of message.split(';')) {
        const read = /^\s*(\*?)(\w):([\w ]+?)(?:\((.*)\))?\s*$/.exec(part)
        if (read === null) continue
        const [, star, kind = '', value = '', more = ''] = read
        const attributes: Record<string, Json> = {}
        const done: Deed[] = []
        let role: string | undefined
        for (const item of more.split(',').filter(Boolean)) {
          const [name = '', text = ''] = item.split('=')
          if (name.startsWith('+')) {
            const failed = name.startsWith('+!')
            done.push({
              kind: 'flow',
              what: name.slice(failed ? 2 : 1),
              outcome: failed ? 'not-done' : 'done',
              seq,
              atMs: 0,
            })
          } else if (name === 'role') role = text
          else attributes[name] = /^\d+$/.test(text) ? Number(text) : text
        }
        const by = star === '*' ? 'assistant' : 'customer'
        const mention = {
          type: kinds[kind] ?? kind,
          value,
          text: value,
          seq,
          by,
          ...(role !== undefined && { role }),
        } as const
        things = rememberThings(things, [{ mention, atMs: 0 }])
        const thing = things.at(-1)
        if (thing !== undefined)
          things = [
            ...things.slice(0, -1),
            { ...thing, attributes: { ...thing.attributes, ...attributes }, done: [...thing.done, ...done] },
          ]
      }
    }
  }
  return { things, since }
}

function whatIsMeant({ before, says, wants, names, choosing }: Dialogue): string {
  const { things, since } = talkedAbout(before)
  const typesOf = (letters: string) => [...letters].map((letter) => kinds[letter] ?? letter)
  const entities = typesOf(names ?? '').map(
    (type): Entity => ({ type, start: 0, end: 1, text: 'x', value: 'x', confidence: 1, source: 'pattern' }),
  )
  const found = resolveReferences({
    text: says,
    entities,
    things,
    nouns,
    ...(choosing && { choosing }),
    ...(since > 0 && { subjectSince: since }),
    ...(wants !== undefined && { wantedAt: () => new Set(typesOf(wants)) }),
  })
  if (found.length === 0) return '-'
  return found
    .map(({ mention, doubtful, alternatives }) =>
      doubtful
        ? [mention, ...alternatives.map((other) => other.mention)].map(({ value }) => value).join('?')
        : mention.value,
    )
    .join(',')
}

describe.each(Object.entries(dialogues))('what is meant: %s', (_kind, table) => {
  test.each(table.map((dialogue) => [dialogue.before, dialogue.says, dialogue] as const))(
    '[%s] "%s"',
    (_before, _says, dialogue) => {
      expect(whatIsMeant(dialogue)).toBe(dialogue.means)
    },
  )
})
