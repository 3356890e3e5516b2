import { writeFile } from 'node:fs/promises'
import { Command } from 'commander'
import { type Suggestions, suggestIntents, suggestionsAsYaml } from '#authoring/index.ts'
import { appError } from '#domain/errors.ts'
import type { EncoderChoice } from '#ports/encoder-choice.ts'
import { readDataFile } from '../data-file.ts'
import { jsonOption, runCommand } from '../run.ts'
import { count } from '../usage.ts'
import { encoderChoice, openChosen } from './encoder.ts'
import { plural } from './text.ts'
import { readAuthored, trainFolder } from './trained.ts'

interface Options {
  known?: string
  encoder: EncoderChoice
  smallest: number
  write?: string
  seed: string
  json?: boolean
}

/** Intents already understood that are shown. */
const shown = 8

export const suggestCommand = (): Command =>
  new Command('suggest')
    .description(
      'Find intents in what customers wrote: groups of utterances that mean the same, with a name and examples',
    )
    .argument('<file>', 'one utterance per line (.txt), or JSON Lines with "text" (.jsonl); also .gz')
    .option('--known <folder>', 'an assistant folder: what it understands already is left out')
    .option('--smallest <number>', 'different utterances that a suggestion has at least', count, 5)
    .option('--encoder <choice>', 'embedded, static, none, or the folder of an ONNX model', encoderChoice, 'embedded')
    .option('--write <file>', 'write the suggestions as a file of intents, to be edited')
    .option('--seed <text>', 'the same utterances and seed give the same suggestions', 'parley')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Examples:
  $ npm run parley -- understanding suggest messages.txt --known assistants/storefront
  $ npm run parley -- understanding suggest messages.jsonl --write assistants/mine/intents/new.yaml
  $ npm run -s parley -- understanding suggest messages.jsonl.gz --json`,
    )
    .action((file: string, options: Options) =>
      runCommand(options, async (output) => {
        const utterances = utterancesOf(file, await readDataFile(file))
        const trained =
          options.known === undefined
            ? null
            : await trainFolder((await readAuthored(options.known)).authored, options.known, output)
        const encoder = trained?.encoder ?? (await openChosen(options.encoder, '.'))
        const progress = output.progress('grouping')
        try {
          const found = await suggestIntents(utterances, {
            seed: options.seed,
            encoder,
            known: trained?.understander ?? null,
            smallest: options.smallest,
            onProgress: progress.update,
          })
          progress.done()
          if (options.write !== undefined) await writeNew(options.write, suggestionsAsYaml(found))
          output.result({ ...found }, suggestionsText(found, options))
        } finally {
          progress.done()
          await encoder?.close()
        }
      }),
    )

async function writeNew(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { flag: 'wx' })
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    throw appError(
      'cli.bad-file',
      { file, problem: isThere ? 'it is there already; nothing is overwritten' : String(error) },
      error,
    )
  }
}

function utterancesOf(file: string, content: string): string[] {
  const lines = content.split(/\r?\n/).filter((line) => line.trim() !== '')
  const utterances = /\.(jsonl|ndjson)(\.gz)?$/.test(file)
    ? lines.map((line, i) => {
        try {
          const row = JSON.parse(line) as { text?: unknown } | null
          if (typeof row?.text === 'string') return row.text
        } catch {
          // Told below, like a line of another shape.
        }
        throw appError('cli.bad-file', { file, problem: `line ${i + 1} is no JSON object with "text"` })
      })
    : lines
  if (utterances.length < 2) throw appError('cli.bad-file', { file, problem: 'it has no utterances to compare' })
  return utterances
}

function suggestionsText(
  { suggestions, understood, unsorted, utterances, distinct }: Suggestions,
  { known, write }: Options,
): string {
  const lines = [`${plural(utterances, 'utterance')}, ${distinct.toLocaleString('en')} of them different`]
  if (known !== undefined) {
    const sum = understood.reduce((all, one) => all + one.utterances, 0)
    const most = understood.slice(0, shown).map((one) => `${one.intent} ${one.utterances}`)
    lines.push(
      `${sum.toLocaleString('en')} understood already by ${known}${most.length > 0 ? `: ${most.join(', ')}${understood.length > shown ? ', …' : ''}` : ''}`,
    )
  }
  lines.push('', `${plural(suggestions.length, 'suggested intent')}`)
  for (const { name, utterances: own, tightness, terms, examples, nearest } of suggestions) {
    lines.push(
      '',
      `  ${name}  ${plural(own, 'utterance')}, alike ${tightness.toFixed(2)}`,
      `    about    ${terms.join(', ')}`,
    )
    if (nearest !== null && nearest.share >= 0.5)
      lines.push(`    near     ${nearest.intent} (${Math.round(nearest.share * 100)} % of them come closest to it)`)
    lines.push(...examples.map((example, i) => `    ${i === 0 ? 'such as ' : '        '} "${example}"`))
  }
  if (unsorted.length > 0) lines.push('', `${plural(unsorted.length, 'utterance')} in groups too small to suggest`)
  if (write !== undefined)
    lines.push('', `Written to ${write}: give the intents their names and take out what does not belong.`)
  return lines.join('\n')
}
