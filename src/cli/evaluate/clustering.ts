import { Command } from 'commander'
import { evaluateClustering } from '#authoring/index.ts'
import { appError } from '#domain/errors.ts'
import type { EncoderChoice } from '#ports/encoder-choice.ts'
import { parseEvaluationRows } from '#understanding/index.ts'
import { readDataFile } from '../data-file.ts'
import { jsonOption, runCommand } from '../run.ts'
import { encoderChoice, openChosen } from '../understanding/encoder.ts'

interface Options {
  test: string
  encoder: EncoderChoice
  seed: string
  json?: boolean
}

export const evaluateClusteringCommand = (): Command =>
  new Command('clustering')
    .description(
      'Group utterances without their labels and compare the groups with the intents (adjusted mutual information)',
    )
    .requiredOption('--test <file>', 'rows with "text" and "intent" (.jsonl or .jsonl.gz)')
    .option('--encoder <choice>', 'embedded, static, none, or the folder of an ONNX model', encoderChoice, 'embedded')
    .option('--seed <text>', 'the same rows and seed give the same groups', 'parley')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Plain tf-idf vectors are grouped by the same algorithm in the same run; each side chooses its own number of groups.

Example:
  $ npm run -s parley -- evaluate clustering --test insurance.jsonl --json`,
    )
    .action((options: Options) =>
      runCommand(options, async (output) => {
        const { rows, problems } = parseEvaluationRows(await readDataFile(options.test))
        const [first] = problems
        if (first)
          throw appError('cli.bad-file', { file: options.test, problem: `line ${first.line} ${first.problem}` })
        if (rows.length === 0) throw appError('cli.bad-file', { file: options.test, problem: 'it has no rows' })
        const encoder = await openChosen(options.encoder, '.')
        const progress = output.progress('grouping')
        try {
          const measured = await evaluateClustering(rows, { ...options, encoder, onProgress: progress.update })
          progress.done()
          output.result(
            { ...measured },
            [
              `${measured.rows} rows of ${measured.intents} intents`,
              `  by ${measured.vectors === 'encoder' ? 'meaning' : 'words and letters'}`.padEnd(24) +
                `AMI ${measured.ami.toFixed(4)}  in ${measured.groups} groups`,
              `${'  by plain tf-idf'.padEnd(24)}AMI ${measured.amiTfIdf.toFixed(4)}  in ${measured.groupsTfIdf} groups`,
            ].join('\n'),
          )
        } finally {
          progress.done()
          await encoder?.close()
        }
      }),
    )
