/**
 * Puts each question of a file to the whole turn, after what was asked before it, and counts what the turn took it for: a question that it
 * answered (from a right article, with the line that was asked for), a task that it began or asked about, or nothing.
 *
 *     node training/knowledge/turns.ts assistants/storefront test/questions/storefront-colloquial.yaml [--all]
 *
 * Prints the shares and what went wrong; with --all every question with its reply.
 */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse } from 'yaml'
import { openTheatre } from '#compose/theatre.ts'
import { anonymous } from '#domain/customer.ts'
import type { EventOf } from '#domain/events.ts'
import { replyText } from '#domain/reply.ts'
import { standardTime } from '#quality/index.ts'

interface Question {
  question: string
  slugs: string[]
  says?: string
  before?: string[]
  near?: string
}

type Took = 'right' | 'other line' | 'wrong article' | 'task' | 'asked back' | 'nothing'

const [folder, file, all] = process.argv.slice(2)
if (!folder || !file)
  throw new Error('usage: node training/knowledge/turns.ts <assistant folder> <questions.yaml> [--all]')
const questions = parse(readFileSync(file, 'utf8')) as Question[]

function tookOf({ slugs, says }: Question, { data, personal }: EventOf<'turn-recorded'>): Took {
  if (personal === null) return 'nothing'
  const parts = personal.reply?.parts ?? []
  const cited = parts.flatMap((part) => (part.kind === 'text' ? (part.citations ?? []) : []))
  const isRight = cited.some(({ passage }) => slugs.includes(passage.replace(/#\d+$/, '')))
  // What is looked up at once ("what does overnight cost?") answers as well as an article.
  const isOver = data.outcome !== 'asked' && personal.dialogue.stack.length === 0
  const isSaid = says !== undefined && personal.reply !== null && new RegExp(says).test(replyText(personal.reply))
  if (data.commands.includes('start-flow')) return isOver && isSaid ? 'right' : 'task'
  if (data.outcome === 'clarified' && personal.reply?.quickReplies.length && cited.length === 0) return 'asked back'
  if (cited.length === 0) return 'nothing'
  if (!isRight) return 'wrong article'
  const quoted = parts.flatMap((part) => (part.kind === 'text' && part.citations?.length ? part.text : [])).join('\n')
  return says === undefined || new RegExp(says).test(quoted) ? 'right' : 'other line'
}

const theatre = await openTheatre({
  assistantFolder: resolve(folder),
  environment: process.env,
  files: [],
  at: standardTime,
})
const counts = { answerable: new Map<Took, number>(), unanswerable: new Map<Took, number>() }
for (const asked of questions) {
  const stage = await theatre.open(Date.parse(standardTime))
  await stage.start(anonymous, undefined)
  for (const text of asked.before ?? []) await stage.say([{ text, payload: null }])
  const { turn } = await stage.say([{ text: asked.question, payload: null }])
  await stage.close()
  const took = tookOf(asked, turn)
  const kind = asked.slugs.length > 0 ? 'answerable' : 'unanswerable'
  counts[kind].set(took, (counts[kind].get(took) ?? 0) + 1)
  const isGood = kind === 'answerable' ? took === 'right' : took === 'nothing'
  if (isGood && all === undefined) continue
  const { intents, commands } = turn.data
  const read = intents.slice(0, 2).map(({ name, confidence }) => `${name} ${confidence.toFixed(2)}`)
  const given = turn.personal?.reply ? replyText(turn.personal.reply) : ''
  process.stdout.write(
    `${took}: ${[...(asked.before ?? []), asked.question].join(' | ')}\n  wanted ${asked.slugs.join(', ') || 'nothing'}; ${read.join(', ')}; ${commands.join(', ')}; ${(turn.personal?.asked ?? []).map(({ question, cited }) => `${question} → ${cited.join(', ')}`).join('; ')}\n  ${given.replaceAll('\n', ' / ').slice(0, 260)}\n`,
  )
}
await theatre.close()
for (const [kind, took] of Object.entries(counts)) {
  const total = [...took.values()].reduce((sum, count) => sum + count, 0)
  const shares = [...took]
    .sort((a, b) => b[1] - a[1])
    .map(([name, count]) => `${name} ${count} (${(count / total).toFixed(2)})`)
  process.stdout.write(`${kind} ${total}: ${shares.join(', ')}\n`)
}
