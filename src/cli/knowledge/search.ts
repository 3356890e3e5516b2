import { Command } from 'commander'
import { systemClock } from '#domain/clock.ts'
import type { KnowledgeAnswer, Retrieved } from '#knowledge/index.ts'
import { rehearse } from '../rehearse.ts'
import { defaultAssistant, jsonOption, runCommand } from '../run.ts'
import { positive } from './numbers.ts'

interface Options {
  assistant: string
  locale?: string
  audience?: string[]
  most: number
  json?: boolean
}

export const searchCommand = (): Command =>
  new Command('search')
    .description('Search the articles as a turn does: what is found, how sure it is, what would be answered')
    .argument('<question...>', 'as a customer would ask')
    .option('-a, --assistant <folder>', 'the assistant folder', defaultAssistant)
    .option('--locale <tag>', 'as a reader of this language')
    .option('--audience <word...>', 'as a reader of these audiences')
    .option('--most <number>', 'passages shown', positive, 5)
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Examples:
  $ npm run parley -- knowledge search "can I send shoes back after a month"
  $ npm run -s parley -- knowledge search "press kit" --audience press --json`,
    )
    .action((words: string[], options: Options) =>
      runCommand(options, async (output) => {
        const question = words.join(' ')
        const rehearsal = await rehearse(options.assistant, output)
        try {
          const { knowledge, config } = await rehearsal.runtime()
          const filters = {
            locale: options.locale ?? config.languages[0] ?? 'en',
            nowMs: systemClock.now(),
            ...(options.audience && { audience: options.audience }),
          }
          const found = await knowledge.retrieve(question, filters, options.most)
          const answer = await knowledge.answer(question, filters)
          output.result({ question, ...found, answer }, searchText(found, answer))
        } finally {
          await rehearsal.close()
        }
      }),
    )

/** Characters of a passage that are shown. */
const shownCharacters = 220

function searchText({ passages, confidence, threshold }: Retrieved, answer: KnowledgeAnswer | null): string {
  if (passages.length === 0) return 'Nothing was found.'
  const sureness = `${Math.round(confidence * 100)} % sure that the first article answers (an answer takes ${Math.round(threshold * 100)} %)`
  const lines = passages.flatMap(({ id, title, headings, text, score }) => [
    `${score.toFixed(2).padStart(6)}  ${id}  ${[title, ...headings].join(' › ')}`,
    `        ${text.replace(/\s+/g, ' ').slice(0, shownCharacters)}`,
  ])
  const given =
    answer === null
      ? ['', 'No answer: the assistant says that it does not know, and offers a person.']
      : ['', ...answer.text.split('\n').map((line) => `‹ ${line}`)]
  return [sureness, '', ...lines, ...given].join('\n')
}
