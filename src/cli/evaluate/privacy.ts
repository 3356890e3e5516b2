import { Command } from 'commander'
import { z } from 'zod'
import { evaluateSpans, type LabelledSpan, type SpanEvaluation, tagPersonalData } from '#privacy/index.ts'
import { jsonOption, runCommand } from '../run.ts'
import { readRows } from './rows.ts'

/** Offsets count Unicode code points, as the public set does. */
const rowShape = z.object({
  text: z.string().max(100_000),
  spans: z.array(z.object({ start: z.number().int(), end: z.number().int(), label: z.string() })),
})
type Row = z.infer<typeof rowShape>

export const evaluatePrivacyCommand = (): Command =>
  new Command('privacy')
    .description(
      'Measure how personal data is found (JSON Lines with "text" and "spans": start, end in code points, label); a span is right where start, end and label are the same',
    )
    .requiredOption('--test <file>', 'rows to measure on (.jsonl or .jsonl.gz)')
    .option(...jsonOption)
    .addHelpText('after', '\nExample:\n  $ npm run -s parley -- evaluate privacy --test dev.jsonl --json')
    .action((options: { test: string; json?: boolean }) =>
      runCommand(options, async (output) => {
        const rows = await readRows(options.test, rowShape)
        tagPersonalData('the model is read now, not within the first message')
        const times: number[] = []
        const found = rows.map((row) => {
          const started = performance.now()
          const spans = tagPersonalData(row.text)
          times.push(performance.now() - started)
          return { expected: inUnits(row), found: spans }
        })
        times.sort((a, b) => a - b)
        const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
        const report = { ...evaluateSpans(found), p50Ms: at(0.5), p99Ms: at(0.99) }
        output.result(report, table(report))
      }),
    )

/** Spans in UTF-16 units. */
function inUnits({ text, spans }: Row): LabelledSpan[] {
  const units = [0]
  for (const character of text) units.push((units.at(-1) as number) + character.length)
  const unit = (point: number): number => units[Math.max(0, Math.min(point, units.length - 1))] as number
  return spans.map(({ start, end, label }) => ({ start: unit(start), end: unit(end), label }))
}

function table({ labels, ...all }: SpanEvaluation & { p50Ms: number; p99Ms: number }): string {
  const share = (value: number): string => value.toFixed(3).padStart(9)
  return [
    ...Object.entries(all).map(
      ([name, value]) => `${name.padEnd(18)} ${value === null ? '–' : Number(value.toPrecision(4))}`,
    ),
    '',
    `${'label'.padEnd(20)} precision    recall        f1  expected  found`,
    ...labels.map(
      ({ label, precision, recall, f1, expected, found }) =>
        `${label.padEnd(20)} ${share(precision)} ${share(recall)} ${share(f1)} ${String(expected).padStart(9)} ${String(found).padStart(6)}`,
    ),
  ].join('\n')
}
