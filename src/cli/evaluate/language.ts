import { Command } from 'commander'
import { z } from 'zod'
import { identifyLanguage, supportedLanguages } from '#understanding/index.ts'
import { jsonOption, runCommand } from '../run.ts'
import { readRows } from './rows.ts'

const Row = z.object({ text: z.string(), lang: z.string(), kind: z.enum(['sentence', 'word_pair']) })

export const evaluateLanguageCommand = (): Command =>
  new Command('language')
    .description('Measure the identification of languages (JSON Lines with "text", "lang" and "kind")')
    .requiredOption('--test <file>', 'rows to measure on; kind is sentence or word_pair')
    .option(...jsonOption)
    .addHelpText('after', '\nExample:\n  $ npm run -s parley -- evaluate language --test dev.jsonl --json')
    .action((options: { test: string; json?: boolean }) =>
      runCommand(options, async (output) => {
        const rows = await readRows(options.test, Row)
        const report = measureIdentification(rows)
        const { worst, ...figures } = report
        const text = Object.entries(figures).map(
          ([name, value]) =>
            `${name.padEnd(18)} ${Array.isArray(value) ? value.join(' ') || '–' : Number(value.toPrecision(5))}`,
        )
        const lines = worst.map(
          ({ lang, sentence, wordPair, takenFor }) =>
            `  ${lang}  sentences ${sentence.toFixed(2)}  word pairs ${wordPair.toFixed(2)}  taken for ${takenFor.join(', ') || '–'}`,
        )
        output.result(report, [...text, 'worst', ...lines].join('\n'))
      }),
    )

/** Accuracies are means over the languages that are supported, each counting the same. */
export function measureIdentification(rows: readonly z.infer<typeof Row>[]) {
  const all = [...new Set(rows.map(({ lang }) => lang))].sort()
  const supported = all.filter((lang) => supportedLanguages.includes(lang))
  const times: number[] = []
  // The first call unpacks the table: no customer waits for that.
  identifyLanguage('hello')
  const counts = new Map(
    supported.map((lang) => [lang, { sentence: [0, 0], word_pair: [0, 0], confused: new Map<string, number>() }]),
  )
  for (const { text, lang, kind } of rows) {
    const count = counts.get(lang)
    if (count === undefined) continue
    const before = performance.now()
    const found = identifyLanguage(text)[0]?.code ?? 'none'
    times.push(performance.now() - before)
    const pair = count[kind] as [number, number]
    pair[1] += 1
    if (found === lang) pair[0] += 1
    else count.confused.set(found, (count.confused.get(found) ?? 0) + 1)
  }
  const byLanguage = [...counts].map(([lang, { sentence, word_pair, confused }]) => ({
    lang,
    sentence: share(sentence),
    wordPair: share(word_pair),
    takenFor: [...confused]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 3)
      .map(([code]) => code),
  }))
  const known = (value: number) => !Number.isNaN(value)
  return {
    sentenceAccuracy: mean(byLanguage.map(({ sentence }) => sentence).filter(known)),
    wordPairAccuracy: mean(byLanguage.map(({ wordPair }) => wordPair).filter(known)),
    languages: supported.length,
    unsupported: all.filter((lang) => !supported.includes(lang)),
    meanMicroseconds: mean(times) * 1000,
    worst: byLanguage.sort((a, b) => a.sentence + a.wordPair - b.sentence - b.wordPair).slice(0, 12),
  }
}

const share = ([right = 0, all = 0]: number[]) => right / all
const mean = (values: readonly number[]) =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
