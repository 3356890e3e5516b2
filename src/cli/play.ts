import { resolve } from 'node:path'
import { Command } from 'commander'
import { loadBackEnd } from '#compose/back-end.ts'
import { type OpenTheatre, openTheatre } from '#compose/theatre.ts'
import { anonymous, type Identity } from '#domain/customer.ts'
import { appError } from '#domain/errors.ts'
import type { QuickReply, Reply } from '#domain/reply.ts'
import {
  type BackEndState,
  changesBetween,
  claimsOf,
  identityWith,
  replyLine,
  replyWords,
  type SpokenMessage,
  type Stage,
  standardTime,
  type TranscriptLine,
  traceLines,
  waitMinutes,
} from '#quality/index.ts'
import type { Output } from './output.ts'
import { defaultAssistant, jsonOption, runCommand } from './run.ts'
import { echoed, typedLines } from './typed-lines.ts'
import { instant, texts } from './usage.ts'

interface Options {
  customer?: string
  db?: string
  now?: string
  message?: string[]
  why?: boolean
  json?: boolean
}

export function playCommand(): Command {
  return new Command('play')
    .description(
      'Be the customer: talk to an assistant folder in this process, and see what it changed behind its tools',
    )
    .argument('[folder]', 'the assistant folder', defaultAssistant)
    .option('-c, --customer <id>', 'signed in as this customer of the back end; anonymous where left out')
    .option('--db <file>', 'the back end begins with this database instead of its own')
    .option(
      '--now <instant>',
      'the time it is, ISO 8601; that of the database, or of scenarios, where left out',
      instant,
    )
    .option('-m, --message <text...>', 'send these messages and end, instead of asking for them', texts)
    .option('--why', 'show below each reply what was understood and decided')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Examples:
  $ npm run parley -- play
  $ npm run parley -- play assistants/storefront --customer C-10002
  $ npm run parley -- play assistants/airline --db db.json.gz --customer mia_li_3668 --why
  $ npm run -s parley -- play -m "can you cancel my order?" "1" "/wait 20m" --json

While playing: a number presses that quick reply; /wait 2h lets time pass; /why shows how the last turn came about; /changes what is different
behind the tools by now; an empty line or Ctrl-D ends. Nothing is kept: every play begins with a fresh back end and an empty store, and asks no
language model. \`parley chat\` talks to the running server instead.`,
    )
    .action((folder: string, options: Options) =>
      runCommand(options, (output) => play(resolve(folder), options, output)),
    )
}

async function play(folder: string, options: Options, output: Output): Promise<void> {
  const at = options.now ?? (await timeOf(folder, options.db))
  const progress = output.progress('training')
  const theatre = await openTheatre({
    assistantFolder: folder,
    environment: process.env,
    files: [],
    at,
    ...(options.db !== undefined && { database: resolve(options.db) }),
    onProgress: progress.update,
  }).finally(() => progress.done())
  try {
    const before = (await theatre.backEnd?.state()) ?? null
    const stage = await theatre.open(Date.parse(at))
    try {
      const played = new PlayedConversation(theatre, stage, before, options.why === true, output)
      await played.begin(identityOf(options.customer, before, theatre))
      const given = options.message
      for await (const typed of given ? echoed(given, output) : typedLines(output)) await played.take(typed)
      const changes = await played.changes()
      output.result({ at, transcript: played.transcript, changes }, `\n${changesText(changes)}`)
    } finally {
      await stage.close()
    }
  } finally {
    await theatre.close()
  }
}

/** Where the database from outside stands, or when scenarios are played. */
async function timeOf(folder: string, database: string | undefined): Promise<string> {
  if (database === undefined) return standardTime
  return (await loadBackEnd(folder))?.databaseStandsAt ?? standardTime
}

function identityOf(customer: string | undefined, state: BackEndState | null, theatre: OpenTheatre): Identity {
  if (customer === undefined) return anonymous
  const claims = claimsOf(customer, state, theatre)
  if (claims === null) throw appError('cli.usage', { problem: `the back end has no customer ${customer}` })
  return identityWith(claims, theatre)
}

/** More than anybody does in a conversation. */
const changesAtMost = 200

class PlayedConversation {
  readonly transcript: TranscriptLine[] = []
  private buttons: QuickReply[] = []
  private why: string[] = []
  private turns = 0
  private readonly theatre: OpenTheatre
  private readonly stage: Stage
  private readonly before: BackEndState | null
  private readonly showsWhy: boolean
  private readonly output: Output

  constructor(theatre: OpenTheatre, stage: Stage, before: BackEndState | null, showsWhy: boolean, output: Output) {
    this.theatre = theatre
    this.stage = stage
    this.before = before
    this.showsWhy = showsWhy
    this.output = output
  }

  async begin(identity: Identity): Promise<void> {
    const greeting = await this.stage.start(identity, undefined)
    if (greeting === null) return
    this.transcript.push({ from: 'assistant', text: replyWords(greeting) })
    this.show(replyWords(greeting), greeting)
  }

  /** A message, the number of a button, or something to do that begins with a slash. */
  async take(typed: string): Promise<void> {
    const [, word, rest = ''] = /^\/(\w+)\s*(.*)$/.exec(typed) ?? []
    if (word === 'why') this.output.line(this.why.map((line) => `    ${line}`).join('\n') || '    nothing was said yet')
    else if (word === 'changes') this.output.line(changesText(await this.changes()))
    else if (word === 'wait') await this.wait(rest)
    else if (word !== undefined) this.output.line(`    There is no /${word}: /wait 2h, /why and /changes are there.`)
    else await this.say(typed)
  }

  async changes(): Promise<string[]> {
    const { backEnd } = this.theatre
    if (backEnd === null || this.before === null) return []
    return changesBetween(this.before, await backEnd.state(), backEnd.bookkeeping, changesAtMost)
  }

  private async say(typed: string): Promise<void> {
    const pressed = this.buttons[Number(typed) - 1]
    const message: SpokenMessage = pressed
      ? { text: pressed.label, payload: pressed.payload }
      : { text: typed, payload: null }
    this.turns += 1
    this.transcript.push({ from: 'customer', text: message.text, turn: this.turns })
    const { turn } = await this.stage.say([message])
    this.told(turn)
  }

  private async wait(given: string): Promise<void> {
    const minutes = waitMinutes(given)
    if (minutes === null) {
      this.output.line('    Write how long: /wait 45m, /wait 2h, /wait 3d')
      return
    }
    this.transcript.push({ from: 'time', text: given })
    const turns = await this.stage.elapse(minutes)
    if (turns.length === 0) this.output.line('    (nothing happens)')
    for (const turn of turns) this.told(turn)
  }

  private told(turn: Parameters<typeof replyLine>[1]): void {
    const line = replyLine(this.turns, turn)
    this.transcript.push(line)
    this.why = traceLines(turn)
    this.show(line.text === '' ? '(silence)' : line.text, turn.personal?.reply ?? null)
    if (this.showsWhy && line.because !== undefined) this.output.line(`    (${line.outcome}: ${line.because})`)
  }

  private show(text: string, reply: Reply | null): void {
    this.output.line(text.replace(/^/gm, '  '))
    this.buttons = reply?.quickReplies ?? []
    this.buttons.forEach((button, index) => {
      this.output.line(`    ${index + 1}) ${button.label}`)
    })
  }
}

const changesText = (changes: readonly string[]): string =>
  changes.length === 0
    ? 'Behind the tools nothing changed.'
    : ['Changed behind the tools:', ...changes.map((change) => `  ${change}`)].join('\n')
