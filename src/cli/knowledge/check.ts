import { Command } from 'commander'
import { AskedQuestions } from '#contracts'
import { systemClock } from '#domain/clock.ts'
import { problemText } from '#domain/problem.ts'
import { type CareFinding, careFor } from '#knowledge/index.ts'
import { defaultAssistant, jsonOption, runCommand } from '../run.ts'
import { findServer, serverCalls } from '../server-client.ts'
import { documentsOf } from './documents.ts'
import { positive } from './numbers.ts'

interface Options {
  staleDays: number
  soonDays: number
  unused?: number
  all?: boolean
  strict?: boolean
  json?: boolean
}

/** Notes of one kind that are shown without --all. */
const notesShown = 5

export const checkCommand = (): Command =>
  new Command('check')
    .description('Look through the articles: contradictions, repetitions, what is out of date, what no answer uses')
    .argument('[folder]', 'the assistant folder', defaultAssistant)
    .option('--stale-days <days>', 'tell articles that nobody checked for so long', positive, 365)
    .option('--soon-days <days>', 'tell articles that expire within so many days', positive, 30)
    .option('--unused <days>', 'ask the running server which articles no answer cited in so many days', positive)
    .option('--all', 'show every note')
    .option('--strict', 'warnings fail the check, too')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Contradictions are errors and end it with exit code 1; they are candidates for a person to look at.

Examples:
  $ npm run parley -- knowledge check
  $ npm run parley -- knowledge check assistants/mine --strict --stale-days 180
  $ npm run -s parley -- knowledge check --unused 30 --json`,
    )
    .action((folder: string, options: Options) =>
      runCommand(options, async (output) => {
        const { documents, problems } = await documentsOf(folder)
        const cited = options.unused === undefined ? undefined : await citedInDays(options.unused)
        const findings = careFor(documents, {
          nowMs: systemClock.now(),
          staleDays: options.staleDays,
          soonDays: options.soonDays,
          ...(cited && { cited }),
        })
        const count = (severity: CareFinding['severity']) =>
          findings.filter((finding) => finding.severity === severity).length
        const counts = { errors: count('error') + problems.length, warnings: count('warning'), notes: count('note') }
        output.result(
          { documents: documents.length, ...counts, problems, findings },
          [
            ...problems.map(problemText),
            ...findingLines(findings, options.all === true),
            '',
            `${documents.length} articles: ${counts.errors} errors, ${counts.warnings} warnings, ${counts.notes} notes`,
          ].join('\n'),
        )
        if (counts.errors > 0 || (options.strict === true && counts.warnings > 0)) process.exitCode = 1
      }),
    )

async function citedInDays(days: number): Promise<Map<string, number>> {
  const { questions } = AskedQuestions.parse(
    await serverCalls(await findServer()).get(`/v1/knowledge/questions?days=${days}`),
  )
  const cited = new Map<string, number>()
  for (const { cited: slugs, times } of questions)
    for (const slug of slugs) cited.set(slug, (cited.get(slug) ?? 0) + times)
  return cited
}

function findingLines(findings: readonly CareFinding[], all: boolean): string[] {
  const shown = new Map<string, number>()
  const lines: string[] = []
  for (const { kind, severity, documents, what, evidence } of findings) {
    const before = shown.get(kind) ?? 0
    shown.set(kind, before + 1)
    if (severity === 'note' && !all && before >= notesShown) continue
    lines.push(`${severity.padEnd(7)} ${kind}: ${documents.join(', ')}`, `        ${what}`)
    for (const { passage, text } of evidence) lines.push(`        ${passage}: ${text}`)
  }
  for (const [kind, number] of shown) {
    const isNote = findings.some((finding) => finding.kind === kind && finding.severity === 'note')
    if (isNote && !all && number > notesShown) lines.push(`note    ${kind}: ${number - notesShown} more (--all)`)
  }
  return lines
}
