import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { loadScenarios, type OpenTheatre, openTheatre } from '#compose/theatre.ts'
import { type Thresholds, thresholdsSchema } from '#dialogue/index.ts'
import { appError } from '#domain/errors.ts'
import {
  type Costs,
  defaultCosts,
  defaultGrids,
  type Grid,
  gridValues,
  isValid,
  momentsOf,
  type RecordedConversation,
  readRecording,
  recordScenarios,
  settingsOf,
  sweep,
  sweepLimits,
  sweepPage,
  sweepText,
  type ThresholdName,
} from '#quality/index.ts'
import { readDataFile } from '../data-file.ts'
import type { Output } from '../output.ts'
import { defaultAssistant, jsonOption, runCommand } from '../run.ts'
import { writeThresholds } from './write-thresholds.ts'

interface Options {
  grid: Grid
  events?: string
  record?: string
  html?: string
  errorCost?: number
  askCost?: number
  handoffCost?: number
  lostCost?: number
  write?: boolean
  json?: boolean
}

export const sweepCommand = (): Command =>
  new Command('sweep')
    .description('Decide recorded conversations again under other thresholds, and draw the trade-off')
    .argument('[folder]', 'the assistant folder', defaultAssistant)
    .option(
      '--grid <name=values>',
      'a threshold and what to try: accept=0.4:0.8:0.05 (several times: all with all)',
      grid,
      {},
    )
    .option('--events <file>', 'conversations to decide again (JSON Lines), instead of playing the scenarios')
    .option('--record <file>', 'keep the played conversations, for --events')
    .option('--html <file>', 'write the picture and the table as a page')
    .option('--error-cost <n>', `what an error costs, in questions asked (${defaultCosts.error})`, cost)
    .option('--ask-cost <n>', `what asking back costs (${defaultCosts.asked})`, cost)
    .option('--handoff-cost <n>', `what a needless person costs (${defaultCosts.handoff})`, cost)
    .option('--lost-cost <n>', `what not understanding costs (${defaultCosts.lost})`, cost)
    .option('--write', 'write the recommended thresholds into assistant.yaml')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Examples:
  $ npm run parley -- policy sweep
  $ npm run parley -- policy sweep assistants/storefront --grid accept=0.45:0.8:0.05 --grid margin=0.05,0.12,0.2 --html sweep.html
  $ npm run -s parley -- policy sweep --events recorded.jsonl --error-cost 30 --json

What is right is known from conversations that ended as their scenario expects: the flows that were done in the end. Each decision is taken
again from the state it was recorded in; what another decision would have led to later is not played. Nothing is written without --write.
docs/dialogue.md says what the thresholds are.`,
    )
    .action((folder: string, options: Options) =>
      runCommand(options, (output) => run(resolve(folder), options, output)),
    )

async function run(folder: string, options: Options, output: Output): Promise<void> {
  const settings = settingsOf(options.grid).length
  if (settings > sweepLimits.settings)
    throw appError('cli.usage', {
      problem: `these are ${settings} settings; at most ${sweepLimits.settings} are tried`,
    })
  const { scenarios, files } = await loadScenarios(folder)
  const progress = output.progress('training')
  const theatre = await openTheatre({
    assistantFolder: folder,
    environment: process.env,
    files,
    onProgress: progress.update,
  })
  try {
    const conversations =
      options.events === undefined
        ? await recordScenarios(scenarios, theatre, (done, total) => progress.update(done, total, 'playing'))
        : await recorded(options.events)
    if (options.record !== undefined)
      await writeFile(options.record, `${conversations.map((one) => JSON.stringify(one)).join('\n')}\n`)
    const moments = conversations.flatMap((one) => momentsOf(one, theatre.flows))
    if (moments.length === 0)
      throw appError('cli.bad-file', {
        file: options.events ?? `${folder}/scenarios`,
        problem: 'there is no decision in it',
      })
    const report = await sweep(moments, groundOf(theatre), {
      grids: Object.keys(options.grid).length > 0 ? [options.grid] : defaultGrids(theatre.runtime.thresholds),
      costs: costsOf(options),
      onProgress: (done, total) => progress.update(done, total, 'deciding again'),
    })
    progress.done()
    if (options.html !== undefined) await writeFile(options.html, sweepPage(report))
    const changed = Object.keys(report.recommended.thresholds).length > 0
    const written = options.write === true && changed
    if (written) await writeThresholds(join(folder, 'assistant.yaml'), report.recommended.thresholds)
    output.result(
      { ...report, written },
      [sweepText(report), ...(written ? ['Written to assistant.yaml.'] : [])].join('\n'),
    )
  } finally {
    await theatre.close()
  }
}

async function recorded(file: string): Promise<RecordedConversation[]> {
  const read = readRecording(await readDataFile(file))
  if (read.kind === 'unreadable') throw appError('cli.bad-file', { file, problem: read.problem })
  return read.conversations
}

const groundOf = ({ runtime }: OpenTheatre) => ({
  flows: runtime.flows,
  intents: runtime.intents,
  thresholds: runtime.thresholds,
  knowing: async (query: string, locale: string, nowMs: number) =>
    (await runtime.knowledge.retrieve(query, { locale, nowMs }, 1)).confidence,
})

const costsOf = ({ errorCost, askCost, handoffCost, lostCost }: Options): Costs => ({
  asked: askCost ?? defaultCosts.asked,
  error: errorCost ?? defaultCosts.error,
  handoff: handoffCost ?? defaultCosts.handoff,
  lost: lostCost ?? defaultCosts.lost,
})

function cost(text: string): number {
  const value = Number(text)
  if (!Number.isFinite(value) || value < 0) throw new InvalidArgumentError('Write a number from 0 on')
  return value
}

const isThreshold = (name: string): name is keyof Thresholds => Object.hasOwn(thresholdsSchema.shape, name)

function grid(text: string, before: Grid): Grid {
  const at = text.indexOf('=')
  const [name, values] = [text.slice(0, Math.max(0, at)), gridValues(text.slice(at + 1))]
  if (!isThreshold(name))
    throw new InvalidArgumentError(`There is no threshold "${name}": ${Object.keys(thresholdsSchema.shape).join(', ')}`)
  if (values === null || values.length === 0 || !values.every((value) => isValid(name as ThresholdName, value)))
    throw new InvalidArgumentError(`Write what to try for ${name} as 0.4:0.8:0.1 or 0.5,0.6, within its bounds`)
  return { ...before, [name]: values }
}
