import { Command } from 'commander'
import { openLanguageModel } from '#adapters/models/index.ts'
import { type CheckResult, checkModels, type ModelsCheck } from '#language-models/index.ts'
import { defaultAssistant, jsonOption, runCommand } from '../run.ts'
import { cells } from '../understanding/text.ts'
import { modelsOf } from './folder.ts'

/** The whole check, in milliseconds: longer nobody waits for it. */
const withinMs = 60_000

export const checkCommand = (): Command =>
  new Command('check')
    .description('Tries your keys and models for real: reachable, accepted, what each can do, how fast, at what price')
    .argument('[folder]', 'the assistant folder', defaultAssistant)
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Each model is asked three short questions, all models at once; it takes a minute at most and costs less than a cent with usual models.
Keys come from the environment variables that assistant.yaml names. Ends with 1 where a model or a role cannot be used as it is configured.

Examples:
  $ OPENAI_API_KEY=… npm run parley -- models check
  $ npm run -s parley -- models check assistants/mine --json`,
    )
    .action((given: string, options: { json?: boolean }) =>
      runCommand(options, async (output) => {
        const config = await modelsOf(given)
        const progress = output.progress('asking the models')
        const checked = await checkModels(config, {
          environment: process.env,
          open: (choice) => openLanguageModel(choice, () => Date.now()),
          nowMs: () => performance.now(),
          signal: AbortSignal.timeout(withinMs),
          onChecked: (done, total, model) => progress.update(done, total, model),
        })
        progress.done()
        output.result({ ...checked }, textOf(checked))
        if (!checked.ok) process.exitCode = 1
      }),
    )

const mark: Record<CheckResult, string> = { ok: 'yes', failed: 'NO', untried: '?', off: '–' }
const milliseconds = (ms: number | null) => (ms === null ? '' : `${ms} ms`)
const dollars = (amount: number) => `$${amount < 0.01 ? amount.toFixed(5) : amount.toFixed(2)}`

function textOf({ models, roles, missing, cost, ok }: ModelsCheck): string {
  const advice = [
    ...missing.map(({ model, variable }) => `${model}: set the environment variable ${variable}.`),
    ...models.flatMap(({ model, advice: own }) => own.map((text) => `${model}: ${text}`)),
    ...roles.flatMap(({ role, advice: own }) => own.map((text) => `${role}: ${text}`)),
  ]
  return [
    ...cells([
      [
        'model',
        'at',
        'reached',
        'key',
        'exists',
        'streams',
        'JSON',
        'tools',
        'counts tokens',
        'first word',
        'whole answer',
      ],
      ...models.map((model) => [
        model.model,
        model.at,
        ...[
          model.reachable,
          model.keyAccepted,
          model.exists,
          model.streams,
          model.structured,
          model.tools,
          model.countsTokens,
        ].map((result) => mark[result]),
        milliseconds(model.firstMs),
        milliseconds(model.totalMs),
      ]),
    ]),
    '',
    ...cells([
      ['role', 'asks', 'answered by', 'time', 'for 1,000 (estimate)'],
      ...roles.map((role) => [
        role.role,
        role.chain.join(' → '),
        role.answeredBy ?? 'nobody: embedded',
        `${role.withinMs} ms`,
        role.perThousand === null ? '' : dollars(role.perThousand),
      ]),
    ]),
    '',
    ...advice.map((line) => `! ${line}`),
    ok
      ? `Everything works as it is configured. This check cost ${dollars(cost)}.`
      : `Not everything works as it is configured. This check cost ${dollars(cost)}.`,
  ].join('\n')
}
