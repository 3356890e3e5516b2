import { Command } from 'commander'
import { presetNames, presets, setDimensions } from '#responses/index.ts'
import { jsonOption, runCommand } from '../run.ts'
import { bold, dim, wrapped } from './drawing.ts'

export const presetsCommand = (): Command =>
  new Command('presets')
    .description('The ways of speaking that come with Parley')
    .option(...jsonOption)
    .addHelpText(
      'after',
      '\nExamples:\n  $ npm run parley -- style presets\n  $ npm run parley -- style preview --preset luxury',
    )
    .action((options: { json?: boolean }) =>
      runCommand(options, async (output) => {
        const widest = Math.max(...presetNames.map((name) => name.length))
        const indent = ' '.repeat(widest + 4)
        output.result(
          { presets: Object.fromEntries(presetNames.map((name) => [name, presets[name]])) },
          [
            ...presetNames.flatMap((name) => {
              const { about, style } = presets[name]
              const set = setDimensions(style).map((dimension) => `${dimension} ${style[dimension]}`)
              return [
                `  ${bold(name.padEnd(widest))}  ${about}`,
                ...wrapped(set.join(' · '), 90).map((line) => dim(`${indent}${line}`)),
              ]
            }),
            '',
            dim('  What a preset leaves out stays as written (0.5). Mix them: preset: { friendly: 0.7, expert: 0.3 }'),
          ].join('\n'),
        )
      }),
    )
