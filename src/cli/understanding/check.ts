import { resolve } from 'node:path'
import { Command } from 'commander'
import { readAssistantFolder, readAuthoredData } from '#assistant/index.ts'
import { type Check, checkTrainingData, type Finding, placeText } from '#authoring/index.ts'
import { defaultAssistant, jsonOption, runCommand } from '../run.ts'
import { openEncoderOf } from './encoder.ts'
import { foldCount, plural } from './text.ts'

interface Options {
  strict?: boolean
  quick?: boolean
  all?: boolean
  folds?: number
  seed: string
  json?: boolean
}

/** Hints of one kind that are shown without --all. */
const hintsShown = 5

export const checkCommand = (): Command =>
  new Command('check')
    .description(
      'Look through the training data of an assistant folder: contradictions, probable label errors, intents that are alike, missing marks',
    )
    .argument('[folder]', 'the assistant folder', defaultAssistant)
    .option('--strict', 'warnings fail the check, too')
    .option('--quick', 'only what can be seen in the texts; no model is trained')
    .option('--all', 'show every hint')
    .option('--folds <number>', 'folds of the cross-validation', foldCount)
    .option('--seed <text>', 'the same data and seed give the same findings', 'parley')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Errors end it with exit code 1. Trains five models, which takes about half a minute for 7,500 examples; --quick takes none.

Examples:
  $ npm run parley -- understanding check
  $ npm run parley -- understanding check assistants/mine --strict
  $ npm run -s parley -- understanding check assistants/mine --quick --json`,
    )
    .action((folder: string, options: Options) =>
      runCommand(options, async (output) => {
        const authored = readAuthoredData(await readAssistantFolder(resolve(folder)))
        const encoder = options.quick ? null : await openEncoderOf(authored.config, resolve(folder))
        const progress = output.progress('reading')
        try {
          const check = await checkTrainingData(authored, {
            seed: options.seed,
            encoder,
            onProgress: progress.update,
            ...(options.quick && { quick: true }),
            ...(options.folds !== undefined && { folds: options.folds }),
          })
          progress.done()
          output.result({ ...check, ...countsOf(check) }, checkText(check, folder, options.all === true))
          const { errors, warnings } = countsOf(check)
          if (errors > 0 || (options.strict === true && warnings > 0)) process.exitCode = 1
        } finally {
          progress.done()
          await encoder?.close()
        }
      }),
    )

const countsOf = ({ findings }: Check) => ({
  errors: findings.filter(({ severity }) => severity === 'error').length,
  warnings: findings.filter(({ severity }) => severity === 'warning').length,
  hints: findings.filter(({ severity }) => severity === 'hint').length,
})

const titles: Record<Finding['kind'], string> = {
  'broken-file': 'Files that cannot be read',
  'broken-mark': 'Broken marks',
  'unknown-entity': 'Entities that are not defined',
  'refused-pattern': 'Patterns that cannot be used',
  'no-words': 'Examples without words',
  contradiction: 'The same words under two intents',
  'thin-intent': 'Intents with few examples',
  'alike-intents': 'Intents that are alike',
  'label-error': 'Examples that probably belong to another intent',
  'missing-mark': 'Values without their mark',
  'conflicting-mark': 'Values marked as something else than usual',
  duplicate: 'Examples that stand there twice',
  outlier: 'Examples that are like no other',
}

function checkText(check: Check, folder: string, all: boolean): string {
  const { errors, warnings, hints } = countsOf(check)
  const lines: string[] = []
  const groups = new Map<string, Finding[]>()
  for (const finding of check.findings) {
    const key = `${finding.severity}\n${finding.kind}`
    groups.set(key, [...(groups.get(key) ?? []), finding])
  }
  for (const group of groups.values()) {
    const [first] = group as [Finding, ...Finding[]]
    const shown = first.severity === 'hint' && !all ? group.slice(0, hintsShown) : group
    lines.push(`${titles[first.kind]} (${plural(group.length, first.severity)})`)
    for (const { place, message, advice } of shown) {
      lines.push(`  ${placeText(place)}`, `    ${message}`, `    → ${advice}`)
    }
    if (shown.length < group.length) lines.push(`  … and ${group.length - shown.length} more: --all shows them`)
    lines.push('')
  }
  lines.push(
    `${folder}: ${plural(check.intents, 'intent')}, ${plural(check.examples, 'example')} · ${plural(errors, 'error')}, ${plural(warnings, 'warning')}, ${plural(hints, 'hint')}`,
  )
  const measured = check.crossValidation
  if (measured !== null) {
    const auroc = measured.outOfScopeAuroc === null ? '' : `, out of scope AUROC ${measured.outOfScopeAuroc.toFixed(3)}`
    lines.push(
      `Held out in ${measured.folds} folds: accuracy ${measured.accuracy.toFixed(3)}, macro F1 ${measured.macroF1.toFixed(3)}, calibration error ${measured.calibrationError.toFixed(3)}${auroc}`,
    )
  } else if (errors > 0) lines.push('No model was trained: mend the errors first.')
  return lines.join('\n')
}
