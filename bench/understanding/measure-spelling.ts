import { join } from 'node:path'
import { readAssistantFolder, readAuthoredData } from '#assistant/index.ts'
import { evaluateSpelling, evaluateUnchanged } from '#understanding/index.ts'
import { nowMs, type Row, sample } from './row.ts'
import { intentRows, slipRows } from './rows-of-files.ts'

export const storefront = join(import.meta.dirname, '../../assistants/storefront')

export const spellingSets: readonly Row[] = [
  {
    ...{ id: 'spelling', set: 'spelling', title: 'spelling' },
    figures: [
      { key: 'accuracy', title: 'right word first', unit: 'share', goal: { atLeast: 0.76 } },
      { key: 'storefront', title: 'storefront unchanged', unit: 'share', goal: { atLeast: 0.995 } },
      { key: 'banking77', title: 'banking77 unchanged', unit: 'share', goal: { atLeast: 0.995 } },
      { key: 'meanMilliseconds', title: 'a word, mean', unit: 'ms' },
    ],
    async parley(measuring) {
      const { accuracy, meanMilliseconds } = evaluateSpelling(
        await slipRows(await measuring.file('spelling/dev.jsonl')),
        nowMs,
      )
      const banking = sample(await intentRows(await measuring.file('banking77/train.jsonl')), 'train', measuring)
      const examples = banking.map(({ text }) => ({ text, entities: [] }))
      const shop = readAuthoredData(await readAssistantFolder(storefront)).data
      return {
        ...{ accuracy, meanMilliseconds, storefront: evaluateUnchanged(shop).unchangedShare },
        banking77: evaluateUnchanged({
          intents: [{ name: 'all', examples }],
          entities: [],
          vocabulary: [],
          languages: ['en'],
        }).unchangedShare,
      }
    },
  },
]
