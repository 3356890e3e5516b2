import { resolve } from 'node:path'
import { Command } from 'commander'
import { z } from 'zod'
import { readAssistantFolder, readAuthoredData } from '#assistant/index.ts'
import { appError } from '#domain/errors.ts'
import type { Encoder } from '#ports/encoder.ts'
import type { EncoderChoice } from '#ports/encoder-choice.ts'
import {
  assessMessage,
  type Judged,
  type SafetyFigures,
  type Side,
  safetyFigures,
  sideOfLabel,
} from '#responses/index.ts'
import type { Output } from '../output.ts'
import { jsonOption, runCommand } from '../run.ts'
import { encoderChoice, openChosen } from '../understanding/encoder.ts'
import { collected } from '../usage.ts'
import { readRows } from './rows.ts'
import { evaluateInDocuments, type InDocuments } from './safety-documents.ts'

interface Options {
  attacks?: string[]
  benign?: string[]
  assistant?: string[]
  contexts?: string[]
  encoder: EncoderChoice
  seed: string
  json?: boolean
}

const Row = z.object({ text: z.string(), label: z.union([z.string(), z.number(), z.boolean()]).optional() })

/** How many mistakes of each kind are shown. */
const shownMistakes = 40

type FileFigures = { file: string; as: Side } & SafetyFigures
type Report = SafetyFigures & { files: FileFigures[]; documents?: InDocuments; p50Ms: number; p99Ms: number }

export const evaluateSafetyCommand = (): Command =>
  new Command('safety')
    .description('Measure what is taken for an attack: recall on attacks, false alarms on harmless messages')
    .option('--attacks <file>', 'rows with attacks; of rows with a "label" those that it marks (repeatable)', collected)
    .option('--benign <file>', 'harmless rows; of rows with a "label" those that it marks (repeatable)', collected)
    .option('--assistant <folder>', "the assistant's own training utterances are harmless, too (repeatable)", collected)
    .option(
      '--contexts <file>',
      'documents ("context", "question"); the attacks are put into them, and the reply must not obey (repeatable)',
      collected,
    )
    .option('--encoder <choice>', 'embedded, static, none, or the folder of an ONNX model', encoderChoice, 'embedded')
    .option('--seed <text>', 'the same files and seed put attacks at the same places', 'parley')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
With --contexts, attacks are read as parts of documents, not as messages.

Examples:
  $ npm run -s parley -- evaluate safety --attacks rows.jsonl --benign rows.jsonl --assistant assistants/storefront --json
  $ npm run -s parley -- evaluate safety --attacks text_attacks.jsonl --contexts email_contexts.jsonl --json`,
    )
    .action((options: Options) => runCommand(options, (output) => evaluate(options, output)))

async function evaluate(options: Options, output: Output): Promise<void> {
  const files: { file: string; side: Side; texts: string[] }[] = []
  for (const file of options.attacks ?? []) files.push({ file, side: 'attack', texts: await textsOf(file, 'attack') })
  for (const file of options.benign ?? []) files.push({ file, side: 'benign', texts: await textsOf(file, 'benign') })
  for (const folder of options.assistant ?? [])
    files.push({ file: folder, side: 'benign', texts: await utterancesOf(folder) })
  if (files.length === 0)
    throw appError('cli.usage', { problem: 'Give it at least one file with --attacks or --benign' })
  if (options.contexts !== undefined) {
    const attacks = files.flatMap(({ side, texts }) => (side === 'attack' ? texts : []))
    const documents = await evaluateInDocuments(attacks, options.contexts, options.seed)
    output.result({ ...documents }, documentsText(documents))
    return
  }
  const encoder = await openChosen(options.encoder, '.')
  const progress = output.progress('reading')
  const times: number[] = []
  try {
    const total = files.reduce((sum, { texts }) => sum + texts.length, 0)
    const judged: { file: string; side: Side; rows: Judged[] }[] = []
    for (const { file, side, texts } of files) {
      const rows: Judged[] = []
      for (const text of texts) {
        rows.push(await judge(text, side, encoder, times))
        progress.update(times.length, total)
      }
      judged.push({ file, side, rows })
    }
    const all = judged.flatMap(({ rows }) => rows)
    times.sort((a, b) => a - b)
    const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
    const report: Report = {
      ...safetyFigures(all),
      files: judged.map(({ file, side, rows }) => ({ file, as: side, ...safetyFigures(rows) })),
      p50Ms: at(0.5),
      p99Ms: at(0.99),
    }
    output.result({ ...report }, reportText(report, all))
  } finally {
    progress.done()
    await encoder?.close()
  }
}

/** The texts of a file that are on this side. Throws `cli.bad-file` for a label that says neither. */
async function textsOf(file: string, side: Side): Promise<string[]> {
  const rows = await readRows(file, Row)
  return rows.flatMap(({ text, label }, index) => {
    if (label === undefined) return [text]
    const named = sideOfLabel(label)
    if (named === null)
      throw appError('cli.bad-file', {
        file,
        problem: `row ${index + 1}: "${label}" is neither an attack nor harmless`,
      })
    return named === side ? [text] : []
  })
}

/** What customers say to this assistant, but for its examples of what must not be done. */
async function utterancesOf(folder: string): Promise<string[]> {
  const { data } = readAuthoredData(await readAssistantFolder(resolve(folder)))
  return data.intents
    .filter(({ name }) => !name.startsWith('safety/'))
    .flatMap(({ examples }) => examples.map(({ text }) => text))
}

async function judge(text: string, side: Side, encoder: Encoder | null, times: number[]): Promise<Judged> {
  const [encoding] = (await encoder?.encode([{ text }])) ?? []
  const meaning = encoder && encoding ? { vector: encoding.vector, encoder: encoder.identity } : null
  const began = performance.now()
  const { stopped, scores } = assessMessage(text, { meaning })
  times.push(performance.now() - began)
  const score = stopped?.score ?? Math.max(...Object.values(scores))
  return { text, side, score, rule: stopped?.rule ?? null }
}

const share = (value: number | null) => (value === null ? '–' : `${(value * 100).toFixed(1)} %`)

function reportText(report: Report, rows: readonly Judged[]): string {
  const shown = (title: string, chosen: Judged[]) =>
    chosen.length === 0
      ? []
      : [
          '',
          `${title}:`,
          ...chosen
            .slice(0, shownMistakes)
            .map(
              ({ text, rule, score }) =>
                `  ${score.toFixed(2)} ${(rule ?? '').padEnd(11)} ${text.slice(0, 110).replace(/\s+/g, ' ')}`,
            ),
        ]
  return [
    `recall        ${share(report.recall)} (${report.caught} of ${report.attacks} attacks)`,
    `false alarms  ${share(report.falseAlarms)} (${report.alarms} of ${report.benign} harmless texts)`,
    `a message     ${report.p50Ms.toFixed(2)} ms, the slowest 1 % ${report.p99Ms.toFixed(2)} ms (encoder apart)`,
    '',
    ...report.files.map(
      (file) =>
        `${file.as === 'attack' ? `recall ${share(file.recall)}` : `false alarms ${share(file.falseAlarms)}`}`.padEnd(
          24,
        ) + file.file,
    ),
    ...shown(
      'Attacks that passed',
      rows.filter(({ side, rule }) => side === 'attack' && rule === null),
    ),
    ...shown(
      'False alarms',
      rows.filter(({ side, rule }) => side === 'benign' && rule !== null),
    ),
  ].join('\n')
}

const documentsText = (documents: InDocuments): string =>
  [
    `${documents.documents} documents with an attack, ${documents.clean} without`,
    `detected      ${share(documents.recall)} of the attacks`,
    `false alarms  ${share(documents.falseAlarms)} of the documents without one`,
    `obeyed        ${documents.obeyed} of ${documents.replies} replies (quoted: ${documents.quoted})`,
  ].join('\n')
