import { Command } from 'commander'
import { checkCommand } from './check.ts'
import { guideCommand } from './guide.ts'
import { presetsCommand } from './presets.ts'
import { previewCommand } from './preview.ts'

export const styleCommand = (): Command =>
  new Command('style')
    .description('How the assistant speaks: try a personality, write its style guide, see whether replies keep to it')
    .addCommand(previewCommand())
    .addCommand(guideCommand())
    .addCommand(presetsCommand())
    .addCommand(checkCommand())
