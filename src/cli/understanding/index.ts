import { Command } from 'commander'
import { checkCommand } from './check.ts'
import { crossValidateCommand } from './cross-validate.ts'
import { explainCommand } from './explain.ts'
import { importCommand } from './import.ts'
import { learningCurveCommand } from './learning-curve.ts'
import { rememberCommand } from './remember.ts'
import { suggestCommand } from './suggest.ts'

export const understandingCommand = (): Command =>
  new Command('understanding')
    .description('Tools for the authors of training data: check, explain, measure, import, suggest')
    .addCommand(checkCommand())
    .addCommand(explainCommand())
    .addCommand(crossValidateCommand())
    .addCommand(learningCurveCommand())
    .addCommand(importCommand())
    .addCommand(suggestCommand())
    .addCommand(rememberCommand())
