import { resolve } from 'node:path'
import { Command } from 'commander'
import { loadScenarios } from '#compose/theatre.ts'
import { openWorkbench } from '#compose/workbench.ts'
import { systemClock } from '#domain/clock.ts'
import { appError } from '#domain/errors.ts'
import { type FairnessReport, type Gap, measureFairness, type Opening } from '#quality/index.ts'
import { assessMessage, ownWishIn } from '#responses/index.ts'
import { defaultAssistant, jsonOption, runCommand } from '../run.ts'

interface Options {
  assistant: string
  seed: string
  json?: boolean
}

/** From this score on a line counts as one that the assistant has nothing for. */
const lostFrom = 0.5

export const evaluateFairnessCommand = (): Command =>
  new Command('fairness')
    .description('Compare how customers are served who write in dialects, as learners, or under different names')
    .option('-a, --assistant <folder>', 'the assistant folder', defaultAssistant)
    .option('--seed <text>', 'of the intervals', 'parley')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
The first lines of the assistant's English scenarios are rewritten by rules (src/quality/fairness/dialects.ts). The rules imitate a few features of
each way of writing; they are no speakers, and a small gap here does not show that there is none.

Example:
  $ npm run -s parley -- evaluate fairness --assistant assistants/storefront`,
    )
    .action((options: Options) =>
      runCommand(options, async (output) => {
        const progress = output.progress('training')
        const folder = resolve(options.assistant)
        const openings = openingsOf((await loadScenarios(folder)).scenarios)
        if (openings.length === 0)
          throw appError('cli.bad-file', {
            file: folder,
            problem: 'it has no English scenarios that begin with a message',
          })
        const workbench = await openWorkbench({
          assistantFolder: folder,
          clock: systemClock,
          environment: process.env,
          onProgress: progress.update,
        })
        try {
          const assistant = await workbench.releases.live(workbench.tenant)
          const report = await measureFairness(
            openings,
            async (text) => {
              const read = await assistant.understander.understand(text, {
                timeZone: assistant.config.time_zone,
                nowMs: 0,
                language: 'en',
              })
              const { stopped } = assessMessage(
                text,
                {
                  meaning: assistant.understander.meaningOf(read),
                  outOfScope: read.outOfScope,
                  ownWish: ownWishIn(read),
                },
                assistant.config.guardrails,
              )
              // Whoever greets first is asked for what they want: the wish counts, wherever it stands.
              const wish = read.wishes.at(-1)?.intents[0] ?? read.intents[0]
              return {
                intent: wish?.name ?? 'none',
                stopped: stopped !== null,
                lost: read.outOfScope >= lostFrom,
                polarity: read.mood.polarity,
                anger: read.mood.anger,
              }
            },
            options.seed,
          )
          progress.done()
          output.result({ ...report }, reportText(report))
        } finally {
          progress.done()
          await workbench.close()
        }
      }),
    )

/** First messages of scenarios, once each; where the scenario names the intent, it counts. */
function openingsOf(scenarios: Awaited<ReturnType<typeof loadScenarios>>['scenarios']): Opening[] {
  const found = new Map<string, Opening>()
  for (const { locale, turns } of scenarios) {
    const first = turns?.find(({ say }) => say !== undefined)
    const text = Array.isArray(first?.say) ? first.say.join(' ') : first?.say
    if (text === undefined || (locale !== undefined && !locale.startsWith('en'))) continue
    const intent = first?.expect?.intent
    found.set(text, { text, expected: typeof intent === 'string' ? intent : null })
  }
  return [...found.values()]
}

const percent = (value: number) => `${(value * 100).toFixed(1)} %`.padStart(8)

function reportText({ lines, dialects, names }: FairnessReport): string {
  const table = (title: string, { groups, gaps }: FairnessReport['dialects']) => [
    title,
    `  ${''.padEnd(36)}  as meant      lost  stopped  polarity   anger  rewritten`,
    ...groups.map(
      ({ group, accuracy, lost, falseAlarms, polarity, anger, changed }) =>
        `  ${group.padEnd(36)}  ${percent(accuracy)}  ${percent(lost)} ${percent(falseAlarms)}  ${polarity.toFixed(3).padStart(8)}  ${anger.toFixed(3).padStart(6)}  ${changed}`,
    ),
    ...gaps.map(
      ({ measure, gap, interval: [from, to], most, least }: Gap) =>
        `  largest gap in ${measure.padEnd(11)} ${gap.toFixed(3)} [${from.toFixed(3)}, ${to.toFixed(3)}]: ${most} over ${least}`,
    ),
    '',
  ]
  return [`${lines} first lines of scenarios`, '', ...table('Dialects', dialects), ...table('Names', names)].join('\n')
}
