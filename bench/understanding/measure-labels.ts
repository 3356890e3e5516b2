import { evaluateEntities, evaluateLabels } from '#understanding/index.ts'
import { type EncoderName, withEncoder } from './encoder.ts'
import { type Measuring, nowMs, type Row, sample, seed } from './row.ts'
import { entityRows, labelRows } from './rows-of-files.ts'

/** What words alone reach in the same run is what the encoder has to add to. */
const aboveWords = (key: string) => ({ above: key, by: 0.05, calledHere: 'words' }) as const

export const labelSets: readonly Row[] = [
  {
    ...{ id: 'nlupp', set: 'nlupp', title: 'nlupp, several intents' },
    figures: [
      { key: 'intents', title: 'intents, micro-F1', unit: 'share', goal: aboveWords('intentsOfWords') },
      { key: 'slots', title: 'slots, span F1', unit: 'share', goal: aboveWords('slotsOfWords') },
      { key: 'trainSeconds', title: 'training', unit: 's' },
    ],
    async parley(measuring) {
      const ours = await measure(measuring, 'embedded')
      const words = await measure(measuring, 'none')
      return { ...ours, intentsOfWords: words.intents, slotsOfWords: words.slots }
    },
  },
]

async function measure(measuring: Measuring, encoderName: EncoderName) {
  const train = await measuring.file('nlupp/train.jsonl')
  const test = await measuring.file('nlupp/dev.jsonl')
  const some = <T>(rows: readonly T[], kind: 'train' | 'test') => sample(rows, kind, measuring)
  const [trainLabels, testLabels] = [some(await labelRows(train), 'train'), some(await labelRows(test), 'test')]
  const [trainSpans, testSpans] = [some(await entityRows(train), 'train'), some(await entityRows(test), 'test')]
  return withEncoder(encoderName, async (encoder) => {
    const labels = await evaluateLabels(trainLabels, testLabels, { seed, encoder, nowMs })
    const spans = await evaluateEntities(trainSpans, testSpans, { seed, encoder, nowMs })
    return { intents: labels.microF1, slots: spans.f1, trainSeconds: labels.trainSeconds + spans.trainSeconds }
  })
}
