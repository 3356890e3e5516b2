import { resolve } from 'node:path'
import { Command } from 'commander'
import { loadScenarios, openTheatre } from '#compose/theatre.ts'
import { appError } from '#domain/errors.ts'
import {
  Coverage,
  coverageLine,
  failureText,
  runScenarios,
  type ScenarioReport,
  type ScenarioResult,
  selectScenarios,
  transcriptText,
} from '#quality/index.ts'
import type { Output } from './output.ts'
import { defaultAssistant, jsonOption, runCommand } from './run.ts'
import { testTau2 } from './tau2.ts'
import { collected, instant, nameOrPattern } from './usage.ts'

interface Options {
  only?: string
  tag: string[]
  bail?: boolean
  verbose?: boolean
  json?: boolean
  tau2?: string
  db?: string
  customers?: string
  now?: string
}

export function testCommand(): Command {
  return new Command('test')
    .description('Play the scenarios of an assistant folder against the whole turn and the system behind its tools')
    .argument(
      '[folder]',
      `the assistant folder (${defaultAssistant}; with --tau2 the one beside it that takes a database)`,
    )
    .option('--only <name>', 'scenarios with this in their name, or a /regular expression/', nameOrPattern)
    .option('--tag <tag>', 'scenarios with this tag (may be given several times: any of them)', collected, [])
    .option('--bail', 'stop at the first scenario that fails')
    .option('--verbose', 'show every conversation, not only those that failed')
    .option('--tau2 <file>', 'instead of scenarios the tasks of this JSONL file, played by customers/<task>.yaml')
    .option('--db <file>', 'with --tau2: the database that each task begins with (JSON, may be gzipped)')
    .option(
      '--customers <folder>',
      'with --tau2: where the played customers are; customers/ of the assistant where left out',
    )
    .option(
      '--now <instant>',
      'with --tau2: when that database stands; what the assistant folder says where left out',
      instant,
    )
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Examples:
  $ npm run parley -- test
  $ npm run parley -- test --only cancel --verbose
  $ npm run parley -- test assistants/storefront --only "/^return-/" --bail
  $ npm run -s parley -- test assistants/storefront --tag blind --json
  $ npm run -s parley -- test --tau2 tasks.jsonl --db db.json.gz --json
  $ npm run parley -- test --tau2 tasks.jsonl --db db.json.gz --only 14,18 --verbose

Exit code 1 where a scenario fails. docs/scenarios.md says how they are written, docs/tau2.md how tasks are graded.`,
    )
    .action((folder: string | undefined, options: Options) =>
      runCommand(options, (output) => {
        const { tau2, db, ...others } = options
        if (tau2 === undefined && db === undefined && options.now === undefined && options.customers === undefined)
          return test(resolve(folder ?? defaultAssistant), options, output)
        if (tau2 === undefined || db === undefined)
          throw appError('cli.usage', {
            problem: '--tau2 and --db go together, and --now and --customers only with them',
          })
        if (options.bail || options.tag.length > 0)
          throw appError('cli.usage', { problem: '--tag and --bail are for scenarios' })
        return testTau2(folder, { ...others, tau2, db }, output)
      }),
    )
}

async function test(folder: string, options: Options, output: Output): Promise<void> {
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
  progress.done()
  try {
    const report = await runScenarios(scenarios, selected, theatre, {
      bail: options.bail === true,
      nowMs: () => performance.now(),
      onResult: (result) => showResult(result, options, output),
    })
    if (!options.verbose) process.stderr.write('\n')
    // Of a selection it would say little: what else is reached is not known.
    const coverage = report.skipped === 0 ? reached.counts(theatre.flows) : null
    output.result(
      { ...report, ...(coverage && { coverage }) },
      [reportText(report), ...(coverage ? [coverageLine(coverage)] : [])].join('\n'),
    )
    if (report.failed > 0) process.exitCode = 1
  } finally {
    await theatre.close()
  }
}

/** A dot for each scenario that passed, an F for one that failed; whole conversations when asked for. */
function showResult(result: ScenarioResult, options: Options, output: Output): void {
  if (!options.verbose) {
    process.stderr.write(result.passed ? '.' : 'F')
    return
  }
  output.line(`${result.passed ? 'passed' : 'FAILED'}  ${result.scenario}`)
  output.line(transcriptText(result.transcript).replace(/^/gm, '  │ '))
  output.line()
}

function reportText({ passed, failed, skipped, failures, seconds }: ScenarioReport): string {
  const sum = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} not run` : ''} in ${seconds.toFixed(1)} s`
  return [...failures.map((failure) => `\n${failureText(failure)}`), sum].join('\n')
}
