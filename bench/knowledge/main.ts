/**
 * `npm run -s bench:knowledge -- --json`: what a large knowledge index needs. Builds one from made-up text in a process of its own, loads it
 * as a release does, and asks questions that need two searches each. The vectors are not the embedded encoder's (see seeded-encoder.ts) unless
 * `--vectors` says so; what is asked is read by the embedded encoder all the same, so that its time is counted.
 */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Command, Option } from 'commander'
import { openEncoder } from '#adapters/encoders/open-encoder.ts'
import { type Knowledge, loadKnowledge } from '#knowledge/index.ts'
import { percentile, rounded } from '../measure/percentiles.ts'
import { corpusOf, questionsAbout } from './corpus.ts'
import { LongestWork } from './longest-work.ts'
import { seededEncoder } from './seeded-encoder.ts'

type Vectors = 'seeded' | 'static' | 'embedded' | 'none'

const options = new Command('bench:knowledge')
  .option('--chunks <number>', 'passages to make', Number, 100_000)
  .option('--queries <number>', 'questions to measure, after 50 to warm up', Number, 400)
  .option('--together <number>', 'questions at once in the second round', Number, 4)
  .option('--seed <number>', 'of text and questions', Number, 7)
  .addOption(
    new Option('--vectors <kind>', 'where the vectors come from')
      .choices(['seeded', 'static', 'embedded', 'none'])
      .default('seeded'),
  )
  .option('--index <file>', 'keep the index in this file, and take it from there where it exists')
  .option('--json', 'print one JSON object')
  .parse()
  .opts<{
    chunks: number
    queries: number
    together: number
    seed: number
    vectors: Vectors
    index?: string
    json?: boolean
  }>()

const warmUp = 50
/** Articles that questions are made from. */
const askedAbout = 500
/** Monday noon: everything is valid. */
const filters = { nowMs: Date.UTC(2026, 10, 23, 12), locale: 'en-US' }

const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'))
try {
  const file = options.index ?? join(folder, 'knowledge.bin')
  const built = existsSync(file) ? {} : await build(file)
  const served = await serve(file)
  const report = {
    chunks: options.chunks,
    vectors: options.vectors,
    ...Object.fromEntries(Object.entries({ ...built, ...served }).map(([name, value]) => [name, rounded(value, 1)])),
    load: loadavg().map((value) => rounded(value, 1)),
  }
  if (options.json) console.log(JSON.stringify(report))
  else console.table(report)
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function build(file: string): Promise<Record<string, number>> {
  const args = [join(import.meta.dirname, 'build-process.ts'), file, `${options.chunks}`, `${options.seed}`]
  const { stdout } = await promisify(execFile)(process.execPath, [...args, options.vectors])
  return JSON.parse(stdout) as Record<string, number>
}

async function serve(file: string) {
  const questions = questionsOf(options.seed)
  const delays = monitorEventLoopDelay({ resolution: 1 })
  const work = new LongestWork()
  const encoder = await openedEncoder()
  let memoryMb = 0
  const sampling = setInterval(() => {
    memoryMb = Math.max(memoryMb, process.memoryUsage.rss() / 2 ** 20)
  }, 20)
  await setTimeout(100)

  delays.enable()
  work.start()
  const startedAt = performance.now()
  const knowledge = loadKnowledge(await readFile(file), { encoder })
  await knowledge.retrieve('is it there yet?', filters, 1)
  const loadMs = performance.now() - startedAt
  const longestLoad = { longestLoadBlockMs: delays.max / 1e6, longestLoadWorkMs: work.ms }

  await ask(knowledge, questions, warmUp, 1)
  delays.reset()
  work.ms = 0
  const alone = await ask(knowledge, questions, options.queries, 1)
  const longest = { longestBlockMs: delays.max / 1e6, longestWorkMs: work.ms }
  const together = await ask(knowledge, questions, options.queries, options.together)
  clearInterval(sampling)
  work.stop()
  await knowledge.close()
  await encoder?.close()
  return {
    loadMs,
    memoryMb,
    p50Ms: percentile(alone.times, 0.5),
    p99Ms: percentile(alone.times, 0.99),
    p50WorkMs: percentile(alone.work, 0.5),
    p99WorkMs: percentile(alone.work, 0.99),
    ...longest,
    ...longestLoad,
    secondSearches: alone.second / options.queries,
    togetherP50Ms: percentile(together.times, 0.5),
    togetherP99Ms: percentile(together.times, 0.99),
  }
}

async function openedEncoder() {
  const open = (choice: Exclude<Vectors, 'seeded'>) => openEncoder(choice, { folder: '.', environment: {} })
  return options.vectors === 'seeded' ? seededEncoder(await open('embedded')) : await open(options.vectors)
}

/** No question twice: a repeated one is remembered. */
function questionsOf(seed: number): Iterator<string> {
  const documents = corpusOf(options.chunks, seed)
  const some = Array.from({ length: Math.min(askedAbout, options.chunks / 5) }, () => documents.next().value)
  return questionsAbout(
    some.filter((document) => document !== undefined),
    seed,
  )
}

async function ask(knowledge: Knowledge, questions: Iterator<string>, count: number, together: number) {
  const times: number[] = []
  const work: number[] = []
  let second = 0
  let left = count
  await Promise.all(
    Array.from({ length: together }, async () => {
      for (; left > 0; ) {
        left -= 1
        const question = questions.next().value as string
        const from = performance.now()
        const before = process.cpuUsage()
        const { secondQuery } = await knowledge.retrieve(question, filters, 10)
        times.push(performance.now() - from)
        const { user, system } = process.cpuUsage(before)
        work.push((user + system) / 1_000)
        if (secondQuery !== null) second += 1
      }
    }),
  )
  return { times, work, second }
}
