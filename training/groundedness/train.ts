/**
 * Learns what each finding against a statement weighs: node training/groundedness/train.ts FILE[*WEIGHT]… [--held FILE] [--write]
 *
 * Logistic regression whose weights cannot be negative (a finding never speaks for a statement), over the sentence of the sources on which
 * the statement rests best: that sentence is chosen anew by the weights of the round before. Deterministic. Prints cross-validation over
 * trades, with --curve a learning curve, with --rules how often each finding is met in right and in changed sentences, with --mistakes what
 * was judged wrongly. See README.md.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { parse } from 'yaml'
import { seededRandom } from '../../src/domain/random.ts'
import {
  burden,
  type Candidate,
  type Feature,
  features,
  type Weights,
} from '../../src/responses/guardrails/groundedness/evidence.ts'
import { readGrounds } from '../../src/responses/guardrails/groundedness/grounds.ts'
import { evidenceFor } from '../../src/responses/guardrails/groundedness/support.ts'

interface Row {
  group: string
  kind: string
  sentence: string
  /** Whether the sources say it. */
  right: boolean
  /** Where a rule settles it. */
  settled: boolean | null
  candidates: Candidate[]
  weight: number
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    folds: { type: 'string', default: '10' },
    own: { type: 'string', multiple: true, default: [] },
    held: { type: 'string', multiple: true, default: [] },
    strength: { type: 'string', default: '2' },
    mistakes: { type: 'boolean' },
    rules: { type: 'boolean' },
    curve: { type: 'boolean' },
    write: { type: 'boolean' },
    cost: { type: 'string', default: '1' },
  },
})

const rowsOf = (file: string, weight: number): Row[] =>
  (
    parse(readFileSync(file, 'utf8')) as { trade: string; passages: string[]; pairs: [string, string, string][] }[]
  ).flatMap(({ trade, passages, pairs }) => {
    const grounds = readGrounds(passages)
    return pairs.flatMap(([kind, yes, no]) =>
      [yes, no].map((sentence, i): Row => {
        const evidence = evidenceFor(sentence, grounds)
        const open = 'candidates' in evidence
        return {
          group: trade,
          kind,
          sentence,
          right: i === 0,
          settled: open ? null : evidence.why === null,
          candidates: open ? evidence.candidates : [],
          weight,
        }
      }),
    )
  })

/** How much more the wrong rejection of a right sentence weighs than a changed one that passes. */
const rightCost = Number(values.cost)

/** A wrong sentence shown costs more than a right one cut: what a statement may have against it is so much less than where both are as likely. */
const caution = 0.5

interface Model {
  weights: Weights
  atMost: number
}

function learn(rows: readonly Row[]): Model {
  const open = rows.filter(({ settled }) => settled === null)
  const weights = Object.fromEntries(features.map((feature) => [feature, 0.5])) as Record<Feature, number>
  let bias = -1
  const strength = Number(values.strength)
  for (let round = 0; round < 4; round += 1) {
    const chosen = open.map((row) => ({ row, candidate: bestOf(row.candidates, weights).candidate }))
    const second = Object.fromEntries(features.map((feature) => [feature, 1e-3])) as Record<Feature, number>
    let biasSecond = 1e-3
    for (let step = 0; step < 120; step += 1) {
      const slope = Object.fromEntries(
        features.map((feature) => [feature, (strength * weights[feature]) / 10]),
      ) as Record<Feature, number>
      let biasSlope = 0
      for (const { row, candidate } of chosen) {
        const against = 1 / (1 + Math.exp(-(bias + burden(candidate, weights))))
        const error = (against - (row.right ? 0 : 1)) * row.weight * (row.right ? rightCost : 1)
        biasSlope += error
        for (const [name, value] of Object.entries(candidate.values)) slope[name as Feature] += error * value
      }
      biasSecond += biasSlope ** 2
      bias -= (0.5 * biasSlope) / Math.sqrt(biasSecond)
      for (const feature of features) {
        second[feature] += slope[feature] ** 2
        weights[feature] = Math.max(0, weights[feature] - (0.5 * slope[feature]) / Math.sqrt(second[feature]))
      }
    }
  }
  return { weights, atMost: -bias - caution }
}

function bestOf(candidates: readonly Candidate[], weights: Weights): { candidate: Candidate; against: number } {
  let best = { candidate: candidates[0] as Candidate, against: Number.POSITIVE_INFINITY }
  for (const candidate of candidates) {
    const against = burden(candidate, weights)
    if (against < best.against) best = { candidate, against }
  }
  return best
}

/** How much less than the model bears a statement has against it; negative where it is rejected. */
const margin = (row: Row, { weights, atMost }: Model): number =>
  row.settled !== null ? (row.settled ? 10 : -10) : atMost - bestOf(row.candidates, weights).against

interface Judged {
  row: Row
  margin: number
  why: string
}

const judged = (rows: readonly Row[], model: Model): Judged[] =>
  rows.map((row) => {
    const best = row.settled === null ? bestOf(row.candidates, model.weights).candidate : null
    const why = best
      ? Object.entries(best.values)
          .map(([name, value]) => [name, model.weights[name as Feature] * value] as const)
          .filter(([, worth]) => worth > 0.05)
          .sort((a, b) => b[1] - a[1])
          .slice(0, 5)
          .map(([name, worth]) => `${name} ${worth.toFixed(2)} ${best.reasons[name as Feature]}`)
          .join('; ')
      : 'settled'
    return { row, margin: margin(row, model), why }
  })

function told(name: string, all: readonly Judged[]): void {
  const right = all.filter(({ row }) => row.right)
  const wrong = all.filter(({ row }) => !row.right)
  const at = (least: number) =>
    `${(wrong.filter((one) => one.margin < least).length / wrong.length).toFixed(3)} / ${(right.filter((one) => one.margin < least).length / right.length).toFixed(3)}`
  console.log(
    `${name.padEnd(28)} ${right.length} pairs, rejected / falsely, margin -0.5: ${at(-0.5)}  0: ${at(0)}  0.5: ${at(0.5)}`,
  )
}

/** Each trade judged by weights that were learnt from others: from all of them, or from a share. */
function crossed(rows: readonly Row[], folds: number, share = 1): Judged[] {
  const groups = [...new Set(rows.map(({ group }) => group))]
  const random = seededRandom('groundedness').next
  groups.sort()
  for (let i = groups.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1))
    ;[groups[i], groups[j]] = [groups[j] as string, groups[i] as string]
  }
  return Array.from({ length: folds }, (_, fold) => {
    const held = new Set(groups.filter((_group, i) => i % folds === fold))
    const known = groups.filter((group) => !held.has(group))
    const used = new Set(known.slice(0, Math.ceil(share * known.length)))
    const model = learn(rows.filter(({ group }) => used.has(group)))
    return judged(
      rows.filter(({ group }) => held.has(group)),
      model,
    )
  }).flat()
}

const files = positionals.map((entry) => {
  const [file = '', weight = '1'] = entry.split('*')
  return { file, rows: rowsOf(file, Number(weight)) }
})
const all = files.flatMap(({ rows }) => rows)
const written = all.filter(({ group }) => !group.startsWith('made:'))
if (values.rules) {
  for (const feature of features) {
    const met = (right: boolean) =>
      all.filter(
        (row) =>
          row.right === right &&
          row.candidates.length > 0 &&
          row.candidates.every((one) => (one.values[feature] ?? 0) > 0.3),
      ).length
    console.log(feature.padEnd(18), `in right ${met(true)}, in changed ${met(false)}`)
  }
}
const crossedAll = crossed(all, Number(values.folds))
told('crossed', crossedAll)
for (const { file, rows } of files)
  told(
    file.split('/').at(-1) ?? '',
    crossedAll.filter(({ row }) => rows.includes(row)),
  )
for (const file of values.held) {
  const rows = rowsOf(file, 1)
  told(`held ${file.split('/').at(-1)}`, judged(rows, learn(all)))
}
if (values.curve)
  for (const share of [0.1, 0.25, 0.5, 1])
    told(`from ${share} of the trades`, crossed(written, Number(values.folds), share))
if (values.mistakes)
  for (const { row, margin: by, why } of crossedAll)
    if (row.right === by < 0 && (values.own.length === 0 || values.own.includes(row.group)))
      console.log(`${row.right ? 'CUT ' : 'PASS'} ${row.kind} ${by.toFixed(2)}: ${row.sentence} <${why}>`)
if (values.write) {
  const { weights, atMost } = learn(all)
  writeFileSync(
    new URL('../../src/responses/guardrails/groundedness/weights.ts', import.meta.url),
    `import type { Weights } from './evidence.ts'\n\n/** Written by training/groundedness/train.ts; see there. */\nexport const learnt: { weights: Weights; atMost: number } = ${JSON.stringify({ weights: Object.fromEntries(features.map((feature) => [feature, Number(weights[feature].toFixed(3))])), atMost: Number(atMost.toFixed(3)) })}\n`,
  )
}
