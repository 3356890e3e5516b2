import { Command } from 'commander'
import { checkCommand } from './check.ts'
import { listCommand } from './list.ts'
import { promptsCommand } from './prompts.ts'

export const modelsCommand = (): Command =>
  new Command('models')
    .description('See and try the language models of an assistant')
    .addCommand(listCommand())
    .addCommand(promptsCommand())
    .addCommand(checkCommand())
