import { Command } from 'commander'
import { appError } from '#domain/errors.ts'
import { redactAll } from '#privacy/index.ts'
import { disagreementsIn, disagreementsText, readRecording } from '#quality/index.ts'
import { readDataFile } from '../data-file.ts'
import { jsonOption, runCommand } from '../run.ts'

export const disagreementsCommand = (): Command =>
  new Command('disagreements')
    .description('Where a language model understood recorded messages otherwise than the embedded models')
    .argument('<file>', 'recorded conversations (JSON Lines): events, or what `policy sweep --record` wrote')
    .option(...jsonOption)
    .addHelpText(
      'after',
      '\nExamples:\n  $ npm run parley -- policy disagreements events.jsonl\n  $ npm run -s parley -- policy disagreements events.jsonl --json\n\nPersonal data in examples is taken out. Which of the two was right, a person has to say.',
    )
    .action((file: string, options: { json?: boolean }) =>
      runCommand(options, async (output) => {
        const read = readRecording(await readDataFile(file))
        if (read.kind === 'unreadable') throw appError('cli.bad-file', { file, problem: read.problem })
        const found = disagreementsIn(read.conversations, redactAll)
        output.result({ ...found }, disagreementsText(found))
      }),
    )
