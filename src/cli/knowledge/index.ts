import { Command } from 'commander'
import { addCommand } from './add.ts'
import { checkCommand } from './check.ts'
import { gapsCommand } from './gaps.ts'
import { graphCommand } from './graph.ts'
import { listCommand } from './list.ts'
import { searchCommand } from './search.ts'
import { syncCommand } from './sync.ts'
import { restoreCommand, versionsCommand } from './versions.ts'

export const knowledgeCommand = (): Command =>
  new Command('knowledge')
    .description('What the assistant answers from: add to it, look through it, search it, see what is missing')
    .addCommand(addCommand())
    .addCommand(listCommand())
    .addCommand(syncCommand())
    .addCommand(versionsCommand())
    .addCommand(restoreCommand())
    .addCommand(checkCommand())
    .addCommand(searchCommand())
    .addCommand(gapsCommand())
    .addCommand(graphCommand())
