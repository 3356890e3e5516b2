import { Command } from 'commander'
import {
  dimensionNames,
  type PreviewedWording,
  previewStyle,
  type StylePreview,
  setDimensions,
} from '#responses/index.ts'
import { defaultAssistant, jsonOption, runCommand } from '../run.ts'
import { count } from '../usage.ts'
import { askedStyle, type StyleOptions, withStyleOptions } from './asked.ts'
import { bar, bold, dim, green, shown, sideBySide, terminalWidth } from './drawing.ts'

interface Options extends StyleOptions {
  only?: string
  limit: number
  all?: boolean
  json?: boolean
}

/** Wordings shown unless more are asked for. */
const shownAtFirst = 12

export const previewCommand = (): Command =>
  withStyleOptions(
    new Command('preview')
      .description("Show the assistant's own wordings before and after a style, and what is measured in them")
      .argument('[folder]', 'the assistant folder', defaultAssistant),
  )
    .option('--only <part>', 'responses with this in their name')
    .option('--limit <n>', 'changed wordings to show', count, shownAtFirst)
    .option('--all', 'every wording, changed or not')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Examples:
  $ npm run parley -- style preview
  $ npm run parley -- style preview --preset luxury
  $ npm run parley -- style preview --preset friendly:0.7 --preset expert:0.3 --set warmth=0.9
  $ npm run parley -- style preview assistants/airline --mood angry --channel voice
  $ npm run -s parley -- style preview --set first_person_plural=1 --all --json

Nothing is written: what you like goes into personality: of assistant.yaml (docs/personality.md). The mark in a bar is the target.`,
    )
    .action((folder: string, options: Options) =>
      runCommand(options, async (output) => {
        const asked = await askedStyle(folder, options)
        const preview = previewStyle(asked.wordings, asked.settings, asked.language, asked.situation)
        const fitting = preview.wordings.filter(({ response }) => response.includes(options.only ?? ''))
        const changed = fitting.filter(({ applied }) => applied.length > 0)
        const listed = options.all ? fitting : spread(changed, options.limit)
        const measured = dimensionNames.map((dimension) => ({
          dimension,
          target: preview.style[dimension],
          before: preview.before[dimension],
          after: preview.after[dimension],
        }))
        output.result(
          {
            assistant: asked.name,
            style: preview.style,
            wordings: fitting.length,
            changed: changed.length,
            measured,
            shown: listed,
          },
          [
            `${bold(asked.name)} ${dim(situationText(options))}`,
            '',
            barsText(preview),
            '',
            `${bold(String(changed.length))} of ${fitting.length} wordings change${listed.length < changed.length ? `, ${listed.length} of them:` : ':'}`,
            '',
            ...listed.flatMap((wording) => wordingLines(wording)),
            ...(listed.length < changed.length ? [dim('All of them: --all. Of one response: --only <name>.')] : []),
          ].join('\n'),
        )
      }),
    )

const situationText = ({ preset, set, mood, channel, brief }: Options): string =>
  [
    preset.length > 0 ? `as ${preset.join(' + ')}` : '',
    ...set,
    mood === undefined ? '' : `to a customer who is ${mood}`,
    channel === undefined ? '' : `on ${channel}`,
    brief ? 'in brief' : '',
  ]
    .filter((part) => part !== '')
    .join(', ') || 'as assistant.yaml says'

const widest = Math.max(...dimensionNames.map((name) => name.length))

function barsText({ style, before, after }: StylePreview): string {
  const set = new Set(setDimensions(style))
  const head = dim(`  ${'dimension'.padEnd(widest)}  ${'after, on 0 … 1'.padEnd(20)}  after  before  target`)
  const rows = dimensionNames.map((name) => {
    const target = set.has(name) ? style[name] : null
    const row = `  ${name.padEnd(widest)}  ${bar(after[name].score, target)}  ${shown(after[name].score).padStart(5)}  ${dim(shown(before[name].score).padStart(6))}  ${target === null ? dim('     –') : shown(target).padStart(6)}`
    return row
  })
  return [head, ...rows].join('\n')
}

function wordingLines({ response, before, after, applied }: PreviewedWording): string[] {
  const width = terminalWidth()
  const title = `${green(response)} ${dim(applied.join(', '))}`
  return before === after
    ? [title, ...sideBySide(before, dim('as written'), width), '']
    : [title, ...sideBySide(before, after, width), '']
}

/** From all over the list, those first on which most rules worked: a look at many of them says more than twelve of one file. */
function spread(wordings: readonly PreviewedWording[], limit: number): PreviewedWording[] {
  const step = Math.max(1, wordings.length / limit)
  const groups = Array.from({ length: Math.min(limit, wordings.length) }, (_, at) =>
    wordings.slice(Math.floor(at * step), Math.max(Math.floor(at * step) + 1, Math.floor((at + 1) * step))),
  )
  return groups.flatMap((group) => [...group].sort((a, b) => b.applied.length - a.applied.length)[0] ?? [])
}
