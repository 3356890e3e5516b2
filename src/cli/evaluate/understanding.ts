import { Command } from 'commander'
import type { ReportRow } from '#authoring/index.ts'
import { systemClock } from '#domain/clock.ts'
import { appError } from '#domain/errors.ts'
import type { EncoderChoice } from '#ports/encoder-choice.ts'
import { type EvaluationRow, evaluateUnderstanding, isOutOfScope, parseEvaluationRows } from '#understanding/index.ts'
import { readDataFile } from '../data-file.ts'
import { jsonOption, runCommand } from '../run.ts'
import { encoderChoice, openChosen } from '../understanding/encoder.ts'
import { writeReport } from './report.ts'

interface Options {
  train: string
  test: string
  json?: boolean
  seed: string
  report?: string
  encoder: EncoderChoice
}

export const evaluateUnderstandingCommand = (): Command =>
  new Command('understanding')
    .description(
      'Train intents on one file and measure them on another (JSON Lines with "text" and "intent"; "oos" is out of scope)',
    )
    .requiredOption('--train <file>', 'rows to train on (.jsonl or .jsonl.gz)')
    .requiredOption('--test <file>', 'rows to measure on')
    .option('--seed <text>', 'the same data and seed give the same model', 'parley')
    .option('--encoder <name>', 'embedded, static, none, or the folder of an ONNX model', encoderChoice, 'embedded')
    .option('--report <file>', 'write a page with confusions, calibration and errors (.html)')
    .option(...jsonOption)
    .addHelpText(
      'after',
      '\nExamples:\n  $ npm run -s parley -- evaluate understanding --train train.jsonl --test dev.jsonl --json\n  $ npm run parley -- evaluate understanding --train train.jsonl --test dev.jsonl --report report.html',
    )
    .action((options: Options) =>
      runCommand(options, async (output) => {
        const [train, test] = await Promise.all([rowsOf(options.train), rowsOf(options.test)])
        const encoder = await openChosen(options.encoder, '.')
        const progress = output.progress('training')
        const read: ReportRow[] = []
        const measured = await evaluateUnderstanding(train, test, {
          seed: options.seed,
          encoder,
          nowMs: () => performance.now(),
          onProgress: progress.update,
          onRead: ({ text, intent }, { intents, outOfScope }) =>
            read.push({ text, actual: intent, intents, outOfScope }),
        })
        progress.done()
        await encoder?.close()
        // Without rows out of scope there is nothing to tell apart; 0 would say "always wrong".
        const hasOutOfScope = test.some(({ intent }) => isOutOfScope(intent))
        const report = { ...measured, oosAuroc: hasOutOfScope ? measured.oosAuroc : null }
        if (options.report !== undefined) {
          const source = { train: { file: options.train, rows: train }, test: { file: options.test, rows: read } }
          await writeReport(options.report, {
            ...source,
            measured: report,
            seed: options.seed,
            nowMs: systemClock.now(),
          })
          output.line(`Report: ${options.report}`)
        }
        const text = Object.entries(report).map(
          ([name, value]) => `${name.padEnd(18)} ${value === null ? '–' : Number(value.toPrecision(5))}`,
        )
        output.result(report, text.join('\n'))
      }),
    )

async function rowsOf(file: string): Promise<EvaluationRow[]> {
  const { rows, problems } = parseEvaluationRows(await readDataFile(file))
  const first = problems[0]
  if (first) throw appError('cli.bad-file', { file, problem: `line ${first.line} ${first.problem}` })
  if (rows.length === 0) throw appError('cli.bad-file', { file, problem: 'it has no rows' })
  return rows
}
