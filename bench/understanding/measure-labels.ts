import { evaluateEntities } from '#understanding/index.ts'
import { type EncoderName, withEncoder } from './encoder.ts'
import { type Measuring, nowMs, type Row, sample, seed } from './row.ts'
import { entityRows } from './rows-of-files.ts'

export const labelSets: readonly Row[] = [
  {
    ...{ id: 'nlupp', set: 'nlupp', title: 'nlupp, slots' },
    figures: [
      {
        ...{ key: 'slotF1', title: 'slot F1', unit: 'share' },
        goal: { above: 'slotF1OfWords', by: 0.05, calledHere: 'words alone' },
      },
      { key: 'trainSeconds', title: 'training', unit: 's' },
    ],
    async parley(measuring) {
      const ours = await slots(measuring, 'embedded')
      const words = await slots(measuring, 'none')
      return { slotF1: ours.f1, slotF1OfWords: words.f1, trainSeconds: ours.trainSeconds }
    },
  },
]

async function slots(measuring: Measuring, encoderName: EncoderName) {
  const trainRows = sample(await entityRows(await measuring.file('nlupp/train.jsonl')), 'train', measuring)
  const testRows = sample(await entityRows(await measuring.file('nlupp/dev.jsonl')), 'test', measuring)
  return withEncoder(encoderName, (encoder) => evaluateEntities(trainRows, testRows, { seed, encoder, nowMs }))
}
