import { Command } from 'commander'
import { defaultAssistant, jsonOption, runCommand } from '../run.ts'
import { assistantFolderOf, fetchPages, keepVersion, syncText, takeOverHint } from './sources.ts'

export const syncCommand = (): Command =>
  new Command('sync')
    .description('Fetch the pages of knowledge/sources.yaml again: what changed is read, what is gone is removed')
    .argument('[folder]', 'the assistant folder', defaultAssistant)
    .option('--again', 'read every page, also those that are unchanged')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Ctrl-C ends it between two pages; run it again to go on. A server that is down takes nothing away.

Examples:
  $ npm run parley -- knowledge sync
  $ npm run -s parley -- knowledge sync assistants/mine --json`,
    )
    .action((given: string, options: { again?: boolean; json?: boolean }) =>
      runCommand(options, async (output) => {
        const folder = assistantFolderOf(given)
        const before = await keepVersion(folder)
        const report = await fetchPages(folder, output, options.again === true)
        const version = await keepVersion(folder)
        const isChanged = version !== before
        output.result(
          { ...report, before, version },
          `${syncText(report)}${isChanged ? `\n${takeOverHint}` : '\nNothing changed.'}`,
        )
        if (report.interrupted) process.exitCode = 1
      }),
    )
