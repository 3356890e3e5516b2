import { Command } from 'commander'
import { appError } from '#domain/errors.ts'
import type { EncoderChoice } from '#ports/encoder-choice.ts'
import {
  evaluateSentiment,
  measureSentiment,
  parseSentimentRows,
  type SentimentEvaluation,
  shippedAnswers,
} from '#understanding/index.ts'
import { readDataFile } from '../data-file.ts'
import type { Output } from '../output.ts'
import { jsonOption, runCommand } from '../run.ts'
import { encoderChoice, openChosen } from '../understanding/encoder.ts'

interface Options {
  train?: string
  encoder?: EncoderChoice
  test: string
  json?: boolean
  seed: string
}

/** Reading that many rows takes minutes, and by then their words say nearly as much (docs/understanding/sentiment.md). */
const mostEncoded = 20_000

export const evaluateSentimentCommand = (): Command =>
  new Command('sentiment')
    .description(
      'Train sentiment on one file and measure it on another, or measure the shipped model (JSON Lines with "text" and "label" or "labels")',
    )
    .option('--train <file>', 'rows to train on (.jsonl or .jsonl.gz); without it the shipped model is measured')
    .requiredOption('--test <file>', 'rows to measure on')
    .option(
      '--encoder <choice>',
      `embedded, static, none, or the folder of an ONNX model; without it embedded, and none from ${mostEncoded} rows on`,
      encoderChoice,
    )
    .option('--seed <text>', 'the same data and seed give the same model', 'parley')
    .option(...jsonOption)
    .addHelpText(
      'after',
      '\nExample:\n  $ npm run -s parley -- evaluate sentiment --train train.jsonl --test dev.jsonl --json',
    )
    .action((options: Options) =>
      runCommand(options, async (output) => {
        const report = { ...(await measured(options, output)) }
        const text = Object.entries(report).map(([name, value]) => `${name.padEnd(18)} ${Number(value.toPrecision(5))}`)
        output.result(report, text.join('\n'))
      }),
    )

async function measured(options: Options, output: Output): Promise<SentimentEvaluation> {
  const test = await rowsOf(options.test)
  const nowMs = () => performance.now()
  if (options.train === undefined) {
    const labels = [...new Set(test.rows.flatMap((row) => row.labels))].sort()
    return measureSentiment(labels, shippedAnswers(labels), test.rows, test.multiLabel, nowMs)
  }
  const train = await rowsOf(options.train)
  const encoder = await openChosen(options.encoder ?? (train.rows.length < mostEncoded ? 'embedded' : 'none'), '.')
  const progress = output.progress('training')
  try {
    const { seed } = options
    return await evaluateSentiment(train.rows, test.rows, train.multiLabel, {
      seed,
      nowMs,
      encoder,
      onProgress: progress.update,
    })
  } finally {
    progress.done()
    await encoder?.close()
  }
}

async function rowsOf(file: string) {
  const read = parseSentimentRows(await readDataFile(file))
  const first = read.problems[0]
  if (first) throw appError('cli.bad-file', { file, problem: `line ${first.line} ${first.problem}` })
  if (read.rows.length === 0) throw appError('cli.bad-file', { file, problem: 'it has no rows' })
  return read
}
