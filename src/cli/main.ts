/** `npm run parley -- <command>`: one file per command. Commands talk to a running server where there is one. */
import { Command, CommanderError } from 'commander'
import { chatCommand } from './chat.ts'
import { evaluateCommand } from './evaluate/index.ts'
import { flowsCommand } from './flows/index.ts'
import { importCommand } from './import/index.ts'
import { knowledgeCommand } from './knowledge/index.ts'
import { mcpCommand } from './mcp/index.ts'
import { modelsCommand } from './models/index.ts'
import { reportFailure } from './output.ts'
import { playCommand } from './play.ts'
import { policyCommand } from './policy/index.ts'
import { replayCommand } from './replay.ts'
import { styleCommand } from './style/index.ts'
import { testCommand } from './test.ts'
import { toolsCommand } from './tools/index.ts'
import { traceCommand } from './trace.ts'
import { trainCommand } from './train.ts'
import { understandingCommand } from './understanding/index.ts'
import { usageError } from './usage.ts'

const program = new Command('parley').description('Build, test and run customer-service assistants.')

for (const command of [
  chatCommand(),
  playCommand(),
  traceCommand(),
  trainCommand(),
  testCommand(),
  evaluateCommand(),
  replayCommand(),
  understandingCommand(),
  flowsCommand(),
  importCommand(),
  knowledgeCommand(),
  policyCommand(),
  mcpCommand(),
  modelsCommand(),
  toolsCommand(),
  styleCommand(),
])
  program.addCommand(command)

/** Wrong arguments are told like every other failure, so that `--json` gives its one object for them too. */
function throwUsageErrors(command: Command): void {
  command.exitOverride().configureOutput({ outputError: () => undefined })
  for (const sub of command.commands) throwUsageErrors(sub)
}
throwUsageErrors(program)

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof CommanderError)) throw error
  // Help that was asked for ends like this too.
  const isHelp = error.code.startsWith('commander.help')
  if (!isHelp) reportFailure(usageError(error), process.argv.includes('--json'))
  process.exitCode = error.exitCode
}
