import { Command } from 'commander'
import { learningCurve } from '#authoring/index.ts'
import { defaultAssistant, jsonOption, runCommand } from '../run.ts'
import { count } from '../usage.ts'
import { openEncoderOf } from './encoder.ts'
import { cells, foldCount } from './text.ts'
import { readAuthored } from './trained.ts'

interface Options {
  folds: number
  more: number
  seed: string
  json?: boolean
}

/** Intents that are shown; --json has all. */
const shown = 12
const barWidth = 40

export const learningCurveCommand = (): Command =>
  new Command('learning-curve')
    .description('Show how accuracy grows with the examples, and for which intents further ones would help most')
    .argument('[folder]', 'the assistant folder', defaultAssistant)
    .option('--folds <number>', 'parts that the examples are cut into; each is trained once per share', foldCount, 3)
    .option('--more <number>', 'further examples whose effect is estimated', count, 30)
    .option('--seed <text>', 'the same data and seed give the same curve', 'parley')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Trains on 20, 40, 60, 80 and 100 % of the examples and reads those that were held out. What further examples bring is an estimate: the errors
of an intent are taken to fall as a power of its number of examples, as they did along the curve. Takes minutes where there are thousands of
examples.

Examples:
  $ npm run parley -- understanding learning-curve
  $ npm run -s parley -- understanding learning-curve assistants/mine --more 10 --json`,
    )
    .action((folder: string, options: Options) =>
      runCommand(options, async (output) => {
        const { authored, examples } = await readAuthored(folder)
        const encoder = await openEncoderOf(authored.config, folder)
        const progress = output.progress('training')
        try {
          const curve = await learningCurve(authored.data, examples, {
            seed: options.seed,
            folds: options.folds,
            more: options.more,
            encoder,
            onProgress: progress.update,
          })
          progress.done()
          const [best] = curve.intents
          const sentence =
            best === undefined || best.gain <= 0
              ? 'Further examples of what is there already would not help; look at what is confused instead.'
              : `${curve.more} more examples for ${best.intent} would help most: its recall would rise from ${best.recall.toFixed(2)} to about ${best.expectedRecall.toFixed(2)}, accuracy by up to ${(best.gain * 100).toFixed(2)} points.`
          output.result(
            { ...curve, advice: sentence },
            [
              'Accuracy by the share of the examples that is trained on',
              ...curve.points.map(({ share, examples, accuracy }) => {
                const bar = '█'.repeat(Math.round(accuracy * barWidth)).padEnd(barWidth, '·')
                return `  ${`${Math.round(share * 100)} %`.padStart(5)} ${examples.toLocaleString('en').padStart(7)} ${bar} ${accuracy.toFixed(4)}`
              }),
              '',
              `Where ${curve.more} more examples would help (estimated)`,
              ...cells([
                ['', 'examples', 'recall', `with ${curve.more} more`, 'accuracy'],
                ...curve.intents
                  .slice(0, shown)
                  .map((one) => [
                    one.intent,
                    String(one.examples),
                    one.recall.toFixed(2),
                    one.expectedRecall.toFixed(2),
                    `+${(one.gain * 100).toFixed(2)} %`,
                  ]),
              ]),
              '',
              sentence,
            ].join('\n'),
          )
        } finally {
          progress.done()
          await encoder?.close()
        }
      }),
    )
