import { Command } from 'commander'
import { parse } from 'yaml'
import { z } from 'zod'
import { systemClock } from '#domain/clock.ts'
import { appError } from '#domain/errors.ts'
import { evaluateKnowledge, type KnowledgeEvaluation } from '#knowledge/index.ts'
import { slipMender } from '#understanding/index.ts'
import { readDataFile } from '../data-file.ts'
import { rehearse } from '../rehearse.ts'
import { defaultAssistant, jsonOption, runCommand } from '../run.ts'
import { readAuthored } from '../understanding/trained.ts'
import { readRows } from './rows.ts'

interface Options {
  assistant: string
  questions: string
  on?: string
  json?: boolean
}

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date like 2026-10-01')
const Question = z.object({
  question: z.string().min(1),
  slugs: z.array(z.string()),
  every: z.boolean().optional(),
  audience: z.string().optional(),
  on: day.optional(),
})

export const evaluateKnowledgeCommand = (): Command =>
  new Command('knowledge')
    .description(
      'Measure answers from the articles: the right one first, answered right and wrong, recognised as unanswerable',
    )
    .requiredOption(
      '--questions <file>',
      'questions (YAML list or JSON Lines with "question", "slugs": articles that answer it, none for unanswerable; "every", "audience", "on")',
    )
    .option('-a, --assistant <folder>', 'the assistant folder', defaultAssistant)
    .option('--on <date>', 'the day on which questions without one of their own are asked; today where left out')
    .option(...jsonOption)
    .addHelpText(
      'after',
      '\nSlips are mended before a question is asked, as in a turn.\n\nExample:\n  $ npm run -s parley -- evaluate knowledge --questions test/questions/storefront.yaml --on 2026-11-20 --json',
    )
    .action((options: Options) =>
      runCommand(options, async (output) => {
        const questions = await questionsOf(options.questions)
        const { authored } = await readAuthored(options.assistant)
        const mend = slipMender(authored.data)
        const atNoon = (date: string) => Date.parse(`${date}T12:00:00Z`)
        const nowMs = options.on === undefined ? systemClock.now() : atNoon(options.on)
        if (Number.isNaN(nowMs)) throw appError('cli.usage', { problem: '--on takes a date like 2026-10-01' })
        const rehearsal = await rehearse(options.assistant, output)
        try {
          const { knowledge, config } = await rehearsal.runtime()
          const result = await evaluateKnowledge(
            knowledge,
            questions.map(({ question, slugs, every, audience, on }) => ({
              question: mend(question),
              slugs,
              every: every === true,
              filters: {
                locale: config.languages[0] ?? 'en',
                nowMs: on === undefined ? nowMs : atNoon(on),
                ...(audience !== undefined && { audience: [audience] }),
              },
            })),
            () => performance.now(),
          )
          output.result({ ...result }, resultText(result))
        } finally {
          await rehearsal.close()
        }
      }),
    )

async function questionsOf(file: string): Promise<z.infer<typeof Question>[]> {
  if (!/\.ya?ml$/i.test(file)) return readRows(file, Question)
  const read = z
    .array(Question)
    .min(1)
    .safeParse(parse(await readDataFile(file)))
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw appError('cli.bad-file', { file, problem: `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}` })
}

/** Mistakes that are shown. */
const shown = 30

function resultText(result: KnowledgeEvaluation): string {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`
  const line = (name: string, of: keyof KnowledgeEvaluation['intervals']) => {
    const [low, high] = result.intervals[of]
    return `${name.padEnd(28)} ${percent(result[of])} (95 %: ${percent(low)} to ${percent(high)})`
  }
  const few = result.mistakes.slice(0, shown)
  return [
    `${result.answerable} questions with an answer, ${result.unanswerable} without`,
    line('right article first', 'top1'),
    line('right article among five', 'recall5'),
    line('answered from a right one', 'answeredRight'),
    line('answered from a wrong one', 'answeredWrong'),
    line('recognised as unanswerable', 'unanswerableRecognised'),
    ...(result.answeredInFull === null ? [] : [`answered in all parts         ${percent(result.answeredInFull)}`]),
    `without a supporting citation ${result.uncited}`,
    `calibration error             ${result.calibrationError.toFixed(3)}`,
    `a question takes ${result.p50Ms.toFixed(1)} ms, the slowest 1 % ${result.p99Ms.toFixed(1)} ms`,
    ...few.map(
      ({ kind, confidence, question, wanted, found }) =>
        `  ${kind.padEnd(21)} ${confidence.toFixed(2)} ${question} → ${found ?? '–'}${wanted.length > 0 ? ` instead of ${wanted.join(', ')}` : ''}`,
    ),
  ].join('\n')
}
