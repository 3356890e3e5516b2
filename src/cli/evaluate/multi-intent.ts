import { Command } from 'commander'
import { appError } from '#domain/errors.ts'
import type { Encoder } from '#ports/encoder.ts'
import type { EncoderChoice } from '#ports/encoder-choice.ts'
import {
  evaluateEntities,
  evaluateLabels,
  type LabelRow,
  type LabelScores,
  parseEntityRows,
  parseLabelRows,
} from '#understanding/index.ts'
import { readDataFile } from '../data-file.ts'
import { jsonOption, runCommand } from '../run.ts'
import { encoderChoice, openChosen } from '../understanding/encoder.ts'

interface Options {
  train: string
  test: string
  json?: boolean
  seed: string
  encoder: EncoderChoice
}

/** Figures of one set of features: of all rows, and of each domain's. */
interface Measured {
  intentMicroF1: number
  precision: number
  recall: number
  /** Spans with exactly their words and label; null where the rows have none. */
  slotF1: number | null
  domains: Record<string, { intentMicroF1: number; slotF1: number | null; rows: number }>
  trainSeconds: number
}

export const evaluateMultiIntentCommand = (): Command =>
  new Command('multi-intent')
    .description(
      'Train several intents per text, and slots, on one file and measure them on another (JSON Lines with "text", "intents" and "slots")',
    )
    .requiredOption('--train <file>', 'rows to train on (.jsonl or .jsonl.gz)')
    .requiredOption('--test <file>', 'rows to measure on')
    .option('--seed <text>', 'the same data and seed give the same model', 'parley')
    .option('--encoder <name>', 'embedded, static, none, or the folder of an ONNX model', encoderChoice, 'embedded')
    .option(...jsonOption)
    .addHelpText(
      'after',
      '\nSparse features alone are measured in the same run.\n\nExample:\n  $ npm run -s parley -- evaluate multi-intent --train train.jsonl --test dev.jsonl --json',
    )
    .action((options: Options) =>
      runCommand(options, async (output) => {
        const [train, test] = await Promise.all([rowsOf(options.train), rowsOf(options.test)])
        const encoder = await openChosen(options.encoder, '.')
        const progress = output.progress('training')
        const measure = (chosen: Encoder | null) => measured(train, test, options.seed, chosen, progress.update)
        const sparse = await measure(null)
        const dense = encoder === null ? null : await measure(encoder)
        progress.done()
        await encoder?.close()
        const best = dense ?? sparse
        const report = {
          intentMicroF1: best.intentMicroF1,
          slotF1: best.slotF1,
          intentGain: dense && dense.intentMicroF1 - sparse.intentMicroF1,
          slotGain: dense && dense.slotF1 !== null && sparse.slotF1 !== null ? dense.slotF1 - sparse.slotF1 : null,
          sparseOnly: sparse,
          withEncoder: dense,
        }
        output.result(
          report,
          [...table('sparse only', sparse), ...(dense ? table('with encoder', dense) : [])].join('\n'),
        )
      }),
    )

type Rows = { labels: LabelRow[]; slots: ReturnType<typeof parseEntityRows>['rows'] }

async function measured(
  train: Rows,
  test: Rows,
  seed: string,
  encoder: Encoder | null,
  onProgress: (done: number, total: number, what: string) => void,
): Promise<Measured> {
  const options = { seed, encoder, nowMs: () => performance.now(), onProgress }
  const labels = await evaluateLabels(train.labels, test.labels, options)
  const counts = new Map<string, { right: number; found: number; expected: number }>()
  const hasSlots = train.slots.some(({ entities }) => entities.length > 0)
  const domainOf = new Map(test.slots.map((row, index) => [row, test.labels[index]?.domain ?? '']))
  const slots = hasSlots
    ? await evaluateEntities(train.slots, test.slots, {
        ...options,
        onRead(row, found) {
          const domain = domainOf.get(row) ?? ''
          const count = counts.get(domain) ?? { right: 0, found: 0, expected: 0 }
          counts.set(domain, count)
          const spans = new Set(row.entities.map(({ type, start, end }) => `${type} ${start} ${end}`))
          count.expected += spans.size
          count.found += found.length
          for (const { type, start, end } of found) if (spans.has(`${type} ${start} ${end}`)) count.right += 1
        },
      })
    : null
  const slotF1 = (domain: string) => {
    const count = counts.get(domain)
    return count === undefined || count.found + count.expected === 0
      ? null
      : (2 * count.right) / (count.found + count.expected)
  }
  const domains = Object.entries(labels.domains).map(([domain, { microF1, rows }]: [string, LabelScores]) => [
    domain,
    { intentMicroF1: microF1, slotF1: slotF1(domain), rows },
  ])
  return {
    intentMicroF1: labels.microF1,
    precision: labels.precision,
    recall: labels.recall,
    slotF1: slots?.f1 ?? null,
    domains: Object.fromEntries(domains),
    trainSeconds: labels.trainSeconds + (slots?.trainSeconds ?? 0),
  }
}

function table(title: string, { intentMicroF1, slotF1, domains }: Measured): string[] {
  const line = (name: string, intents: number, slots: number | null) =>
    `  ${name.padEnd(12)} intents ${intents.toFixed(4)}  slots ${slots === null ? '–' : slots.toFixed(4)}`
  return [
    title,
    line('all', intentMicroF1, slotF1),
    ...Object.entries(domains).map(([name, scores]) => line(name, scores.intentMicroF1, scores.slotF1)),
  ]
}

/** The same lines, once as labels and once as spans. */
async function rowsOf(file: string): Promise<Rows> {
  const content = await readDataFile(file)
  const labels = parseLabelRows(content)
  const hasSlots = content.includes('"slots"')
  const slots = hasSlots ? parseEntityRows(content) : { rows: [], problems: [] }
  const first = labels.problems[0] ?? slots.problems[0]
  if (first) throw appError('cli.bad-file', { file, problem: `line ${first.line} ${first.problem}` })
  if (labels.rows.length === 0) throw appError('cli.bad-file', { file, problem: 'it has no rows' })
  return { labels: labels.rows, slots: slots.rows }
}
