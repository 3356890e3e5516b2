import { basename, resolve } from 'node:path'
import { Command } from 'commander'
import { checkMigrated } from '#compose/migrated.ts'
import { systemClock } from '#domain/clock.ts'
import { problemText } from '#domain/problem.ts'
import { migrateRasa, notesText, writeMigration } from '#migration/index.ts'
import { jsonOption, runCommand } from '../run.ts'

interface Options {
  out: string
  force?: boolean
  all?: boolean
  json?: boolean
}

export const rasaCommand = (): Command =>
  new Command('rasa')
    .description('A Rasa CALM project: flows, domain, training data and end-to-end tests')
    .argument('<paths...>', 'the folder of the project, or its .yml files')
    .requiredOption('--out <folder>', 'the assistant folder to make')
    .option('--force', 'write into a folder that is not empty, over what is there')
    .option('--all', 'show everything that is to be told')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Custom actions become stubs in tools.ts that refuse until they are written. Tests become scenarios with the tag "rasa". What was changed
and what could not be carried over is told here and in import-report.md of the new folder, with file and line (docs/import-rasa.md).

Examples:
  $ npm run parley -- import rasa ../bank-bot --out assistants/bank
  $ npm run parley -- import rasa ../bank-bot/data ../bank-bot/domain.yml --out assistants/bank --force --all
  $ npm run -s parley -- import rasa ../bank-bot --out assistants/bank --json

Then: npm run parley -- flows lint assistants/bank
      npm run parley -- test assistants/bank`,
    )
    .action((paths: string[], options: Options) =>
      runCommand(options, async (output) => {
        const from = paths
          .map((path) => basename(resolve(path)))
          .join(', ')
          .replaceAll(/\s+/g, ' ')
        const migrated = await migrateRasa(paths, {
          from,
          today: new Date(systemClock.now()).toISOString().slice(0, 10),
        })
        await writeMigration(migrated, options.out, options.force === true)
        const problems = await checkMigrated(resolve(options.out), migrated, process.env)
        const errors = problems.filter(({ severity }) => severity === 'error')
        const { notes, counts } = migrated
        if (errors.length > 0) process.exitCode = 1
        const summary = [
          `${counts.flows} flows, ${counts.responses} responses, ${counts.slots} slots, ${counts.intents} intents, ${counts.tools} tools (stubs), ${counts.scenarios} scenarios in ${options.out}`,
          notesText(notes, options.all === true),
          '',
          ...(errors.length === 0
            ? [`It loads${problems.length > 0 ? `, with ${problems.length} warnings (flows lint shows them)` : ''}.`]
            : ['It does not load yet:', ...errors.map((problem) => `  ${problemText(problem)}`)]),
          `All of it: ${options.out.replace(/\/$/, '')}/import-report.md`,
        ]
        const ofFate = (fate: (typeof notes)[number]['fate']) => notes.filter((note) => note.fate === fate)
        output.result(
          {
            ...counts,
            files: [...migrated.files.keys()].sort(),
            carriedOver: ofFate('carried'),
            changed: ofFate('changed'),
            notCarriedOver: ofFate('lost'),
            problems: problems.map(problemText),
          },
          summary.join('\n'),
        )
      }),
    )
