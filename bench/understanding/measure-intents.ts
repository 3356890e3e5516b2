import { areaUnderRoc, evaluateUnderstanding, isOutOfScope, percentile } from '#understanding/index.ts'
import { withEncoder } from './encoder.ts'
import { openPeer } from './peer.ts'
import { type Figure, type Measure, nowMs, type Row, sample, seed } from './row.ts'
import { intentRows } from './rows-of-files.ts'

interface IntentSet {
  id: string
  set: string
  title: string
  train: string
  test: string
  accuracy: number
  /** Goals of the rows that have out-of-scope texts, or train a whole assistant. */
  further?: readonly Figure[]
}

const sets: readonly IntentSet[] = [
  {
    ...{ id: 'clinc150', set: 'clinc150', title: 'clinc150, full', accuracy: 0.95 },
    ...{ train: 'clinc150/train.jsonl', test: 'clinc150/dev.jsonl' },
    further: [
      { key: 'oosAuroc', title: 'out-of-scope AUROC', unit: 'share', goal: { atLeast: 0.96 } },
      { key: 'calibrationError', title: 'calibration error', unit: 'share', goal: { atMost: 0.05 } },
      { key: 'trainSeconds', title: 'training', unit: 's', goal: { atMost: 60 } },
    ],
  },
  ...[
    { set: 'banking77', goals: [0.92, 0.82, 0.75] },
    { set: 'hwu64', goals: [0.9, 0.82, 0.75] },
  ].flatMap(({ set, goals: [full = 0, ten = 0, five = 0] }) => [
    { id: set, set, title: `${set}, full`, accuracy: full, train: `${set}/train.jsonl`, test: `${set}/dev.jsonl` },
    ...[
      { shots: 10, accuracy: ten },
      { shots: 5, accuracy: five },
    ].map(({ shots, accuracy }) => ({
      ...{ id: `${set}-${shots}`, set, title: `${set}, ${shots} examples per intent`, accuracy },
      ...{ train: `${set}/train_${shots}shot.jsonl`, test: `${set}/dev.jsonl` },
    })),
  ]),
]

const calibration: Figure = {
  key: 'calibrationError',
  title: 'calibration error',
  unit: 'share',
  goal: { atMost: 0.05 },
}
const speed: readonly Figure[] = [
  { key: 'trainSeconds', title: 'training', unit: 's' },
  { key: 'p50Ms', title: 'a message, p50', unit: 'ms' },
  { key: 'p99Ms', title: 'a message, p99', unit: 'ms' },
]

export const intentSets: readonly Row[] = sets.map(
  ({ id, set, title, train, test, accuracy, further = [calibration] }) => {
    const figures: Figure[] = [
      { key: 'accuracy', title: 'accuracy', unit: 'share', goal: { atLeast: accuracy } },
      ...further,
      ...speed.filter(({ key }) => !further.some((figure) => figure.key === key)),
    ]
    return { id, set, title, figures, parley: measureOurs(train, test), peer: measurePeer(train, test) }
  },
)

function measureOurs(train: string, test: string): Measure {
  return async (measuring) => {
    const trainRows = sample(await intentRows(await measuring.file(train)), 'train', measuring)
    const testRows = sample(await intentRows(await measuring.file(test)), 'test', measuring)
    return withEncoder('embedded', async (encoder) => ({
      ...(await evaluateUnderstanding(trainRows, testRows, { seed, encoder, nowMs })),
    }))
  }
}

/** As ours are measured: the first intent of texts in scope, the score of None against out-of-scope texts, times after a warm-up. */
function measurePeer(train: string, test: string): Measure {
  return async (measuring) => {
    const trainRows = sample(await intentRows(await measuring.file(train)), 'train', measuring)
    const testRows = sample(await intentRows(await measuring.file(test)), 'test', measuring)
    const peer = await openPeer()
    const started = nowMs()
    await peer.train(trainRows.map(({ text, intent }) => ({ text, intent: isOutOfScope(intent) ? 'None' : intent })))
    const trainSeconds = (nowMs() - started) / 1000
    for (const { text } of testRows.slice(0, 200)) await peer.read(`${text} `)
    const times: number[] = []
    const scores: { inside: number[]; outside: number[] } = { inside: [], outside: [] }
    let right = 0
    for (const { text, intent } of testRows) {
      const before = nowMs()
      const read = await peer.read(text)
      times.push(nowMs() - before)
      scores[isOutOfScope(intent) ? 'outside' : 'inside'].push(read.outOfScope)
      if (read.intent === intent) right += 1
    }
    const { inside, outside } = scores
    return {
      accuracy: right / inside.length,
      oosAuroc: outside.length === 0 ? null : areaUnderRoc(outside, inside),
      trainSeconds,
      p50Ms: percentile(times, 0.5),
      p99Ms: percentile(times, 0.99),
    }
  }
}
