import { readdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { loadBackEnd } from '#compose/back-end.ts'
import { operationsOf } from '#compose/operations.ts'
import { readPlayedCustomers } from '#compose/played-customers.ts'
import { openTheatre } from '#compose/theatre.ts'
import { appError } from '#domain/errors.ts'
import {
  readTau2Tasks,
  runTau2,
  type Tau2Result,
  type Tau2Task,
  tau2ReportText,
  tau2ResultText,
} from '#quality/index.ts'
import { readDataFile } from './data-file.ts'
import type { Output } from './output.ts'
import { defaultAssistant } from './run.ts'

export interface Tau2Options {
  tau2: string
  db: string
  only?: string
  now?: string
  customers?: string
  verbose?: boolean
}

/** `parley test --tau2 TASKS --db DB`: plays the tasks' customers, and grades as the suite does: on the final database and on what was said. */
export async function testTau2(given: string | undefined, options: Tau2Options, output: Output): Promise<void> {
  const file = resolve(options.tau2)
  const tasks = selected(readTau2Tasks(file, await readDataFile(file)), options.only, file)
  const { folder, standsAt } = await assistantFor(given)
  const at = options.now ?? standsAt
  const customers = await readPlayedCustomers(resolve(options.customers ?? join(folder, 'customers')))
  const progress = output.progress('training')
  const theatre = await openTheatre({
    assistantFolder: folder,
    environment: process.env,
    files: [],
    at,
    database: resolve(options.db),
    onProgress: progress.update,
  })
  progress.done()
  try {
    const { backEnd, running } = theatre
    if (backEnd === null || running === null) throw noBackEnd(folder)
    const operate = await operationsOf(running)
    const transcripts: Record<string, Tau2Result['transcript']> = {}
    const report = await runTau2(
      tasks,
      {
        theatre,
        backEnd,
        atMs: Date.parse(at),
        script: (task) => customers.get(task) ?? null,
        operate: (name, input) => {
          theatre.touched()
          return operate(name, input)
        },
      },
      {
        nowMs: () => performance.now(),
        onResult: (result) => {
          transcripts[result.id] = result.transcript
          output.line(tau2ResultText(result, options.verbose === true))
        },
      },
    )
    output.result({ ...report, ...(options.verbose && { transcripts }) }, `\n${tau2ReportText(report)}`)
    if (report.passed < report.tasks) process.exitCode = 1
  } finally {
    await theatre.close()
  }
}

/** `14`, `14,18`, or a regular expression between slashes. */
function selected(tasks: Tau2Task[], only: string | undefined, file: string): Tau2Task[] {
  if (only === undefined) return tasks
  const expression = /^\/(.+)\/$/.exec(only)?.[1]
  const ids = only.split(',').map((id) => id.trim())
  const found = tasks.filter(({ id }) =>
    expression === undefined ? ids.includes(id) : new RegExp(expression).test(id),
  )
  if (found.length === 0) throw appError('cli.bad-file', { file, problem: `it has no task ${only}` })
  return found
}

/** The given folder or, without one, the only assistant beside the default one whose back end begins with a database from outside. */
async function assistantFor(given: string | undefined): Promise<{ folder: string; standsAt: string }> {
  const beside = dirname(resolve(defaultAssistant))
  const folders = given === undefined ? (await readdir(beside)).map((name) => join(beside, name)) : [resolve(given)]
  const found: { folder: string; standsAt: string }[] = []
  for (const folder of folders) {
    const standsAt = (await loadBackEnd(folder))?.databaseStandsAt
    if (standsAt !== undefined) found.push({ folder, standsAt })
  }
  const [only, another] = found
  if (only === undefined) throw noBackEnd(given ?? beside)
  if (another !== undefined)
    throw appError('cli.usage', {
      problem: `several assistants can take a database; name one: ${found.map(({ folder }) => folder).join(', ')}`,
    })
  return only
}

const noBackEnd = (folder: string) =>
  appError('cli.bad-file', {
    file: folder,
    problem: 'it has no back-end.ts that begins with a database from a file (databaseStandsAt)',
  })
