import { Command } from 'commander'
import { coverageCommand } from './coverage.ts'
import { exploreCommand } from './explore.ts'
import { graphCommand } from './graph.ts'
import { lintCommand } from './lint.ts'
import { walkCommand } from './walk.ts'

export const flowsCommand = (): Command =>
  new Command('flows')
    .description('See and test the flows of an assistant')
    .addCommand(graphCommand())
    .addCommand(exploreCommand())
    .addCommand(lintCommand())
    .addCommand(coverageCommand())
    .addCommand(walkCommand())
