import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Command } from 'commander'
import { z } from 'zod'
import { readAssistantFolder, readAuthoredData } from '#assistant/index.ts'
import { evaluateSpelling, evaluateUnchanged, type TrainingData } from '#understanding/index.ts'
import { jsonOption, runCommand } from '../run.ts'
import { readRows } from './rows.ts'

const Slip = z.object({ wrong: z.string().min(1), right: z.string().min(1) })
const Said = z.object({ text: z.string() })

interface Options {
  test: string
  unchanged?: string[]
  json?: boolean
}

export const evaluateSpellingCommand = (): Command =>
  new Command('spelling')
    .description('Measure spelling: whether the right word comes first, and whether right words are left alone')
    .requiredOption('--test <file>', 'slips (JSON Lines with "wrong" and "right")')
    .option(
      '--unchanged <files...>',
      'right texts (JSON Lines with "text", or assistant folders): what is changed in them',
    )
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Example:
  $ npm run -s parley -- evaluate spelling --test slips.jsonl --unchanged assistants/storefront train.jsonl --json`,
    )
    .action((options: Options) =>
      runCommand(options, async (output) => {
        const slips = await readRows(options.test, Slip)
        const measured = evaluateSpelling(slips, () => performance.now())
        const texts = []
        for (const file of options.unchanged ?? []) texts.push({ file, ...evaluateUnchanged(await dataOf(file)) })
        const unchangedShare = texts.length === 0 ? null : Math.min(...texts.map((text) => text.unchangedShare))
        const figures = { ...measured, unchangedShare }
        const lines = Object.entries(figures).map(
          ([name, value]) => `${name.padEnd(20)} ${value === null ? '–' : Number(value.toPrecision(5))}`,
        )
        for (const text of texts) {
          const { unchangedWords, unchangedWordsUntrained, words, changed } = text
          lines.push(
            `${text.file}: of running words ${percent(text.unchangedShare)} unchanged, of ${words} different words ${percent(unchangedWords)}, untrained ${percent(unchangedWordsUntrained)}`,
            ...changed.slice(0, 12).map(({ from, to, count }) => `  ${from} → ${to} (${count})`),
          )
        }
        const unchanged = texts.map((text) => ({ ...text, changed: text.changed.slice(0, 50) }))
        output.result({ ...figures, unchanged }, lines.join('\n'))
      }),
    )

const percent = (share: number) => `${(share * 100).toFixed(2)} %`

async function dataOf(file: string): Promise<TrainingData> {
  const isFolder = await stat(file).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (isFolder) return readAuthoredData(await readAssistantFolder(resolve(file))).data
  const rows = await readRows(file, Said)
  const examples = rows.map(({ text }) => ({ text, entities: [] }))
  return { intents: [{ name: 'all', examples }], entities: [], vocabulary: [], languages: ['en'] }
}
