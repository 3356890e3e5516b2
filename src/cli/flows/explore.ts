import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import { exploreFolder } from '#compose/exploring.ts'
import { defaultAssistant, jsonOption, runCommand } from '../run.ts'

interface Options {
  conversations: number
  seed: string
  out?: string
  json?: boolean
}

export const exploreCommand = (): Command =>
  new Command('explore')
    .description(
      'Look for conversations that reach steps and branches no scenario reaches, and write them as scenarios',
    )
    .argument('[folder]', 'the assistant folder', defaultAssistant)
    .addOption(new Option('--conversations <n>', 'how many are tried').argParser(wholeNumber).default(500))
    .option('--seed <text>', 'the same seed finds the same', 'explore')
    .option('--out <file>', 'the scenario file to write; otherwise standard output')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Examples:
  $ npm run parley -- flows explore --out assistants/storefront/scenarios/explored.yaml
  $ npm run -s parley -- flows explore assistants/mine --conversations 2000 --json

Customers go through the tasks with the details of the back end's own records, by chance and seeded; tools go wrong where a flow says what
is done then. What is written says what the assistant does, not what it should: read it before you keep it.`,
    )
    .action((folder: string, options: Options) =>
      runCommand(options, async (output) => {
        const { conversations, seed, out } = options
        const progress = output.progress('exploring')
        const found = await exploreFolder({
          assistantFolder: resolve(folder),
          environment: process.env,
          conversations,
          seed,
          onProgress: progress.update,
        })
        progress.done()
        const { yaml, kept, played, before, after } = found
        if (out !== undefined && kept > 0) {
          await mkdir(dirname(out), { recursive: true })
          await writeFile(out, yaml)
        }
        const percent = (share: number) => `${(share * 100).toFixed(1)} %`
        const told = `${played} conversations, ${kept} kept${out === undefined ? '' : ` in ${out}`}: steps ${percent(before.stepCoverage)} → ${percent(after.stepCoverage)}, branches ${percent(before.branchCoverage)} → ${percent(after.branchCoverage)}`
        // On standard output the file stands alone, so that it can be sent on.
        process.stderr.write(`${told}\n`)
        output.result(
          { played, kept, before, after, ...(out === undefined && { scenarios: yaml }) },
          out === undefined ? yaml : '',
        )
      }),
    )

function wholeNumber(text: string): number {
  const count = Number(text)
  if (!Number.isSafeInteger(count) || count < 1) throw new InvalidArgumentError('write a whole number from 1 on')
  return count
}
