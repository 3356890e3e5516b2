import { resolve } from 'node:path'
import { Command } from 'commander'
import { readAssistantFolder, readAuthoredData } from '#assistant/index.ts'
import { AskedQuestions } from '#contracts'
import { type Gap, gapQuestions, gapsIn } from '#knowledge/index.ts'
import { defaultAssistant, jsonOption, runCommand } from '../run.ts'
import { findServer, serverCalls } from '../server-client.ts'
import { openEncoderOf } from '../understanding/encoder.ts'
import { positive } from './numbers.ts'

interface Options {
  assistant: string
  days: number
  most: number
  json?: boolean
}

export const gapsCommand = (): Command =>
  new Command('gaps')
    .description(
      'What customers asked and no article answered, gathered by what it is about, the most often asked first',
    )
    .option('-a, --assistant <folder>', 'the assistant folder, for its encoder', defaultAssistant)
    .option('--days <number>', 'how far back', positive, 30)
    .option('--most <number>', 'gaps shown', positive, 20)
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Asks the running server (PARLEY_URL and PARLEY_KEY, else the one on this data folder). Personal data is taken out of questions before they are kept.

Examples:
  $ npm run parley -- knowledge gaps
  $ npm run -s parley -- knowledge gaps --days 7 --json`,
    )
    .action((options: Options) =>
      runCommand(options, async (output) => {
        const asked = AskedQuestions.parse(
          await serverCalls(await findServer()).get(`/v1/knowledge/questions?days=${options.days}`),
        )
        const open = asked.questions
          .filter(({ cited }) => cited.length === 0)
          .sort((a, b) => b.times - a.times)
          .slice(0, gapQuestions)
        const folder = resolve(options.assistant)
        const encoder = await openEncoderOf(readAuthoredData(await readAssistantFolder(folder)).config, folder)
        try {
          const vectors = encoder === null ? [] : await encoder.encode(open.map(({ question }) => ({ text: question })))
          const gaps = gapsIn(
            open.map(({ question, times, lastAt }, index) => {
              const vector = vectors[index]?.vector
              return { question, times, lastAtMs: Date.parse(lastAt), ...(vector && { vector }) }
            }),
          )
          const total = asked.questions.reduce((sum, { times }) => sum + times, 0)
          const unanswered = open.reduce((sum, { times }) => sum + times, 0)
          output.result(
            { asked: total, unanswered, conversations: asked.conversations, since: asked.since, gaps },
            gapsText(gaps.slice(0, options.most), { total, unanswered, more: gaps.length - options.most }),
          )
        } finally {
          await encoder?.close()
        }
      }),
    )

/** Wordings of one gap that are shown. */
const wordingsShown = 3

function gapsText(
  gaps: readonly Gap[],
  { total, unanswered, more }: { total: number; unanswered: number; more: number },
) {
  if (total === 0) return 'Nothing was asked of the articles in that time.'
  const lines = gaps.flatMap(({ question, times, questions }) => [
    `${String(times).padStart(5)} ×  ${question}`,
    ...questions
      .filter((other) => other.question !== question)
      .slice(0, wordingsShown)
      .map((other) => `          ${other.question}`),
  ])
  return [
    `${unanswered} of ${total} questions had no answer.`,
    '',
    ...lines,
    ...(more > 0 ? ['', `${more} more (--most)`] : []),
  ].join('\n')
}
