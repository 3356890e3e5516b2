import { resolve } from 'node:path'
import { Command } from 'commander'
import { compiledFolder } from '#compose/compiled.ts'
import { appError } from '#domain/errors.ts'
import { lintAssistant, lintRules, lintText } from '#quality/index.ts'
import { nearestName } from '#source-files/index.ts'
import { defaultAssistant, jsonOption, runCommand } from '../run.ts'
import { collected } from '../usage.ts'

interface Options {
  rule: string[]
  strict?: boolean
  json?: boolean
}

const widest = Math.max(...lintRules.map(({ id }) => id.length))

export const lintCommand = (): Command =>
  new Command('lint')
    .description('What is wrong or doubtful in the flows and what they say: everything the loader reports, and more')
    .argument('[folder]', 'the assistant folder', defaultAssistant)
    .option('--rule <id>', 'findings of this rule only (may be given several times)', collected, [])
    .option('--strict', 'exit code 1 for warnings too, not only for errors')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Examples:
  $ npm run parley -- flows lint
  $ npm run parley -- flows lint assistants/storefront --rule refusal-unhandled
  $ npm run -s parley -- flows lint assistants/airline --strict --json

Rules:
${lintRules.map(({ id, severity, about }) => `  ${id.padEnd(widest)}  ${severity.padEnd(7)}  ${about}`).join('\n')}

A comment on the line of a finding, or above it, lets it pass: # lint-ignore <rule>: why`,
    )
    .action((folder: string, options: Options) =>
      runCommand(options, async (output) => {
        const ids = lintRules.map(({ id }) => id)
        const unknown = options.rule.find((id) => !ids.includes(id))
        if (unknown !== undefined)
          throw appError('cli.usage', {
            problem: `there is no rule "${unknown}". ${nearestName(unknown, ids) ?? `There are ${ids.join(', ')}`}`,
          })
        const report = lintAssistant(await compiledFolder(resolve(folder), process.env), options.rule)
        if (report.errors > 0 || (options.strict && report.warnings > 0)) process.exitCode = 1
        output.result({ ...report }, lintText(report))
      }),
    )
