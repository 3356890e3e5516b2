import { Command } from 'commander'
import { SentMessage, StartedConversation } from '#contracts'
import { appError } from '#domain/errors.ts'
import { conversationsIn } from '#quality/index.ts'
import { readDataFile } from './data-file.ts'
import { jsonOption, runCommand } from './run.ts'
import { findServer, type ServerCalls, serverCalls } from './server-client.ts'
import { count } from './usage.ts'

interface Options {
  json?: boolean
  parallel: number
  limit?: number
}

interface Tally {
  conversations: number
  turns: number
  outcomes: Record<string, number>
  held: number
  unanswered: number
  errors: number
  stuck: number
  times: number[]
  problems: string[]
}

const problemsShown = 10

export function replayCommand(): Command {
  return new Command('replay')
    .description(
      'Send every customer utterance of a file through the running server as conversations, and report how each turn ended',
    )
    .argument('<file>', 'JSON Lines: utterances with "text", or dialogues with turns (MultiWOZ, SGD, ABCD form)')
    .option('--parallel <n>', 'conversations at once', count, 8)
    .option('--limit <n>', 'only the first conversations', count)
    .option(...jsonOption)
    .addHelpText(
      'after',
      '\nExample:\n  $ npm start            (in another terminal)\n  $ npm run -s parley -- replay dialogues.jsonl --json',
    )
    .action((file: string, options: Options) =>
      runCommand(options, async (output) => {
        const calls = serverCalls(await findServer())
        const parsed = conversationsIn(await readDataFile(file))
        if (parsed.kind === 'unreadable') throw appError('cli.bad-file', { file, problem: parsed.problem })
        const conversations = parsed.conversations.slice(0, options.limit)
        const tally: Tally = {
          conversations: 0,
          turns: 0,
          outcomes: {},
          held: 0,
          unanswered: 0,
          errors: 0,
          stuck: 0,
          times: [],
          problems: [],
        }
        const progress = output.progress('replaying')
        const queue = conversations.values()
        const work = async () => {
          for (const utterances of queue) {
            await replayOne(calls, utterances, tally)
            progress.update(tally.conversations, conversations.length)
          }
        }
        await Promise.all(Array.from({ length: options.parallel }, work))
        progress.done()
        for (const problem of tally.problems.slice(0, problemsShown)) output.line(problem)
        const { times, problems: _problems, ...counts } = tally
        times.sort((a, b) => a - b)
        const at = (share: number) =>
          Math.round((times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0) * 100) / 100
        const report = { ...counts, p50Ms: at(0.5), p99Ms: at(0.99) }
        output.result(report, JSON.stringify(report, null, 2))
        if (tally.unanswered > 0 || tally.errors > 0) process.exitCode = 1
      }),
    )
}

/** With the API key throughout: a replay is no customer, and what customers may send per minute does not hold for it. */
async function replayOne(calls: ServerCalls, utterances: string[], tally: Tally): Promise<void> {
  tally.conversations += 1
  try {
    const started = StartedConversation.parse(await calls.post('/v1/conversations', { channel: 'rest' }))
    const path = `/v1/conversations/${started.conversation}`
    for (const [index, text] of utterances.entries()) {
      const began = performance.now()
      const { accepted, events } = SentMessage.parse(
        await calls.post(`${path}/messages?wait=true`, { clientId: `r${index}`, text }),
      )
      tally.times.push(performance.now() - began)
      tally.turns += 1
      const answer = events.find((event) => event.kind === 'reply' || event.kind === 'held')
      const outcome = answer === undefined ? 'none' : answer.kind === 'held' ? 'held' : answer.outcome
      tally.outcomes[outcome] = (tally.outcomes[outcome] ?? 0) + 1
      if (outcome === 'held') tally.held += 1
      const spoken = answer?.kind === 'reply' && answer.parts.length > 0
      if (answer === undefined || (answer.kind === 'reply' && !spoken) || accepted.length === 0) {
        tally.unanswered += 1
        tally.problems.push(`unanswered: ${text.slice(0, 100)}`)
      }
      if (outcome === 'failed') {
        tally.errors += 1
        tally.problems.push(`failed: ${text.slice(0, 100)}`)
      }
    }
    const view = (await calls.get(path)) as { status: string }
    if (view.status === 'taken') tally.stuck += 1
  } catch (error) {
    tally.errors += 1
    tally.problems.push(`error: ${error instanceof Error ? error.message : String(error)}`)
  }
}
