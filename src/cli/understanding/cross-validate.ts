import { Command } from 'commander'
import { crossValidate, intentScores, type PlacedExample, pairErrors, placeText } from '#authoring/index.ts'
import { defaultAssistant, jsonOption, runCommand } from '../run.ts'
import { openEncoderOf } from './encoder.ts'
import { cells, foldCount, plural } from './text.ts'
import { readAuthored } from './trained.ts'

interface Options {
  folds: number
  seed: string
  json?: boolean
}

/** Intents and pairs that are shown; --json has all. */
const shown = 15

export const crossValidateCommand = (): Command =>
  new Command('cross-validate')
    .description('Measure an assistant folder on its own examples: each is read by a model that was trained without it')
    .argument('[folder]', 'the assistant folder', defaultAssistant)
    .option('--folds <number>', 'parts that the examples are cut into', foldCount, 5)
    .option('--seed <text>', 'the same data and seed give the same folds and models', 'parley')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Folds are stratified by intent; the same words stay in one fold. Texts are read as one wish and without spelling.

Examples:
  $ npm run parley -- understanding cross-validate
  $ npm run -s parley -- understanding cross-validate assistants/mine --folds 10 --json`,
    )
    .action((folder: string, options: Options) =>
      runCommand(options, async (output) => {
        const { authored, examples } = await readAuthored(folder)
        const encoder = await openEncoderOf(authored.config, folder)
        const progress = output.progress('training')
        try {
          const { readings, ...measured } = await crossValidate(authored.data, examples, {
            seed: options.seed,
            folds: options.folds,
            encoder,
            onProgress: progress.update,
          })
          const rows = readings
            .filter(({ example }) => !(examples[example] as PlacedExample).isOutOfScope)
            .map(({ example, intents, outOfScope }) => ({
              ...(examples[example] as PlacedExample),
              predicted: intents[0]?.name ?? '',
              confidence: intents[0]?.confidence ?? 0,
              outOfScope,
            }))
          const intents = intentScores(rows.map(({ intent, predicted }) => ({ actual: intent, predicted })))
          const pairs = pairErrors(examples, readings).map(({ one, other, errors, sides }) => ({
            one,
            other,
            errors,
            wrong: sides.flatMap((side) => side.wrong.map(({ text, place }) => ({ text, ...place }))),
          }))
          const errors = rows
            .filter(({ intent, predicted }) => intent !== predicted)
            .map(({ intent, predicted, confidence, text, place }) => ({
              text,
              intent,
              predicted,
              confidence,
              ...place,
            }))
          progress.done()
          output.result(
            { ...measured, examples: examples.length, intents, pairs: pairs.slice(0, shown * 4), errors },
            [
              `${plural(examples.length, 'example')}, ${plural(measured.folds, 'fold')}`,
              ...cells([
                ['accuracy', measured.accuracy.toFixed(4)],
                ['macro F1', measured.macroF1.toFixed(4)],
                ['calibration error', measured.calibrationError.toFixed(4)],
                ['out of scope AUROC', measured.outOfScopeAuroc?.toFixed(4) ?? '–'],
              ]),
              '',
              'Hardest intents',
              ...cells([
                ['', 'F1', 'precision', 'recall', 'examples'],
                ...intents
                  .slice(0, shown)
                  .map((one) => [
                    one.intent,
                    one.f1.toFixed(3),
                    one.precision.toFixed(3),
                    one.recall.toFixed(3),
                    String(one.rows),
                  ]),
              ]),
              '',
              'Pairs that are confused most',
              ...cells(
                pairs.slice(0, shown).map(({ one, other, errors, wrong }) => {
                  const [first] = wrong
                  const example = first === undefined ? '' : `"${first.text}" (${placeText(first)})`
                  return [`${one} / ${other}`, `${(errors * 100).toFixed(1)} %`, example]
                }),
              ),
            ].join('\n'),
          )
        } finally {
          progress.done()
          await encoder?.close()
        }
      }),
    )
