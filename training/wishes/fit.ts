/**
 * Fits the weights of cuts: `node training/wishes/fit.ts --data DIR` prints what stands in src/understanding/wishes/cut-weights.ts. Read are examples that the
 * models were not trained on, of fold 0 of both assistants and of the train rows of clinc150 and banking77; measure.ts reads others.
 */
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { pick, seededRandom } from '../../src/domain/random.ts'
import { tokenise } from '../../src/understanding/index.ts'
import { cutWeights } from '../../src/understanding/wishes/cut-weights.ts'
import type { CutListener } from '../../src/understanding/wishes/parts.ts'
import { fitJoins } from './joins.ts'
import { type HeldOut, heldOutOf, heldOutRows, openReader, type Said } from './models.ts'
import { courtesies, leadIns, reasons } from './stories.ts'

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    count: { type: 'string', default: '900' },
    rounds: { type: 'string', default: '3' },
    rows: { type: 'string' },
  },
})
const context = { timeZone: 'UTC', nowMs: Date.UTC(2026, 0, 15, 12) }
const bare = (text: string) => text.replace(/[\s.?!,;]+$/, '')
const names = Object.keys(cutWeights) as (keyof typeof cutWeights)[]

interface Row {
  x: number[]
  y: number
  weight: number
  from: string
}
interface Message {
  text: string
  /** Where the wishes part: what stands between two of them, [end, start]. */
  partings: [number, number][]
}

function parted(text: string, parts: string[]): Message {
  const small = text.toLowerCase()
  let at = 0
  const spans = parts.map((part) => {
    const start = small.indexOf(part.toLowerCase(), at)
    at = start + part.length
    return [start, at] as const
  })
  return { text, partings: spans.slice(1).map(([start], index) => [spans[index]?.[1] ?? 0, start]) }
}

async function messagesOf(set: HeldOut, count: number): Promise<Message[]> {
  const random = seededRandom(`fit:${set.name}`)
  const clear: Said[] = []
  for (const one of set.said) {
    if (one.kind !== 'wish' || one.text.split(/\s+/).length < 3) continue
    const { intents, outOfScope } = await set.understander.inspect(bare(one.text), context)
    if (intents[0]?.name === one.intent && intents[0].confidence >= 0.45 && outOfScope < 0.25) clear.push(one)
  }
  const messages: Message[] = []
  for (let n = 0; n < count; n += 1) {
    const some = [pick(clear, random), pick(clear, random), pick(clear, random)] as Said[]
    const texts = some.map(({ text }) => bare(text)) as [string, string, string]
    const [join, other] = [fitJoins[n % fitJoins.length], pick(fitJoins, random)]
    if (join === undefined || other === undefined || new Set(some.map(({ intent }) => intent)).size < 3) continue
    const pair = join.put(texts[0], texts[1])
    messages.push(parted(pair, [texts[0], texts[1]]))
    if (n % 5 === 0) messages.push(parted(other.put(pair, texts[2]), texts))
  }
  for (const one of set.said.filter(({ kind }) => kind === 'wish')) messages.push({ text: one.text, partings: [] })
  for (let n = 0; n < count; n += 1) {
    const one = bare(pick(clear, random)?.text ?? '')
    const wish = one.charAt(0).toLowerCase() + one.slice(1)
    const full = `${one.charAt(0).toUpperCase()}${one.slice(1)}.`
    const told = pick(reasons.fit, random) ?? ''
    const polite = pick(courtesies.fit, random) ?? ''
    const lead = pick(leadIns.fit, random) ?? ''
    const ways = [
      `${told}, ${wish}`,
      `${told.charAt(0).toUpperCase()}${told.slice(1)}. ${full}`,
      `${full} ${told.charAt(0).toUpperCase()}${told.slice(1)}.`,
      `${told} and ${wish}`,
      `${one}, ${told}`,
      `${full} ${polite}`,
      `${polite} ${full}`,
      `${lead} ${wish}`,
    ]
    messages.push({ text: ways[n % ways.length] ?? '', partings: [] })
  }
  return messages
}

async function rowsOf(set: HeldOut, messages: readonly Message[]): Promise<Row[]> {
  const rows: Row[] = []
  for (const { text, partings } of messages) {
    const cuts: Parameters<CutListener>[0][] = []
    set.understander.onCut = (cut) => void cuts.push(cut)
    const { corrections, corrected } = await set.understander.understand(text, context)
    if (corrections.length > 0 || corrected !== text) continue

    const tokens = tokenise(corrected)
    for (const { left, right, signs, decides } of cuts) {
      if (!decides) continue
      const [end, start] = [tokens[left.end - 1]?.end ?? 0, tokens[right.from]?.start ?? 0]
      const y = partings.some(([from, to]) => end <= to && start >= from) ? 1 : 0
      rows.push({
        x: names.map((name) => signs[name] ?? 0),
        y,
        weight: partings.length === 0 ? 1.5 : 1,
        from: set.name,
      })
    }
  }
  return rows
}

/** Logistic regression by Newton's method with a little pull to 0: few signs, many rows. */
function fitted(rows: readonly Row[]): number[] {
  const size = names.length
  let weights = new Array<number>(size).fill(0)
  const pull = 0.5
  for (let step = 0; step < 25; step += 1) {
    const gradient = weights.map((weight) => -pull * weight)
    const hessian = Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? pull : 0)))
    for (const { x, y, weight } of rows) {
      const p = 1 / (1 + Math.exp(-x.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0)))
      for (let i = 0; i < size; i += 1) {
        if (x[i] === 0) continue
        gradient[i] = (gradient[i] ?? 0) + weight * (y - p) * (x[i] ?? 0)
        const line = hessian[i] as number[]
        for (let j = 0; j < size; j += 1) line[j] = (line[j] ?? 0) + weight * p * (1 - p) * (x[i] ?? 0) * (x[j] ?? 0)
      }
    }
    const delta = solved(hessian, gradient)
    weights = weights.map((weight, i) => weight + (delta[i] ?? 0))
    if (Math.max(...delta.map(Math.abs)) < 1e-4) break
  }
  return weights
}

function solved(matrix: number[][], right: number[]): number[] {
  const a = matrix.map((row, i) => [...row, right[i] ?? 0])
  const n = a.length
  for (let i = 0; i < n; i += 1) {
    let pivot = i
    for (let r = i + 1; r < n; r += 1) if (Math.abs(a[r]?.[i] ?? 0) > Math.abs(a[pivot]?.[i] ?? 0)) pivot = r
    ;[a[i], a[pivot]] = [a[pivot] as number[], a[i] as number[]]
    const row = a[i] as number[]
    for (let r = 0; r < n; r += 1) {
      if (r === i) continue
      const other = a[r] as number[]
      const factor = (other[i] ?? 0) / (row[i] ?? 1)
      for (let c = i; c <= n; c += 1) other[c] = (other[c] ?? 0) - factor * (row[c] ?? 0)
    }
  }
  return a.map((row, i) => (row[n] ?? 0) / (row[i] ?? 1))
}

const encoder = await openReader()
const sets = [
  await heldOutOf('assistants/storefront', 'storefront', 0, encoder),
  await heldOutOf('assistants/airline', 'airline', 0, encoder),
]
if (values.data !== undefined)
  for (const [name, file] of [
    ['clinc150', 'train_small.jsonl'],
    ['banking77', 'train.jsonl'],
  ] as const)
    sets.push(await heldOutRows(values.data, name, [file, 'dev.jsonl'], true, encoder))
const messages: Message[][] = []
for (const set of sets)
  messages.push(await messagesOf(set, Number(values.count) / (set.name.startsWith('storefront') ? 1 : 2)))
const rows: Row[] = []
for (let round = 0; round < Number(values.rounds); round += 1) {
  for (const [index, set] of sets.entries()) rows.push(...(await rowsOf(set, messages[index] ?? [])))
  const weights = fitted(rows)
  names.forEach((name, i) => {
    ;(cutWeights as Record<string, number>)[name] = Math.round((weights[i] ?? 0) * 100) / 100
  })
  console.error(`round ${round + 1}: ${rows.length} cuts, ${rows.filter(({ y }) => y === 1).length} of them partings`)
}
if (values.rows !== undefined) await writeFile(values.rows, JSON.stringify({ names, rows }))
console.log(JSON.stringify(cutWeights, null, 2))
await encoder.close()
