import { type EntityRow, evaluateEntities, percentile } from '#understanding/index.ts'
import { withEncoder } from './encoder.ts'
import { openPeer } from './peer.ts'
import { type Figure, type Measure, nowMs, type Row, sample, seed } from './row.ts'
import { entityRows } from './rows-of-files.ts'

const figures = (goal: number): readonly Figure[] => [
  { key: 'f1', title: 'span F1', unit: 'share', goal: { atLeast: goal } },
  { key: 'precision', title: 'precision', unit: 'share' },
  { key: 'recall', title: 'recall', unit: 'share' },
  { key: 'trainSeconds', title: 'training', unit: 's' },
  { key: 'p50Ms', title: 'a message, p50', unit: 'ms' },
]

export const entitySets: readonly Row[] = [
  { set: 'snips', goal: 0.93 },
  { set: 'atis', goal: 0.95 },
  { set: 'restaurant8k', goal: 0.93 },
  { set: 'hwu64_entities', goal: 0.82 },
].map(({ set, goal }) => ({
  ...{ id: set, set, title: `${set}, entities`, figures: figures(goal) },
  parley: measureEntities(`${set}/train.jsonl`, `${set}/dev.jsonl`),
  peer: measureLists(`${set}/train.jsonl`, `${set}/dev.jsonl`),
}))

function measureEntities(train: string, test: string): Measure {
  return async (measuring) => {
    const trainRows = sample(await entityRows(await measuring.file(train)), 'train', measuring)
    const testRows = sample(await entityRows(await measuring.file(test)), 'test', measuring)
    return withEncoder('embedded', async (encoder) => {
      const { labels: _, ...measured } = await evaluateEntities(trainRows, testRows, { seed, encoder, nowMs })
      return measured
    })
  }
}

/** nlp.js learns no spans: what it can do with the same rows is to keep every value as a list and find it again. */
function measureLists(train: string, test: string): Measure {
  return async (measuring) => {
    const trainRows = sample(await entityRows(await measuring.file(train)), 'train', measuring)
    const testRows = sample(await entityRows(await measuring.file(test)), 'test', measuring)
    // At threshold 1 lists are looked up; below, every value is compared with every message, for minutes each.
    const { nlp, train: trainPeer } = await openPeer({ forceNER: true, ner: { threshold: 1 } })
    const started = nowMs()
    for (const { label, value } of valuesOf(trainRows)) nlp.addNerRuleOptionTexts('en', label, value, [value])
    await trainPeer(trainRows.map(({ text, intent = 'all' }) => ({ text, intent })))
    const trainSeconds = (nowMs() - started) / 1000
    for (const { text } of testRows.slice(0, 200)) await nlp.process('en', `${text} `)
    const times: number[] = []
    const counts = { expected: 0, found: 0, both: 0 }
    for (const { text, entities } of testRows) {
      const before = nowMs()
      const found = (await nlp.process('en', text)).entities
      times.push(nowMs() - before)
      const expected = new Set(entities.map(({ start, end, type }) => `${start} ${end} ${type}`))
      counts.expected += expected.size
      counts.found += found.length
      // Its ends are inclusive.
      counts.both += found.filter(({ start, end, entity }) => expected.has(`${start} ${end + 1} ${entity}`)).length
    }
    const precision = counts.both / Math.max(1, counts.found)
    const recall = counts.both / Math.max(1, counts.expected)
    const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
    return { f1, precision, recall, trainSeconds, p50Ms: percentile(times, 0.5) }
  }
}

/** Every value that was marked, once for each label. */
function valuesOf(rows: readonly EntityRow[]): { label: string; value: string }[] {
  const seen = new Map<string, { label: string; value: string }>()
  for (const { text, entities } of rows)
    for (const { start, end, type } of entities) {
      const value = text.slice(start, end)
      seen.set(`${type} ${value.toLowerCase()}`, { label: type, value })
    }
  return [...seen.values()]
}
