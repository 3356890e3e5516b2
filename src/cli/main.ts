/** `npm run parley -- <command>`: one file per command. Commands talk to a running server where there is one. */
import { Command } from 'commander'
import { chatCommand } from './chat.ts'
import { evaluateCommand } from './evaluate.ts'
import { replayCommand } from './replay.ts'
import { testCommand } from './test.ts'
import { traceCommand } from './trace.ts'
import { trainCommand } from './train.ts'

const program = new Command('parley')
  .description('Build, test and run customer-service assistants.')
  .showHelpAfterError('(add --help for examples)')
  .configureOutput({ writeOut: (text) => process.stdout.write(text) })

for (const command of [
  chatCommand(),
  traceCommand(),
  trainCommand(),
  testCommand(),
  evaluateCommand(),
  replayCommand(),
])
  program.addCommand(command)

await program.parseAsync()
