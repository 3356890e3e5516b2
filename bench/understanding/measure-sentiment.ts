import { evaluateSentiment, measureSentiment } from '#understanding/index.ts'
import { type EncoderName, withEncoder } from './encoder.ts'
import { openPeer } from './peer.ts'
import { type Measure, nowMs, type Row, sample, seed } from './row.ts'
import { sentimentRows } from './rows-of-files.ts'

const accuracyOf = (goal: number) =>
  ({ key: 'accuracy', title: 'accuracy', unit: 'share', goal: { atLeast: goal } }) as const
const macroF1 = (goal: number) =>
  ({ key: 'macroF1', title: 'macro-F1', unit: 'share', goal: { atLeast: goal } }) as const
const others = [
  { key: 'calibrationError', title: 'calibration error', unit: 'share' },
  { key: 'trainSeconds', title: 'training', unit: 's' },
  { key: 'p50Ms', title: 'a text, p50', unit: 'ms' },
] as const

export const sentimentSets: readonly Row[] = [
  {
    ...{ id: 'sst2', set: 'sst2', title: 'sst2, polarity', figures: [accuracyOf(0.85), ...others] },
    ...{ parley: measureOurs('sst2/train.jsonl', 'sst2/dev.jsonl', 'embedded'), peer: measurePeer('sst2/dev.jsonl') },
  },
  {
    ...{ id: 'customer_reviews', set: 'customer_reviews', title: 'customer_reviews, polarity' },
    figures: [accuracyOf(0.86), ...others],
    parley: measureOurs('customer_reviews/train.jsonl', 'customer_reviews/dev.jsonl', 'embedded'),
    peer: measurePeer('customer_reviews/dev.jsonl'),
  },
  {
    ...{ id: 'goemotions', set: 'goemotions', title: 'goemotions, 28 labels', figures: [macroF1(0.43), ...others] },
    // As `evaluate sentiment` does it: with that many rows the encoder adds minutes and next to nothing.
    parley: measureOurs('goemotions/train.jsonl.gz', 'goemotions/dev.jsonl', 'none'),
  },
]

function measureOurs(train: string, test: string, encoderName: EncoderName): Measure {
  return async (measuring) => {
    const fitted = await sentimentRows(await measuring.file(train))
    const read = await sentimentRows(await measuring.file(test))
    const [trainRows, testRows] = [sample(fitted.rows, 'train', measuring), sample(read.rows, 'test', measuring)]
    return withEncoder(encoderName, async (encoder) => ({
      ...(await evaluateSentiment(trainRows, testRows, fitted.multiLabel, { seed, encoder, nowMs })),
    }))
  }
}

/** nlp.js sums the polarity of words and is not trained. Where it finds none it says neutral: counted as positive, the more frequent. */
function measurePeer(test: string): Measure {
  return async (measuring) => {
    const { nlp, train } = await openPeer()
    // It reads sentiment only beside an intent, so it needs some.
    await train([
      { text: 'hello there', intent: 'greet' },
      { text: 'good bye', intent: 'leave' },
    ])
    const { rows, multiLabel } = await sentimentRows(await measuring.file(test))
    const labels = ['positive', 'negative']
    const predict = async (text: string) => {
      const { sentiment } = await nlp.process('en', text)
      const isPositive = sentiment.score >= 0
      const probabilities = Float32Array.of(isPositive ? 1 : 0, isPositive ? 0 : 1)
      return { labels: [isPositive ? 'positive' : 'negative'], probabilities }
    }
    const { accuracy, p50Ms } = await measureSentiment(
      labels,
      predict,
      sample(rows, 'test', measuring),
      multiLabel,
      nowMs,
    )
    return { accuracy, p50Ms }
  }
}
