/**
 * How well messages are taken apart: `node training/wishes/measure.ts [--data DIR] [--pairs N] [--show]`.
 * Reads held-out examples of both assistants and, where their folder is given, development rows of public sets.
 */
import { parseArgs } from 'node:util'
import { pick, type Random, seededRandom } from '../../src/domain/random.ts'
import { cutWeights } from '../../src/understanding/wishes/cut-weights.ts'
import { fitJoins, type Join, otherJoins } from './joins.ts'
import { type HeldOut, heldOutOf, heldOutRows, openReader, type Said } from './models.ts'
import { courtesies, leadIns, reasons } from './stories.ts'

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    pairs: { type: 'string', default: '600' },
    show: { type: 'string' },
    fit: { type: 'boolean', default: false },
    only: { type: 'string' },
    /** Added to the bias: what fewer or more cuts would do. */
    bias: { type: 'string', default: '0' },
  },
})
Object.assign(cutWeights, { bias: cutWeights.bias + Number(values.bias) })
const context = { timeZone: 'UTC', nowMs: Date.UTC(2026, 0, 15, 12) }
const bare = (text: string) => text.replace(/[\s.?!,;]+$/, '')

/** Read right by itself, as one wish, with words enough: the classifier's own errors are not those of cutting. */
async function clearlyTold({ understander, said }: HeldOut, random: Random, most: number): Promise<Said[]> {
  const clear: Said[] = []
  for (let draw = 0; draw < most * 3 && clear.length < most; draw += 1) {
    const one = pick(said, random)
    if (
      one === undefined ||
      one.kind !== 'wish' ||
      one.intent.startsWith('safety/') ||
      one.text.trim().split(/\s+/).length < 4
    )
      continue
    const { intents, outOfScope } = await understander.inspect(bare(one.text), context)
    if (intents[0]?.name === one.intent && intents[0].confidence >= 0.6 && outOfScope < 0.25) clear.push(one)
  }
  return clear
}

async function measure(set: HeldOut, joins: readonly Join[]) {
  const random = seededRandom(`wishes:${set.name}`)
  const count = Number(values.pairs)
  const clear = await clearlyTold(set, random, count)
  const names = async (text: string) =>
    (await set.understander.understand(text, context)).wishes.map(({ intents }) => intents[0]?.name ?? '')
  const show = (what: string, text: string, got: string[], wanted: string[]) => {
    if (values.show === what)
      console.log(`  ${what}: ${JSON.stringify(text)}\n      got ${got.join(' + ')}\n      for ${wanted.join(' + ')}`)
  }
  const same = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((x, at) => x === b[at])

  const byJoin = new Map<string, [right: number, apart: number, all: number]>()
  for (let n = 0; n < count; n += 1) {
    const [one, other, join] = [pick(clear, random), pick(clear, random), joins[n % joins.length]]
    if (one === undefined || other === undefined || join === undefined || one.intent === other.intent) continue
    const text = join.put(bare(one.text), bare(other.text))
    const got = await names(text)
    const tally = byJoin.get(join.name) ?? [0, 0, 0]
    const isRight = same(got, [one.intent, other.intent])
    byJoin.set(join.name, [tally[0] + Number(isRight), tally[1] + Number(got.length === 2), tally[2] + 1])
    if (!isRight) show(values.show === 'pairs' ? 'pairs' : join.name, text, got, [one.intent, other.intent])
  }
  let triples = [0, 0, 0]
  for (let n = 0; n < count / 3; n += 1) {
    const parts = [pick(clear, random), pick(clear, random), pick(clear, random)].filter((one) => one !== undefined)
    const [a, b] = [pick(joins, random), pick(joins, random)]
    if (a === undefined || b === undefined || new Set(parts.map(({ intent }) => intent)).size < 3) continue
    const [one, two, three] = parts.map(({ text }) => bare(text)) as [string, string, string]
    const text = b.put(bare(a.put(one, two)), three)
    const got = await names(text)
    const wanted = parts.map(({ intent }) => intent)
    if (!same(got, wanted)) show('triples', text, got, wanted)
    triples = [
      (triples[0] ?? 0) + Number(same(got, wanted)),
      (triples[1] ?? 0) + Number(got.length === 3),
      (triples[2] ?? 0) + 1,
    ]
  }
  // Every held-out example by itself, clear or not.
  let singles = [0, 0, 0]
  for (const one of set.said.filter(({ kind }) => kind === 'wish').slice(0, 1200)) {
    const got = await names(one.text)
    const isApart = got.length > 1
    if (isApart) show('singles', one.text, got, [one.intent])
    singles = [
      (singles[0] ?? 0) + Number(isApart),
      (singles[1] ?? 0) + Number(got[0] === one.intent),
      (singles[2] ?? 0) + 1,
    ]
  }
  // With what is no wish around it: one wish, and still the right one.
  const around: Record<'reason' | 'courtesy' | 'lead-in', number[]> = {
    reason: [0, 0, 0],
    courtesy: [0, 0, 0],
    'lead-in': [0, 0, 0],
  }
  for (let n = 0; n < count / 2; n += 1) {
    const one = clear[n % Math.max(1, clear.length)]
    if (one === undefined) break
    const told = pick(reasons[values.fit ? 'fit' : 'other'], random) ?? ''
    const polite = pick(courtesies[values.fit ? 'fit' : 'other'], random) ?? ''
    const lead = pick(leadIns[values.fit ? 'fit' : 'other'], random) ?? ''
    const text = bare(one.text)
    const wish = text.charAt(0).toLowerCase() + text.slice(1)
    const full = `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
    const ways = [
      `${told}, so ${wish}`,
      `${told.charAt(0).toUpperCase()}${told.slice(1)}. ${full}`,
      `${full} ${told.charAt(0).toUpperCase()}${told.slice(1)}.`,
      `${text} because ${told}`,
      `${told} and ${wish}`,
    ]
    const reasoned = ways[n % ways.length] ?? ''
    const politely = n % 2 === 0 ? `${full} ${polite}` : `Hello. ${polite} ${full}`
    for (const [what, message] of [
      ['reason', reasoned],
      ['courtesy', politely],
      ['lead-in', `${lead} ${wish}`],
    ] as const) {
      const got = await names(message)
      const tally = around[what]
      around[what] = [
        (tally[0] ?? 0) + Number(got.length === 1 && got[0] === one.intent),
        (tally[1] ?? 0) + Number(got.length > 1),
        (tally[2] ?? 0) + 1,
      ]
      if (!(got.length === 1 && got[0] === one.intent)) show(what, message, got, [one.intent])
    }
  }
  const share = (part: number | undefined, all: number | undefined) => ((part ?? 0) / Math.max(1, all ?? 0)).toFixed(3)
  const total = [...byJoin.values()].reduce((sum, tally) => sum.map((x, at) => x + (tally[at] ?? 0)), [
    0, 0, 0,
  ] as number[])
  console.log(`${set.name}: ${clear.length} clear of ${set.said.length}`)
  console.log(`  pairs both right ${share(total[0], total[2])}, as two ${share(total[1], total[2])} of ${total[2]}`)
  console.log(`  triples all right ${share(triples[0], triples[2])}, as three ${share(triples[1], triples[2])}`)
  console.log(
    `  singles taken apart ${share(singles[0], singles[2])}, first right ${share(singles[1], singles[2])} of ${singles[2]}`,
  )
  for (const [what, tally] of Object.entries(around))
    console.log(`  with ${what}: right ${share(tally[0], tally[2])}, taken apart ${share(tally[1], tally[2])}`)
  console.log(`  ${[...byJoin].map(([name, [right, , all]]) => `${name} ${share(right, all)}`).join(', ')}`)
}

const encoder = await openReader()
const sets: (() => Promise<HeldOut>)[] = [
  () => heldOutOf('assistants/storefront', 'storefront', values.fit ? 0 : 1, encoder),
  () => heldOutOf('assistants/airline', 'airline', values.fit ? 0 : 1, encoder),
]
if (values.data !== undefined)
  for (const [name, file] of [
    ['clinc150', 'train_small.jsonl'],
    ['banking77', 'train.jsonl'],
  ] as const)
    sets.push(() => heldOutRows(values.data ?? '', name, [file, 'dev.jsonl'], values.fit, encoder))
for (const open of sets) {
  const set = await open()
  if (values.only === undefined || set.name.startsWith(values.only))
    await measure(set, values.fit ? fitJoins : otherJoins)
}
await encoder.close()
