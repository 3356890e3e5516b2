import { Command } from 'commander'
import { appError } from '#domain/errors.ts'
import type { EncoderChoice } from '#ports/encoder-choice.ts'
import { type EntityRow, evaluateEntities, type LabelScore, parseEntityRows } from '#understanding/index.ts'
import { readDataFile } from '../data-file.ts'
import { jsonOption, runCommand } from '../run.ts'
import { encoderChoice, openChosen } from '../understanding/encoder.ts'

interface Options {
  train: string
  test: string
  json?: boolean
  seed: string
  encoder: EncoderChoice
}

export const evaluateEntitiesCommand = (): Command =>
  new Command('entities')
    .description(
      'Learn entity spans from one file and measure them on another (JSON Lines: "tokens" with BIO "tags", "text" with "entities" or "slots")',
    )
    .requiredOption('--train <file>', 'rows to learn from (.jsonl or .jsonl.gz)')
    .requiredOption('--test <file>', 'rows to measure on')
    .option('--seed <text>', 'the same data and seed give the same model', 'parley')
    .option('--encoder <name>', 'embedded, static, none, or the folder of an ONNX model', encoderChoice, 'embedded')
    .option(...jsonOption)
    .addHelpText(
      'after',
      '\nExample:\n  $ npm run -s parley -- evaluate entities --train train.jsonl --test dev.jsonl --json',
    )
    .action((options: Options) =>
      runCommand(options, async (output) => {
        const [train, test] = await Promise.all([rowsOf(options.train), rowsOf(options.test)])
        const encoder = await openChosen(options.encoder, '.')
        const progress = output.progress('training')
        const report = await evaluateEntities(train, test, {
          seed: options.seed,
          encoder,
          nowMs: () => performance.now(),
          onProgress: progress.update,
        })
        progress.done()
        await encoder?.close()
        const { labels, ...measured } = report
        const text = Object.entries(measured).map(
          ([name, value]) => `${name.padEnd(18)} ${Number(value.toPrecision(5))}`,
        )
        output.result({ ...report }, [...text, '', ...table(labels)].join('\n'))
      }),
    )

function table(labels: readonly LabelScore[]): string[] {
  const width = Math.max(5, ...labels.map(({ label }) => label.length))
  const share = (value: number) => value.toFixed(3).padStart(9)
  return [
    `${'label'.padEnd(width)} precision    recall        f1  expected  found`,
    ...labels.map(
      ({ label, precision, recall, f1, expected, found }) =>
        `${label.padEnd(width)} ${share(precision)} ${share(recall)} ${share(f1)} ${String(expected).padStart(9)} ${String(found).padStart(6)}`,
    ),
  ]
}

async function rowsOf(file: string): Promise<EntityRow[]> {
  const { rows, problems } = parseEntityRows(await readDataFile(file))
  const first = problems[0]
  if (first) throw appError('cli.bad-file', { file, problem: `line ${first.line} ${first.problem}` })
  if (rows.length === 0) throw appError('cli.bad-file', { file, problem: 'it has no rows' })
  return rows
}
