/**
 * Trains the tagger of personal data: node training/privacy/train.ts DEV [ALT] [--ordinary assistants/storefront/intents] [--out src/privacy/tagger/tagger.model]
 * [--folds 5].
 * With --folds it measures first: rows of one sentence template are never on both sides. DEV's rows are measured, ALT's only learnt from.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { seededRandom } from '../../src/domain/random.ts'
import { evaluateSpans } from '../../src/privacy/evaluate.ts'
import { outsideBonus, tagWith, unpackModel } from '../../src/privacy/tagger/tagger.ts'
import { ordinaryRows, type Row, readRows } from './data.ts'
import { learn, listsOf, packModel, trainingLists } from './learn.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string' },
    /** A folder of intents whose plain examples are learnt from as texts without personal data. */
    ordinary: { type: 'string' },
    folds: { type: 'string' },
    mistakes: { type: 'boolean' },
    outside: { type: 'string', default: String(outsideBonus) },
    own: { type: 'string', default: '7' },
    again: { type: 'string', default: '2' },
    hidden: { type: 'string', default: '0.15' },
    reworded: { type: 'string', default: '0.15' },
    /** Only these folds, by number: what is decided upon is never measured on the others. */
    only: { type: 'string' },
    seed: { type: 'string', default: 'parley' },
    epochs: { type: 'string', default: '6' },
  },
})
const [dev, alt] = positionals
if (!dev) throw new Error('name the file of rows')
const measured = readRows(dev)
const lists = trainingLists()
const known = listsOf(lists)
const further = [...(alt ? readRows(alt) : []), ...(values.ordinary ? ordinaryRows(values.ordinary, known) : [])]
console.log(`${measured.length} rows are measured, ${further.length} only learnt from`)
const options = {
  seed: values.seed,
  hidden: Number(values.hidden),
  reworded: Number(values.reworded),
  epochs: Number(values.epochs),
  ownTimes: Number(values.own),
  againTimes: Number(values.again),
}

if (values.folds) {
  const folds = Number(values.folds)
  const random = seededRandom('parley:folds').next
  const groups = [...new Set(measured.map(({ group }) => group))]
  for (let i = groups.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1))
    const swapped = groups[i] as string
    groups[i] = groups[j] as string
    groups[j] = swapped
  }
  const bonuses = values.outside.split(',').map(Number)
  const results = bonuses.map((): { expected: Row['spans']; found: ReturnType<typeof tagWith> }[] => [])
  const only = values.only?.split(',').map(Number)
  for (let fold = 0; fold < folds; fold += 1) {
    if (only && !only.includes(fold)) continue
    const held = new Set(groups.filter((_, i) => i % folds === fold))
    const model = learn(
      [...measured, ...further].filter(({ group }) => !held.has(group)),
      known,
      options,
    )
    for (const row of measured.filter(({ group }) => held.has(group))) {
      const all = bonuses.map((outside) => tagWith({ ...model, outside }, row.text))
      all.forEach((found, i) => {
        results[i]?.push({ expected: row.spans, found })
      })
      const found = all[0] ?? []
      if (!values.mistakes) continue
      const say = (spans: readonly { start: number; end: number; label: string }[]) =>
        spans.map(({ start, end, label }) => `${label}:${row.text.slice(start, end)}`)
      const right = say(row.spans)
      const mine = say(found)
      const missed = right.filter((one) => !mine.includes(one))
      const wrong = mine.filter((one) => !right.includes(one))
      if (missed.length + wrong.length > 0) console.log(JSON.stringify({ text: row.text, missed, wrong }))
    }
  }
  bonuses.forEach((outside, i) => {
    const { labels, ...all } = evaluateSpans(results[i] ?? [])
    console.log({ outside, ...all })
    console.table(labels)
  })
}

if (values.out) {
  const packed = packModel(learn([...measured, ...further], known, options), lists)
  writeFileSync(values.out, packed)
  const model = unpackModel(packed)
  console.log(`${packed.length} bytes, ${model.places.size} features`)
  console.log(evaluateSpans(measured.map((row) => ({ expected: row.spans, found: tagWith(model, row.text) }))).f1)
}
