import { Command } from 'commander'
import { evaluateLanguageCommand } from './language.ts'
import { evaluateSentimentCommand } from './sentiment.ts'
import { evaluateUnderstandingCommand } from './understanding.ts'

export const evaluateCommand = (): Command =>
  new Command('evaluate')
    .description('Measure a part of the assistant on labelled data')
    .addCommand(evaluateUnderstandingCommand())
    .addCommand(evaluateSentimentCommand())
    .addCommand(evaluateLanguageCommand())
