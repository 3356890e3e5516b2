import { Command } from 'commander'
import { systemClock } from '#domain/clock.ts'
import type { KnowledgeVersion } from '#knowledge/index.ts'
import { defaultAssistant, jsonOption, runCommand } from '../run.ts'
import { cells } from '../understanding/text.ts'
import { assistantFolderOf, takeOverHint, versionsOf } from './sources.ts'

export const versionsCommand = (): Command =>
  new Command('versions')
    .description('States of the knowledge folder that can be returned to, the newest first')
    .argument('[folder]', 'the assistant folder', defaultAssistant)
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
A state is kept whenever a release is made and before and after add, sync and restore.

Examples:
  $ npm run parley -- knowledge versions
  $ npm run -s parley -- knowledge versions assistants/mine --json`,
    )
    .action((given: string, options: { json?: boolean }) =>
      runCommand(options, async (output) => {
        const kept = versionsOf(assistantFolderOf(given))
        const present = await kept.keep(systemClock.now())
        const versions = await kept.list()
        const rows = versions.map((version, at) => ({
          version: version.version,
          since: new Date(version.atMs).toISOString(),
          present: version.version === present.version,
          files: Object.keys(version.files).length,
          ...differences(versions[at + 1], version),
        }))
        output.result(
          { versions: rows },
          cells([
            ['version', 'since', '', 'files', 'added', 'changed', 'removed'],
            ...rows.map((row) => [
              row.version,
              row.since.slice(0, 16).replace('T', ' '),
              row.present ? 'now' : '',
              String(row.files),
              String(row.added),
              String(row.changed),
              String(row.removed),
            ]),
          ]).join('\n'),
        )
      }),
    )

/** To the state before it. */
function differences(before: KnowledgeVersion | undefined, { files }: KnowledgeVersion) {
  const old = before?.files ?? {}
  const names = Object.keys(files)
  return {
    added: names.filter((file) => !(file in old)).length,
    changed: names.filter((file) => file in old && old[file] !== files[file]).length,
    removed: Object.keys(old).filter((file) => !(file in files)).length,
  }
}

export const restoreCommand = (): Command =>
  new Command('restore')
    .description('Make the knowledge folder what it was in a version; the state before is kept as a version, too')
    .argument('<version>', 'as parley knowledge versions tells it; the first digits are enough')
    .argument('[folder]', 'the assistant folder', defaultAssistant)
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Examples:
  $ npm run parley -- knowledge restore kv_3f9a21
  $ npm run -s parley -- knowledge restore 3f9a assistants/mine --json`,
    )
    .action((version: string, given: string, options: { json?: boolean }) =>
      runCommand(options, async (output) => {
        const restored = await versionsOf(assistantFolderOf(given)).restore(version, systemClock.now())
        output.result(
          { ...restored },
          `Back at ${restored.version}: ${restored.written} files written, ${restored.removed} removed. To undo: parley knowledge restore ${restored.before}\n${takeOverHint}`,
        )
      }),
    )
