import { Command } from 'commander'
import { disagreementsCommand } from './disagreements.ts'
import { sweepCommand } from './sweep.ts'

export const policyCommand = (): Command =>
  new Command('policy')
    .description('When the assistant acts, asks, answers or hands over')
    .addCommand(sweepCommand())
    .addCommand(disagreementsCommand())
