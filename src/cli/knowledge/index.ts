import { Command } from 'commander'
import { checkCommand } from './check.ts'
import { gapsCommand } from './gaps.ts'
import { graphCommand } from './graph.ts'
import { searchCommand } from './search.ts'

export const knowledgeCommand = (): Command =>
  new Command('knowledge')
    .description('What the assistant answers from: look through it, search it, see what is missing')
    .addCommand(checkCommand())
    .addCommand(searchCommand())
    .addCommand(gapsCommand())
    .addCommand(graphCommand())
