import { Command } from 'commander'
import { modelWarnings, resolveModels } from '#language-models/index.ts'
import { defaultAssistant, jsonOption, runCommand } from '../run.ts'
import { cells } from '../understanding/text.ts'
import { modelsOf } from './folder.ts'

export const listCommand = (): Command =>
  new Command('list')
    .description('Which language models an assistant asks for what, in which order; asks nobody')
    .argument('[folder]', 'the assistant folder', defaultAssistant)
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
A model whose key or address is not in the environment is left out of its chains, as the server does.

Examples:
  $ npm run parley -- models list
  $ npm run -s parley -- models list assistants/mine --json`,
    )
    .action((given: string, options: { json?: boolean }) =>
      runCommand(options, async (output) => {
        const config = await modelsOf(given)
        const resolved = resolveModels(config, process.env)
        const roles = [...resolved.roles.values()].map((role) => ({
          role: role.role,
          chain: role.chain.map(({ name }) => name),
          withinMs: role.withinMs,
          firstMs: role.firstMs,
          hedgeAfterMs: role.hedgeAfterMs,
          cacheMinutes: role.cacheMs / 60_000,
          semanticCache: role.semantic,
        }))
        const models = [...resolved.models.values()].map(({ name, choice, price, contextTokens, tools }) => ({
          model: name,
          at: choice.name,
          url: choice.provider.url,
          price,
          context: contextTokens,
          structuredOutput: choice.structuredOutput,
          streaming: choice.streams,
          tools,
        }))
        const warnings = modelWarnings(resolved)
        const missing = resolved.missing.map(({ model, variable }) => `${model} is left out: set ${variable}`)
        output.result(
          { roles, models, missing: resolved.missing, warnings, budgets: config.budgets },
          [
            ...cells([
              ['role', 'asks', 'within', 'first word', 'second try', 'cache'],
              ...roles.map((role) => [
                role.role,
                role.chain.join(' → '),
                `${role.withinMs} ms`,
                `${role.firstMs} ms`,
                role.hedgeAfterMs === null ? '' : `after ${role.hedgeAfterMs} ms`,
                role.cacheMinutes === 0
                  ? 'none'
                  : `${role.cacheMinutes} min${role.semanticCache ? ', by meaning' : ''}`,
              ]),
            ]),
            '',
            ...cells([
              ['model', 'at', '$/M in', '$/M out', 'context', 'structured', 'streams', 'tools'],
              ...models.map((model) => [
                model.model,
                model.at,
                String(model.price.input),
                String(model.price.output),
                String(model.context),
                model.structuredOutput,
                model.streaming ? 'yes' : 'no',
                model.tools ? 'yes' : 'no',
              ]),
            ]),
            ...[...missing, ...warnings].map((line) => `! ${line}`),
          ].join('\n'),
        )
      }),
    )
