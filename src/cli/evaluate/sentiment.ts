import { Command } from 'commander'
import { appError } from '#domain/errors.ts'
import { evaluateSentiment, parseSentimentRows } from '#understanding/index.ts'
import { readDataFile } from '../data-file.ts'
import { jsonOption, runCommand } from '../run.ts'

interface Options {
  train: string
  test: string
  json?: boolean
  seed: string
}

export const evaluateSentimentCommand = (): Command =>
  new Command('sentiment')
    .description(
      'Train sentiment on one file and measure it on another (JSON Lines with "text" and "label" or "labels")',
    )
    .requiredOption('--train <file>', 'rows to train on (.jsonl or .jsonl.gz)')
    .requiredOption('--test <file>', 'rows to measure on')
    .option('--seed <text>', 'the same data and seed give the same model', 'parley')
    .option(...jsonOption)
    .addHelpText(
      'after',
      '\nExample:\n  $ npm run -s parley -- evaluate sentiment --train train.jsonl --test dev.jsonl --json',
    )
    .action((options: Options) =>
      runCommand(options, async (output) => {
        const [train, test] = await Promise.all([rowsOf(options.train), rowsOf(options.test)])
        const progress = output.progress('training')
        const measured = await evaluateSentiment(train.rows, test.rows, train.multiLabel, {
          seed: options.seed,
          nowMs: () => performance.now(),
          onProgress: progress.update,
        })
        progress.done()
        const report = { ...measured }
        const text = Object.entries(report).map(([name, value]) => `${name.padEnd(18)} ${Number(value.toPrecision(5))}`)
        output.result(report, text.join('\n'))
      }),
    )

async function rowsOf(file: string) {
  const read = parseSentimentRows(await readDataFile(file))
  const first = read.problems[0]
  if (first) throw appError('cli.bad-file', { file, problem: `line ${first.line} ${first.problem}` })
  if (read.rows.length === 0) throw appError('cli.bad-file', { file, problem: 'it has no rows' })
  return read
}
