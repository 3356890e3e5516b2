import { evaluateClustering } from '#authoring/index.ts'
import { withEncoder } from './encoder.ts'
import { type Row, sample, seed } from './row.ts'
import { intentRows } from './rows-of-files.ts'

export const clusteringSets: readonly Row[] = [
  {
    ...{ id: 'natcs', set: 'natcs', title: 'natcs insurance, grouped without labels' },
    figures: [
      {
        ...{ key: 'ami', title: 'adjusted mutual information', unit: 'share' },
        goal: { above: 'amiTfIdf', by: 0.1, calledHere: 'tf-idf' },
      },
      { key: 'groups', title: 'groups found', unit: 'count' },
      { key: 'intents', title: '… of intents', unit: 'count' },
    ],
    async parley(measuring) {
      const rows = sample(await intentRows(await measuring.file('natcs/insurance.jsonl')), 'test', measuring)
      return withEncoder('embedded', async (encoder) => {
        const { vectors: _, ...measured } = await evaluateClustering(rows, { seed, encoder })
        return measured
      })
    },
  },
]
