import { Command, InvalidArgumentError } from 'commander'
import { z } from 'zod'
import { appError } from '#domain/errors.ts'
import type { EncoderChoice } from '#ports/encoder-choice.ts'
import { load, serialise, type TrainingIntent, train } from '#understanding/index.ts'
import { jsonOption, runCommand } from '../run.ts'
import { encoderChoice, openChosen } from '../understanding/encoder.ts'
import { readRows } from './rows.ts'

const TrainRow = z
  .object({ text: z.string().optional(), tokens: z.array(z.string()).optional(), intent: z.string() })
  .transform(({ text, tokens, intent }) => ({ text: text ?? tokens?.join(' ') ?? '', intent }))
const TestRow = z.object({ text: z.string(), intent: z.string(), lang: z.string() })

interface Options {
  train: string
  test: string
  same: Map<string, string>
  seed: string
  encoder: EncoderChoice
  json?: boolean
}

/** Names of one intent in Snips and in xSID. */
const sameByDefault = new Map([['GetWeather', 'weather/find']])

export const evaluateLanguagesCommand = (): Command =>
  new Command('languages')
    .description('Train intents in one language and measure them in others (test rows also have "lang")')
    .requiredOption('--train <file>', 'rows with "text" or "tokens", and "intent"')
    .requiredOption(
      '--test <file>',
      'rows with "text", "intent" and "lang"; intents that were not trained are left out',
    )
    .option('--same <train=test...>', 'names of one intent in both files', samePair, sameByDefault)
    .option('--encoder <name>', 'embedded, static, none, or the folder of an ONNX model', encoderChoice, 'embedded')
    .option('--seed <text>', 'the same data and seed give the same model', 'parley')
    .option(...jsonOption)
    .addHelpText(
      'after',
      '\nExample:\n  $ npm run -s parley -- evaluate languages --train snips/train.jsonl --test xsid/dev.jsonl --json',
    )
    .action((options: Options) =>
      runCommand(options, async (output) => {
        const trainRows = await readRows(options.train, TrainRow)
        const testRows = await readRows(options.test, TestRow)
        const nameOf = (intent: string) => options.same.get(intent) ?? intent
        const intents = new Map<string, TrainingIntent>()
        for (const { text, intent } of trainRows) {
          const name = nameOf(intent)
          const found = intents.get(name) ?? { name, examples: [] }
          found.examples.push({ text, entities: [] })
          intents.set(name, found)
        }
        const shared = testRows.filter(({ intent }) => intents.has(intent))
        if (shared.length === 0)
          throw appError('cli.bad-file', { file: options.test, problem: 'none of its intents is in the training rows' })
        const encoder = await openChosen(options.encoder, '.')
        const progress = output.progress('training')
        try {
          const data = { intents: [...intents.values()], entities: [], vocabulary: [], languages: ['en'] }
          const trained = await train(data, { seed: options.seed, encoder, onProgress: progress.update })
          progress.done()
          const understander = load(serialise(trained), encoder)
          const counts = new Map<string, { right: number; rows: number; told: Map<string, number> }>()
          for (const { text, intent, lang } of shared) {
            const { intents: ranked, language } = await understander.understand(text, { timeZone: 'UTC', nowMs: 0 })
            const count = counts.get(lang) ?? { right: 0, rows: 0, told: new Map() }
            counts.set(lang, count)
            count.rows += 1
            if (ranked[0]?.name === intent) count.right += 1
            count.told.set(language.code, (count.told.get(language.code) ?? 0) + 1)
          }
          const byLanguage = [...counts]
            .map(([lang, { right, rows, told }]) => ({
              lang,
              accuracy: right / rows,
              rows,
              toldAs: [...told].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'und',
            }))
            .sort((a, b) => b.accuracy - a.accuracy)
          const report = {
            accuracy: byLanguage.reduce((sum, { accuracy }) => sum + accuracy, 0) / byLanguage.length,
            encoder: encoder?.identity ?? null,
            intents: [...new Set(shared.map(({ intent }) => intent))].sort(),
            languages: byLanguage,
          }
          output.result(
            report,
            [
              `mean accuracy ${report.accuracy.toFixed(4)} over ${report.intents.join(', ')}`,
              ...byLanguage.map(
                ({ lang, accuracy, rows, toldAs }) =>
                  `  ${lang.padEnd(8)} ${accuracy.toFixed(3)}  (${rows} rows, told as ${toldAs})`,
              ),
            ].join('\n'),
          )
        } finally {
          progress.done()
          await encoder?.close()
        }
      }),
    )

function samePair(value: string, before: Map<string, string>): Map<string, string> {
  const at = value.indexOf('=')
  if (at <= 0 || at === value.length - 1) throw new InvalidArgumentError('Write it as name=name.')
  return new Map([...before, [value.slice(0, at), value.slice(at + 1)]])
}
