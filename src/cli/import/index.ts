import { Command } from 'commander'
import { rasaCommand } from './rasa.ts'

export const importCommand = (): Command =>
  new Command('import')
    .description('Bring assistants of other programs into an assistant folder')
    .addCommand(rasaCommand())
