import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import { loadScenarios, openTheatre } from '#compose/theatre.ts'
import type { CompiledFlows } from '#dialogue/index.ts'
import { appError } from '#domain/errors.ts'
import {
  Coverage,
  type CoverageReport,
  coverageLine,
  coverageText,
  graphOf,
  graphPage,
  runScenarios,
  selectScenarios,
} from '#quality/index.ts'
import type { Output } from '../output.ts'
import { defaultAssistant, jsonOption, runCommand } from '../run.ts'
import { collected, nameOrPattern } from '../usage.ts'
import { flowNamed } from './named.ts'

interface Options {
  only?: string
  tag: string[]
  flow: string[]
  min?: number
  out?: string
  json?: boolean
}

export const coverageCommand = (): Command =>
  new Command('coverage')
    .description('Which steps and branches of the flows the scenarios reached, and which not')
    .argument('[folder]', 'the assistant folder', defaultAssistant)
    .option('--only <name>', 'play scenarios with this in their name, or a /regular expression/', nameOrPattern)
    .option('--tag <tag>', 'play scenarios with this tag (may be given several times: any of them)', collected, [])
    .option('--flow <name>', 'tell about this flow only (may be given several times)', collected, [])
    .addOption(
      new Option('--min <percent>', 'exit code 1 where fewer steps or fewer branches are reached').argParser(percent),
    )
    .option('--out <file>', 'write the page of pictures with what was never reached marked')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Examples:
  $ npm run parley -- flows coverage
  $ npm run parley -- flows coverage --flow return-item --out coverage.html
  $ npm run -s parley -- flows coverage assistants/storefront --min 95 --json

A branch is one of several ways a step can go: an arm of an if, its not being met, a tool's refusal, a "no". Scenarios reach what
depends on a tool that fails with "faults" (docs/flows-tools.md). Scenarios that fail count as far as they went.`,
    )
    .action((folder: string, options: Options) =>
      runCommand(options, (output) => coverage(resolve(folder), options, output)),
    )

function percent(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !(value >= 0 && value <= 100))
    throw new InvalidArgumentError('write a number from 0 to 100')
  return value
}

async function coverage(folder: string, options: Options, output: Output): Promise<void> {
  const { scenarios, files } = await loadScenarios(folder)
  const selected = selectScenarios(scenarios, { only: options.only ?? null, tags: options.tag })
  if (selected.length === 0)
    throw appError('cli.bad-file', {
      file: `${folder}/scenarios`,
      problem: scenarios.length === 0 ? 'there are no scenarios in it' : 'no scenario has that name or tag',
    })
  const progress = output.progress('training')
  const reached = new Coverage()
  const theatre = await openTheatre({
    assistantFolder: folder,
    environment: process.env,
    files,
    onProgress: progress.update,
    onVisited: (visited) => reached.add(visited),
  })
  try {
    const chosen = options.flow.map((name) => flowNamed(theatre.flows, name))
    let played = 0
    const { passed, failed } = await runScenarios(scenarios, selected, theatre, {
      bail: false,
      nowMs: () => performance.now(),
      onResult: () => {
        played += 1
        progress.update(played, selected.length, 'playing')
      },
    })
    progress.done()
    const report = reached.report(theatre.flows, chosen.length === 0 ? undefined : chosen)
    if (options.out !== undefined) {
      await mkdir(dirname(options.out), { recursive: true })
      await writeFile(options.out, pageOf(report, reached, theatre.flows))
      output.line(`pictures in ${options.out}`)
    }
    const least = (options.min ?? 0) / 100
    if (report.stepCoverage < least || report.branchCoverage < least) process.exitCode = 1
    const failing =
      failed === 0 ? '' : `\n${failed} of ${passed + failed} scenarios failed: they count as far as they went`
    output.result({ ...report, scenarios: passed + failed, failed }, coverageText(report) + failing)
  } finally {
    await theatre.close()
  }
}

function pageOf(report: CoverageReport, reached: Coverage, { flows }: CompiledFlows): string {
  const counts = new Map(report.flows.map((one) => [one.flow, one]))
  const graphs = report.flows.flatMap(({ flow }) => (flows[flow] === undefined ? [] : [graphOf(flows[flow])]))
  return graphPage(graphs, {
    title: 'Coverage of the flows',
    summary: coverageLine(report),
    marksOf: ({ flow }) => {
      const of = counts.get(flow)
      const note =
        of === undefined ? '' : `${of.stepsReached}/${of.steps} steps, ${of.branchesReached}/${of.branches} branches`
      return { marks: reached.marks(flow), note, isWhole: of?.missed.length === 0 }
    },
  })
}
