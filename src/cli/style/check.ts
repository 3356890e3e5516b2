import { Command } from 'commander'
import { appError } from '#domain/errors.ts'
import { type Adherence, adherence, type Drift, isStyled, previewStyle, styleDrift } from '#responses/index.ts'
import { readDataFile } from '../data-file.ts'
import { defaultAssistant, jsonOption, runCommand } from '../run.ts'
import { collected } from '../usage.ts'
import { askedStyle, type StyleOptions, withStyleOptions } from './asked.ts'
import { bar, bold, dim, green, shown, yellow } from './drawing.ts'
import { repliesIn } from './replies-in.ts'

interface Options extends StyleOptions {
  replies: string[]
  before: string[]
  strict?: boolean
  json?: boolean
}

export const checkCommand = (): Command =>
  withStyleOptions(
    new Command('check')
      .description('Whether wordings, or replies that were given, keep to the personality, and how replies drift')
      .argument('[folder]', 'the assistant folder', defaultAssistant),
  )
    .option('--replies <file>', 'measure the replies of this file (may be given several times)', collected, [])
    .option('--before <file>', 'compare with earlier replies, such as those of last week', collected, [])
    .option('--strict', 'exit code 1 where a dimension is missed or drifted')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Examples:
  $ npm run parley -- style check
  $ npm run parley -- style check --preset formal --strict
  $ npm run parley -- style check --replies this-week.jsonl --before last-week.jsonl
  $ npm run -s parley -- style check assistants/airline --json

Without --replies the assistant's own wordings are measured, in its style. A file has JSON Lines (replies as "reply" or
"text", messages with "role": "assistant", events of a conversation) or one reply a line. A dimension is missed where the whole 95 %
interval lies more than 0.25 from its target. English; see docs/personality.md for what that can and cannot tell.`,
    )
    .action((folder: string, options: Options) =>
      runCommand(options, async (output) => {
        const asked = await askedStyle(folder, options)
        const preview = previewStyle(asked.wordings, asked.settings, asked.language, asked.situation)
        const isGiven = options.replies.length > 0
        // Templates are measured with a word for each value; one "{order.number}" is no three words.
        const texts = isGiven
          ? await repliesOf(options.replies)
          : preview.wordings.map(({ after }) => after.replace(/\{[^{}]*\}/g, 'X1'))
        const found = adherence(texts, preview.style)
        const drift = options.before.length === 0 ? null : styleDrift(await repliesOf(options.before), texts)
        const isMissed = found.dimensions.some(({ verdict }) => verdict === 'too-low' || verdict === 'too-high')
        const isDrifted = drift?.some((one) => one.isDrift) === true
        if (options.strict && (isMissed || isDrifted)) process.exitCode = 1
        const source = isGiven ? 'replies' : 'wordings'
        output.result(
          { assistant: asked.name, source, ...found, drift },
          [
            `${bold(asked.name)} ${dim(`${found.replies.toLocaleString('en')} ${source}, ${found.words.toLocaleString('en')} words`)}`,
            '',
            adherenceText(found),
            ...(isStyled(asked.settings)
              ? []
              : ['', dim('  No preset and no style is set, so there is little to keep to: docs/personality.md')]),
            ...(drift === null ? [] : ['', driftText(drift)]),
          ].join('\n'),
        )
      }),
    )

async function repliesOf(files: readonly string[]): Promise<string[]> {
  const all: string[] = []
  for (const file of files) {
    const replies = repliesIn(await readDataFile(file))
    if (replies.length === 0) throw appError('cli.bad-file', { file, problem: 'there are no replies in it' })
    all.push(...replies)
  }
  return all
}

const verdicts = { kept: '✓', 'too-low': '↓ too low', 'too-high': '↑ too high', 'not-judged': '' } as const

function adherenceText({ dimensions, kept }: Adherence): string {
  const widest = Math.max(...dimensions.map(({ dimension }) => dimension.length))
  const rows = dimensions.map(({ dimension, score, target, interval, verdict }) => {
    const between = interval === null ? '' : `${shown(interval[0])}–${shown(interval[1])}`
    const told = verdict === 'kept' ? green(verdicts[verdict]) : yellow(verdicts[verdict])
    return `  ${dimension.padEnd(widest)}  ${bar(score, target)}  ${shown(score).padStart(4)}  ${dim(between.padEnd(9))}  ${target === null ? dim('  – ') : shown(target)}  ${told}`.trimEnd()
  })
  const head = dim(`  ${'dimension'.padEnd(widest)}  ${''.padEnd(20)}  is    95 %       target`)
  const judged = dimensions.filter(({ verdict }) => verdict !== 'not-judged').length
  const sum =
    kept === null ? 'Nothing to judge.' : `${Math.round(kept * judged)} of ${judged} dimensions that are set are kept.`
  return [head, ...rows, '', `  ${sum}`].join('\n')
}

function driftText(drift: readonly Drift[]): string {
  const drifted = drift.filter(({ isDrift }) => isDrift)
  if (drifted.length === 0) return '  No drift: nothing changed by 0.1 or more that is not chance.'
  const widest = Math.max(...drifted.map(({ dimension }) => dimension.length))
  return [
    `  ${yellow('Drift')} against the earlier replies:`,
    ...drifted.map(
      ({ dimension, before, after, change, interval }) =>
        `  ${dimension.padEnd(widest)}  ${shown(before)} → ${shown(after)}  ${(change ?? 0) > 0 ? '+' : ''}${shown(change)} ${dim(interval === null ? '' : `(95 %: ${shown(interval[0])} to ${shown(interval[1])})`)}`,
    ),
  ].join('\n')
}
