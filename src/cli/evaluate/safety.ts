import { Command } from 'commander'
import { z } from 'zod'
import { appError } from '#domain/errors.ts'
import {
  injectionThreshold,
  type Judged,
  type Side,
  safetyFigures,
  scoreInjection,
  sideOfLabel,
} from '#responses/index.ts'
import type { Output } from '../output.ts'
import { jsonOption, runCommand } from '../run.ts'
import { collected } from '../usage.ts'
import { readRows } from './rows.ts'

interface Options {
  attacks?: string[]
  benign?: string[]
  json?: boolean
}

const Row = z.object({ text: z.string(), label: z.union([z.string(), z.number(), z.boolean()]).optional() })

/** How many mistakes of each kind are shown. */
const shownMistakes = 30

export const evaluateSafetyCommand = (): Command =>
  new Command('safety')
    .description('Measure what is taken for an attack: recall on attacks, false alarms on harmless messages')
    .option('--attacks <file>', 'rows with attacks; of rows with a "label" those that it marks (repeatable)', collected)
    .option(
      '--benign <file>',
      'rows with harmless texts; of rows with a "label" those that it marks (repeatable)',
      collected,
    )
    .option(...jsonOption)
    .addHelpText(
      'after',
      '\nExample:\n  $ npm run -s parley -- evaluate safety --attacks attacks.jsonl --benign attacks.jsonl --benign harmless.jsonl --json',
    )
    .action((options: Options) => runCommand(options, (output) => evaluate(options, output)))

async function evaluate(options: Options, output: Output): Promise<void> {
  const files: { file: string; side: Side; rows: Judged[] }[] = []
  for (const [side, names] of [
    ['attack', options.attacks ?? []],
    ['benign', options.benign ?? []],
  ] as const)
    for (const file of names)
      files.push({ file, side, rows: (await textsOf(file, side)).map((text) => judge(text, side)) })
  if (files.length === 0)
    throw appError('cli.usage', { problem: 'Give it at least one file with --attacks or --benign' })
  const all = files.flatMap(({ rows }) => rows)
  const report = {
    ...safetyFigures(all),
    files: files.map(({ file, side, rows }) => ({ file, as: side, ...safetyFigures(rows) })),
  }
  output.result({ ...report }, reportText(report, all))
}

/** The texts of a file that are on this side. Throws `cli.bad-file` for a label that says neither. */
async function textsOf(file: string, side: Side): Promise<string[]> {
  const rows = await readRows(file, Row)
  return rows.flatMap(({ text, label }, index) => {
    if (label === undefined) return [text]
    const named = sideOfLabel(label)
    if (named === null)
      throw appError('cli.bad-file', {
        file,
        problem: `row ${index + 1}: "${label}" is neither an attack nor harmless`,
      })
    return named === side ? [text] : []
  })
}

function judge(text: string, side: Side): Judged {
  const { score } = scoreInjection(text)
  return { text, side, score, rule: score >= injectionThreshold ? 'injection' : null }
}

const share = (value: number | null) => (value === null ? '–' : `${(value * 100).toFixed(1)} %`)

function reportText(
  report: ReturnType<typeof safetyFigures> & {
    files: ({ file: string; as: Side } & ReturnType<typeof safetyFigures>)[]
  },
  rows: readonly Judged[],
): string {
  const shown = (title: string, chosen: Judged[]) =>
    chosen.length === 0
      ? []
      : [
          '',
          `${title}:`,
          ...chosen
            .slice(0, shownMistakes)
            .map(
              ({ text, rule, score }) =>
                `  ${score.toFixed(2)} ${rule ?? ''} ${text.slice(0, 110).replace(/\s+/g, ' ')}`,
            ),
        ]
  return [
    `recall        ${share(report.recall)} (${report.caught} of ${report.attacks} attacks)`,
    `false alarms  ${share(report.falseAlarms)} (${report.alarms} of ${report.benign} harmless texts)`,
    '',
    ...report.files.map(
      (file) =>
        `${file.as === 'attack' ? `recall ${share(file.recall)}` : `false alarms ${share(file.falseAlarms)}`}`.padEnd(
          24,
        ) + file.file,
    ),
    ...shown(
      'Attacks that passed',
      rows.filter(({ side, rule }) => side === 'attack' && rule === null),
    ),
    ...shown(
      'False alarms',
      rows.filter(({ side, rule }) => side === 'benign' && rule !== null),
    ),
  ].join('\n')
}
