import { resolve } from 'node:path'
import { Command, Option } from 'commander'
import { filesOf, readAssistantFolder } from '#assistant/index.ts'
import { appError } from '#domain/errors.ts'
import { modelRoles } from '#domain/model-call.ts'
import { problemText } from '#domain/problem.ts'
import { placeholders, readPrompts } from '#language-models/index.ts'
import { defaultAssistant, jsonOption, runCommand } from '../run.ts'

interface Options {
  role?: (typeof modelRoles)[number]
  json?: boolean
}

export const promptsCommand = (): Command =>
  new Command('prompts')
    .description(
      "What each role's models are told: the assistant's own prompts, and the built-in ones of the other roles",
    )
    .argument('[folder]', 'the assistant folder', defaultAssistant)
    .addOption(new Option('--role <role>', 'only this role, whole').choices([...modelRoles]))
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
An assistant overrides a prompt with prompts/<role>.md. To begin with the built-in one:
  $ npm run -s parley -- models prompts --role phrase > assistants/mine/prompts/phrase.md`,
    )
    .action((folder: string, { role: only, ...options }: Options) =>
      runCommand(options, async (output) => {
        const source = await readAssistantFolder(resolve(folder), 'prompts')
        const { prompts, problems } = readPrompts(filesOf(source, 'prompts'))
        if (problems.length > 0)
          throw appError('assistant.invalid', {
            count: problems.length,
            problems: problems.map((problem) => `  ${problemText(problem)}`).join('\n'),
          })
        const roles = modelRoles
          .filter((role) => only === undefined || role === only)
          .map((role) => ({ role, ...prompts[role], placeholders: [...placeholders[role]] }))
        const text =
          only === undefined
            ? roles.map(
                ({ role, from, text }) => `${role.padEnd(11)} ${String(text.length).padStart(5)} characters  ${from}`,
              )
            : roles.map(({ temperature, maxTokens, text }) =>
                [...frontMatter({ temperature, maxTokens }), text].join('\n'),
              )
        output.result({ prompts: roles }, text.join('\n'))
      }),
    )

/** As it stands in the file, so that what is printed can be one. */
function frontMatter(settings: { temperature: number | null; maxTokens: number | null }): string[] {
  const lines = [
    ...(settings.temperature === null ? [] : [`temperature: ${settings.temperature}`]),
    ...(settings.maxTokens === null ? [] : [`max_tokens: ${settings.maxTokens}`]),
  ]
  return lines.length === 0 ? [] : ['---', ...lines, '---']
}
