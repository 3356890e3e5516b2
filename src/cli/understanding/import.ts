import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { type Imported, importTrainingData, sourceName, writeImport } from '#authoring/index.ts'
import { jsonOption, runCommand } from '../run.ts'
import { plural } from './text.ts'

interface Options {
  into: string
  force?: boolean
  columns?: { text: string; intent: string }
  all?: boolean
  json?: boolean
}

/** Things left behind that are shown without --all. */
const shown = 20

export const importCommand = (): Command =>
  new Command('import')
    .description("Bring training data of other programs into an assistant folder: Rasa's nlu.yml, CSV, JSON Lines")
    .argument('<files...>', 'files, or folders with nlu.yml files')
    .requiredOption('--into <folder>', 'the assistant folder; intents/ and entities/ are written there')
    .option('--columns <text,intent>', 'CSV: names or numbers of the two columns, where they cannot be told', columns)
    .option('--force', 'overwrite files that are there already')
    .option('--all', 'show everything that was left behind')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Names become small letters with hyphens (intents) or underscores (entities). Nothing is overwritten without --force.

Examples:
  $ npm run parley -- understanding import rasa-bot/data --into assistants/mine
  $ npm run parley -- understanding import examples.csv --columns question,topic --into assistants/mine
  $ npm run -s parley -- understanding import train.jsonl --into assistants/mine --json`,
    )
    .action((files: string[], options: Options) =>
      runCommand(options, async (output) => {
        const imported = await importTrainingData(
          files,
          options.columns === undefined ? {} : { columns: options.columns },
        )
        const written = await writeImport(imported, options.into, {
          from: sourceName(files),
          force: options.force === true,
        })
        const counts = countsOf(imported)
        const renamed = [...imported.renamed].map(([from, to]) => ({ from, to }))
        output.result(
          { ...counts, files: written.files, renamed, notes: imported.notes, leftBehind: imported.left },
          importText(imported, written.files, options),
        )
      }),
    )

function columns(text: string): { text: string; intent: string } {
  const parts = text.split(',').map((part) => part.trim())
  const [first, second] = parts
  if (parts.length !== 2 || !first || !second) throw new InvalidArgumentError('Write two columns, such as text,intent')
  return { text: first, intent: second }
}

const countsOf = ({ intents, entities }: Imported) => ({
  intents: [...intents.values()].filter((examples) => examples.length > 0).length,
  examples: [...intents.values()].reduce((sum, examples) => sum + examples.length, 0),
  entities: entities.size,
  marks: [...intents.values()].flat().reduce((sum, { marks }) => sum + marks.length, 0),
  patterns: [...entities.values()].reduce((sum, { patterns }) => sum + patterns.length, 0),
  values: [...entities.values()].reduce((sum, { values }) => sum + values.size, 0),
})

function importText(imported: Imported, files: readonly string[], { into, all }: Options): string {
  const { intents, examples, entities, marks, patterns, values } = countsOf(imported)
  const lines = [
    `${plural(intents, 'intent')} with ${plural(examples, 'example')} and ${plural(marks, 'mark')}; ${plural(entities, 'entity').replace('entitys', 'entities')} with ${plural(patterns, 'pattern')} and ${plural(values, 'list value')}`,
    ...files.map((file) => `  ${into.replace(/\/$/, '')}/${file}`),
  ]
  const list = (title: string, entries: readonly string[]) => {
    if (entries.length === 0) return
    const some = all ? entries : entries.slice(0, shown)
    lines.push('', title, ...some.map((entry) => `  ${entry}`))
    if (some.length < entries.length) lines.push(`  … and ${entries.length - some.length} more: --all shows them`)
  }
  list('To look at', imported.notes)
  // "check_balance" that became "check-balance" needs no line of its own.
  const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  const renamed = [...imported.renamed]
  const other = renamed.filter(([from, to]) => plain(from) !== plain(to))
  if (renamed.length > other.length)
    lines.push(
      '',
      `${plural(renamed.length - other.length, 'name')} in small letters, with "-" (intents) or "_" (entities)`,
    )
  list(
    'Renamed',
    other.map(([from, to]) => `${from} → ${to}`),
  )
  list(
    'Left behind',
    imported.left.map(({ file, line, what, why }) => `${line === null ? file : `${file}:${line}`}  ${what}: ${why}`),
  )
  if (!existsSync(join(into, 'assistant.yaml')))
    lines.push(
      '',
      `${into} has no assistant.yaml yet: at least "name: …" and "languages: [en]" (docs/assistant-folder.md).`,
    )
  lines.push('', `Look at what is in it: npm run parley -- understanding check ${into}`)
  return lines.join('\n')
}
