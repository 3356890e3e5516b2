/**
 * `npm run -s bench:understanding -- --data DIR`: what understanding is worth on public data sets, beside nlp.js in the same run. Every
 * row and side runs in a process of its own; a row that fails is shown as failed, and the exit code says so at the end.
 */
import { stat } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import { join, resolve } from 'node:path'
import { Command, Option } from 'commander'
import { judge, type MeasuredRow } from './judge.ts'
import { peerVersion } from './peer.ts'
import { type Result, Results } from './results.ts'
import type { Row } from './row.ts'
import { rows } from './rows.ts'
import { runSide } from './run-side.ts'
import { headlines, markdownTable, summary, terminalTable } from './table.ts'

interface Options {
  data: string
  only?: string[]
  json?: boolean
  markdown?: 'goals' | 'all'
  quick?: boolean
  results?: string
  peer: boolean
}

const say = (text: string) => console.error(text)
const here = join(import.meta.dirname, '../..')
const sets = [...new Set(rows.map(({ set }) => set))]
const list = (text: string) => text.split(',').map((name) => name.trim())

const options = new Command('bench:understanding')
  .description('Measure understanding on public data sets, beside nlp.js in the same run')
  .option(
    '--data <folder>',
    'the data sets, a folder each (or PARLEY_DATASETS)',
    process.env.PARLEY_DATASETS ?? join(here, 'data-sets'),
  )
  .option('--only <names>', `some rows or sets, with commas: ${sets.join(', ')}`, list)
  .option('--quick', 'few rows of each set: shows that all of it runs, the figures say nothing')
  .option('--results <file>', 'keep what was measured there, and do not measure again what it has')
  .option('--no-peer', 'leave nlp.js out')
  .option('--json', 'print one JSON object')
  .addOption(
    new Option('--markdown [extent]', 'print the table for the README, or all of it')
      .choices(['goals', 'all'])
      .preset('goals'),
  )
  .showHelpAfterError()
  .parse()
  .opts<Options>()

process.exitCode = await bench(options)

async function bench({
  data,
  only,
  json = false,
  markdown,
  quick = false,
  results: kept,
  peer,
}: Options): Promise<number> {
  const folder = resolve(data)
  const isFolder = await stat(folder)
    .then((found) => found.isDirectory())
    .catch(() => false)
  if (!isFolder) {
    say(`There is no folder ${folder}.\nName the one with the data sets: npm run -s bench:understanding -- --data DIR`)
    say('(or set PARLEY_DATASETS). docs/understanding/figures.md says which sets there are and where they come from.')
    return 2
  }
  const unknown = (only ?? []).filter((name) => !rows.some(({ id, set }) => id === name || set === name))
  if (unknown.length > 0) {
    say(
      `There is no row or set ${unknown.join(', ')}. There are: ${[...new Set([...sets, ...rows.map(({ id }) => id)])].join(', ')}`,
    )
    return 2
  }
  const chosen = rows.filter(({ id, set }) => only === undefined || only.includes(id) || only.includes(set))
  const results = await Results.open(quick || kept === undefined ? null : resolve(kept))
  const measured: (MeasuredRow & Pick<Result, 'measuredAt' | 'load'>)[] = []
  for (const row of chosen) {
    const started = performance.now()
    const known = results.get(row.id)
    const result = known ?? (await measure(row, folder, quick, peer))
    if (known === undefined) await results.put(row.id, result)
    const { measuredAt, load } = result
    measured.push({ ...judge(row, result.parley, result.peer, quick), measuredAt, load })
    const took = known === undefined ? `${((performance.now() - started) / 1000).toFixed(0)} s` : 'measured before'
    say(`${String(measured.length).padStart(2)}/${chosen.length}  ${row.title}  ${took}`)
    for (const problem of measured.at(-1)?.problems ?? []) say(`       failed: ${problem}`)
  }
  const counts = summary(measured)
  const load = measured.flatMap((row) => row.load)
  const about = {
    date:
      measured
        .map(({ measuredAt }) => measuredAt.slice(0, 10))
        .sort()
        .at(-1) ?? '',
    node: process.versions.node,
    nlpjs: peerVersion(),
    cores: cpus().length,
    processor: cpus()[0]?.model ?? 'unknown',
    loadLeast: Math.min(...load),
    loadMost: Math.max(...load),
    quick,
  }
  const line = [
    `${about.date}, Node ${about.node}, nlp.js ${about.nlpjs}, ${about.cores} cores`,
    `load ${about.loadLeast.toFixed(1)}–${about.loadMost.toFixed(1)}`,
    quick ? 'QUICK: the figures say nothing' : `${counts.reached} of ${counts.goals} goals reached`,
    ...(counts.failed > 0 ? [`${counts.failed} rows failed`] : []),
  ].join('; ')
  if (json) console.log(JSON.stringify({ ...about, ...counts, rows: measured }))
  else if (markdown !== undefined)
    console.log(markdownTable(markdown === 'all' ? measured : headlines(measured), `${line}.`))
  else console.log(`${terminalTable(measured, process.stdout.isTTY === true)}\n${line}`)
  return counts.failed > 0 ? 1 : 0
}

async function measure(row: Row, folder: string, quick: boolean, peer: boolean): Promise<Result> {
  const loadNow = () => loadavg()[0] ?? 0
  const before = loadNow()
  const parley = await runSide(row.id, 'parley', folder, quick)
  const theirs = peer && row.peer !== undefined ? await runSide(row.id, 'nlp.js', folder, quick) : null
  return { parley, peer: theirs, measuredAt: new Date().toISOString(), load: [before, loadNow()] }
}
