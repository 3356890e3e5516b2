import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Command } from 'commander'
import { appError } from '#domain/errors.ts'
import { guideHtml, guideMarkdown, styleGuide } from '#responses/index.ts'
import { defaultAssistant, jsonOption, runCommand } from '../run.ts'
import { askedStyle, type StyleOptions, withStyleOptions } from './asked.ts'

export const guideCommand = (): Command =>
  withStyleOptions(
    new Command('guide')
      .description("Write the style guide: the manner in numbers, with do and don't from the assistant's own wordings")
      .argument('[folder]', 'the assistant folder', defaultAssistant),
  )
    .option('--out <file>', 'the file to write, .md or .html; otherwise Markdown on standard output')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Examples:
  $ npm run parley -- style guide --out guide.html
  $ npm run -s parley -- style guide assistants/airline > guide.md
  $ npm run -s parley -- style guide --preset luxury --json`,
    )
    .action((folder: string, options: StyleOptions & { out?: string; json?: boolean }) =>
      runCommand(options, async (output) => {
        const { name, settings, wordings, language } = await askedStyle(folder, options)
        const guide = styleGuide(name, settings, wordings, language)
        const { out } = options
        if (out === undefined) return output.result({ ...guide }, guideMarkdown(guide).trimEnd())
        if (!/\.(?:md|html?)$/i.test(out)) throw appError('cli.usage', { problem: `"${out}" is neither .md nor .html` })
        try {
          await mkdir(dirname(out), { recursive: true })
          await writeFile(out, /\.md$/i.test(out) ? guideMarkdown(guide) : guideHtml(guide))
        } catch (error) {
          throw appError(
            'cli.bad-file',
            { file: out, problem: error instanceof Error ? error.message : String(error) },
            error,
          )
        }
        output.result({ ...guide, out }, `The style guide of ${name} is in ${out}`)
      }),
    )
