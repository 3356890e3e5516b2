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
import { collected, nameOrPattern } from './usage.ts'

interface Options {
  only?: string
  tag: string[]
  bail?: boolean
  verbose?: boolean
  json?: boolean
}

export function testCommand(): Command {
  return new Command('test')
    .description('Play the scenarios of an assistant folder against the whole turn and the system behind its tools')
    .argument('[folder]', 'the assistant folder', defaultAssistant)
    .option('--only <name>', 'scenarios with this in their name, or a /regular expression/', nameOrPattern)
    .option('--tag <tag>', 'scenarios with this tag (may be given several times: any of them)', collected, [])
    .option('--bail', 'stop at the first scenario that fails')
    .option('--verbose', 'show every conversation, not only those that failed')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Examples:
  $ npm run parley -- test
  $ npm run parley -- test --only cancel --verbose
  $ npm run parley -- test assistants/storefront --only "/^return-/" --bail
  $ npm run -s parley -- test assistants/storefront --tag blind --json

Exit code 1 where a scenario fails. docs/scenarios.md says how they are written.`,
    )
    .action((folder: string, options: Options) =>
      runCommand(options, (output) => test(resolve(folder), options, output)),
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
