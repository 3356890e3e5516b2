import { Command } from 'commander'
import { checkCommand } from './check.ts'
import { importCommand } from './import.ts'
import { listCommand } from './list.ts'

export const toolsCommand = (): Command =>
  new Command('tools')
    .description('See, check and bring in what an assistant can do in other systems')
    .addCommand(listCommand())
    .addCommand(checkCommand())
    .addCommand(importCommand())
