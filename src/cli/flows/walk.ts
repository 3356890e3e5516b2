import { resolve } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import { walkInThreads } from '#compose/walking.ts'
import { walkReportText } from '#quality/index.ts'
import { defaultAssistant, jsonOption, runCommand } from '../run.ts'

interface Options {
  conversations: number
  embedded: number
  seed: string
  json?: boolean
}

const atLeast = (least: number) => (text: string) => {
  const count = Number(text)
  if (!Number.isSafeInteger(count) || count < least)
    throw new InvalidArgumentError(`write a whole number from ${least} on`)
  return count
}

export const walkCommand = (): Command =>
  new Command('walk')
    .description(
      'Random customers who press, type, correct, digress, fall silent and cancel; made-up answers behind the tools',
    )
    .argument('[folder]', 'the assistant folder', defaultAssistant)
    .addOption(new Option('--conversations <n>', 'on the in-memory store').argParser(atLeast(0)).default(1_000))
    .addOption(new Option('--embedded <n>', 'more of them on the embedded database').argParser(atLeast(0)).default(0))
    .option('--seed <text>', 'the same seed walks the same way', 'walk')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Examples:
  $ npm run parley -- flows walk
  $ npm run parley -- flows walk assistants/storefront --conversations 20000 --embedded 1000
  $ npm run -s parley -- flows walk --seed tuesday --json

After each turn it is held that no tool is used without its inputs, its identity and its yes, that nothing is done twice, that the
stack is bounded, that the customer gets an answer, and in the end that every conversation can be brought to its end.
Exit code 1 where anything is stuck, violated or thrown.`,
    )
    .action((folder: string, options: Options) =>
      runCommand(options, async (output) => {
        const { conversations, embedded, seed } = options
        const progress = output.progress('walking')
        const order = { assistantFolder: resolve(folder), environment: process.env, seed }
        const walked = (done: number, total: number, what: string) => progress.update(done, total, what)
        const memory = await walkInThreads({ ...order, conversations, store: 'memory' }, (done, total) =>
          walked(done, total, 'walking'),
        )
        const stored =
          embedded === 0
            ? null
            : await walkInThreads({ ...order, conversations: embedded, store: 'embedded' }, (done, total) =>
                walked(done, total, 'walking on the embedded database'),
              )
        progress.done()
        const found = (report: typeof memory) => report.stuck + report.violations + report.errors
        if (found(memory) + (stored === null ? 0 : found(stored)) > 0) process.exitCode = 1
        output.result(
          { ...memory, ...(stored !== null && { embedded: stored }) },
          stored === null
            ? walkReportText(memory)
            : `${walkReportText(memory)}\n\nOn the embedded database: ${walkReportText(stored)}`,
        )
      }),
    )
