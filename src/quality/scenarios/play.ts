import { anonymous, type Identity } from '#domain/customer.ts'
import { AppError } from '#domain/errors.ts'
import type { EventOf } from '#domain/events.ts'
import type { Reply } from '#domain/reply.ts'
import { doneByItself, isReminder } from './by-itself.ts'
import { folded } from './compare.ts'
import { GoalDrivenCustomer } from './customer.ts'
import type { SeenBackEnd } from './expect-back-end.ts'
import { checkEnd } from './expect-end.ts'
import type { Mismatch } from './expect-reply.ts'
import { checkTurn, type PlayedTurn } from './expect-turn.ts'
import { scenarioLimits } from './limits.ts'
import type { LoadedScenario } from './read.ts'
import { type ScenarioTurn, type TurnExpectation, waitMinutes } from './schema.ts'
import { claimsOf, identityWith } from './signed-in.ts'
import type { BackEnd, BackEndState, SpokenMessage, Stage, Theatre } from './stage.ts'
import { replyLine, replyWords, type TranscriptLine, traceLines } from './transcript.ts'

/** A Friday, 10:00 in New York, 15:00 in London: people are at their desks wherever the assistant's are. */
export const standardTime = '2026-11-20T15:00:00Z'

export interface Failure extends Mismatch {
  /** From 1; left out for what must hold at the end. */
  turn?: number
}

export interface ScenarioResult {
  scenario: string
  file: string
  line: number | null
  tags: string[]
  passed: boolean
  failures: Failure[]
  transcript: TranscriptLine[]
  /** Of the turn where the first expectation failed, or of the last. */
  trace: string[]
  turns: number
}

/** Something in the scenario could not be played: it ends here, as failed. */
class CannotPlay extends Error {
  readonly mismatch: Mismatch
  constructor(expectation: string, expected: string, got: string) {
    super(expected)
    this.mismatch = { expectation, expected, got }
  }
}

/** Plays a scenario on a fresh stage and compares what came of it with what is expected. Never rejects. */
export async function playScenario(scenario: LoadedScenario, theatre: Theatre): Promise<ScenarioResult> {
  const play = new Play(scenario, theatre)
  try {
    await play.run()
  } catch (error) {
    play.failures.push(failureOf(error, play.turns.length))
  } finally {
    await play.close()
  }
  const { failures, transcript, turns } = play
  const traced = turns.find(({ number }) => number === failures[0]?.turn) ?? turns.at(-1)
  return {
    scenario: scenario.name,
    file: scenario.file,
    line: scenario.line,
    tags: scenario.tags,
    passed: failures.length === 0,
    failures,
    transcript,
    trace: traced ? traceLines(traced.event) : [],
    turns: turns.length,
  }
}

function failureOf(error: unknown, turn: number): Failure {
  if (error instanceof CannotPlay) return { ...error.mismatch, ...(turn > 0 && { turn }) }
  const got =
    error instanceof AppError
      ? `${error.code}: ${error.message}`
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error)
  return { expectation: 'runs', expected: 'the scenario can be played to its end', got, ...(turn > 0 && { turn }) }
}

class Play {
  readonly failures: Failure[] = []
  readonly transcript: TranscriptLine[] = []
  readonly turns: PlayedTurn[] = []
  private readonly scenario: LoadedScenario
  private readonly theatre: Theatre
  private stage: Stage | null = null
  private reply: Reply | null = null

  constructor(scenario: LoadedScenario, theatre: Theatre) {
    this.scenario = scenario
    this.theatre = theatre
  }

  async run(): Promise<void> {
    const { scenario, theatre } = this
    const atMs = Date.parse(scenario.at ?? standardTime)
    const { backEnd } = theatre
    await backEnd?.reset(atMs)
    const looksBehind = looksAtRecords(scenario) || typeof scenario.customer === 'string'
    const before = looksBehind && backEnd ? await backEnd.state() : null
    const stage = await theatre.open(atMs, scenario.faults)
    this.stage = stage
    this.reply = await stage.start(this.identity(before), scenario.locale)
    if (this.reply) this.transcript.push({ from: 'assistant', text: replyWords(this.reply) })
    if (scenario.turns) await this.playScript(stage, scenario.turns)
    else await this.playGoal(stage)
    if (scenario.expect) {
      const played = {
        turns: this.turns,
        conversation: await stage.conversation(),
        events: await stage.events(),
        backEnd: await this.seen(backEnd, before),
      }
      this.failures.push(...checkEnd(played, scenario.expect))
    }
  }

  async close(): Promise<void> {
    await this.stage?.close()
  }

  private async seen(backEnd: BackEnd | null, before: BackEndState | null): Promise<SeenBackEnd | null> {
    if (backEnd === null || before === null || !looksAtRecords(this.scenario)) return null
    return { before, after: await backEnd.state(), bookkeeping: backEnd.bookkeeping }
  }

  private identity(state: BackEndState | null): Identity {
    const { customer } = this.scenario
    if (customer === undefined) return anonymous
    const claims = typeof customer === 'string' ? claimsOf(customer, state, this.theatre) : customer
    if (claims === null) throw new CannotPlay('customer', `a customer ${customer}`, 'the back end has no such customer')
    return identityWith(claims, this.theatre)
  }

  private async playScript(stage: Stage, turns: readonly ScenarioTurn[]): Promise<void> {
    for (const turn of turns) {
      if (turn.wait !== undefined) await this.wait(stage, turn.wait, turn.expect)
      else if (turn.agent !== undefined) await this.agent(stage, turn.agent)
      else {
        const messages = turn.press === undefined ? wordsOf(turn.say ?? []) : [this.button(turn.press)]
        const played = await this.exchange(stage, messages)
        if (turn.expect)
          this.failures.push(
            ...checkTurn(played, turn.expect).map((mismatch) => ({ ...mismatch, turn: played.number })),
          )
      }
    }
  }

  private async playGoal(stage: Stage): Promise<void> {
    const { opening = [], goal = '', max_turns: limit = scenarioLimits.turns, then: wishes, ...lines } = this.scenario
    const customer = new GoalDrivenCustomer(
      { ...lines, wishes, goal: [goal, ...opening].join('\n') },
      this.theatre.flows,
    )
    for (const text of opening) await this.exchange(stage, wordsOf([text]))
    for (;;) {
      const { status, dialogue } = await stage.conversation()
      if (status !== 'open') return
      const move = customer.next(dialogue, this.reply)
      if (move.kind === 'leave') return
      if (move.kind === 'stuck') throw new CannotPlay(move.expectation, move.expected, move.got)
      if (this.turns.length >= limit)
        throw new CannotPlay(
          'max_turns',
          `the end within ${limit} turns`,
          `still asking: "${this.reply ? replyWords(this.reply) : ''}"`,
        )
      await this.exchange(stage, [move.message])
    }
  }

  private async exchange(stage: Stage, messages: SpokenMessage[]): Promise<PlayedTurn> {
    const number = this.turns.length + 1
    for (const { text, payload } of messages)
      this.transcript.push({ from: 'customer', text: payload === null ? text : `[${text}]`, turn: number })
    const before = await stage.conversation()
    const { turn: event, ms } = await stage.say(messages)
    const { status } = await stage.conversation()
    const asked = before.dialogue.pending?.kind
    const played: PlayedTurn = { number, event, ms, status, smallTalk: isSmallTalk(event.data.commands, asked) }
    this.turns.push(played)
    this.reply = event.personal?.reply ?? null
    this.transcript.push(replyLine(number, event))
    return played
  }

  private button(label: string): SpokenMessage {
    const offered = this.reply?.quickReplies ?? []
    const found = offered.find((reply) => folded(reply.label) === folded(label))
    if (found === undefined)
      throw new CannotPlay(
        'press',
        `a quick reply "${label}"`,
        offered.map((reply) => reply.label).join(', ') || 'no quick replies',
      )
    return { text: found.label, payload: found.payload }
  }

  /** Time passes; what the assistant says by itself meanwhile are turns like others, and may be answered. */
  private async wait(stage: Stage, text: string, expected: TurnExpectation | undefined): Promise<void> {
    this.transcript.push({ from: 'time', text: `${text} later` })
    const events = await stage.elapse(waitMinutes(text) ?? 0)
    const after = await stage.conversation()
    const turnOf = (event: EventOf<'turn-recorded'>, smallTalk: boolean): PlayedTurn => ({
      number: this.turns.length + 1,
      event,
      ms: event.data.durationMs,
      status: after.status,
      smallTalk,
    })
    for (const event of events) {
      const reply = event.personal?.reply ?? null
      if (reply === null && (event.personal?.toolCalls ?? []).length === 0) continue
      const played = turnOf(event, isReminder(event))
      this.turns.push(played)
      this.reply = reply ?? this.reply
      this.transcript.push(replyLine(played.number, event))
    }
    if (expected === undefined) return
    const together = { ...turnOf(doneByItself(events, after), false), number: this.turns.length }
    this.failures.push(
      ...checkTurn(together, expected).map((mismatch) => ({
        ...mismatch,
        ...(together.number > 0 && { turn: together.number }),
      })),
    )
  }

  private async agent(stage: Stage, action: NonNullable<ScenarioTurn['agent']>): Promise<void> {
    this.transcript.push({ from: 'agent', text: typeof action === 'string' ? `(${action})` : action.reply })
    await stage.agent(action)
  }
}

const wordsOf = (texts: readonly string[]): SpokenMessage[] => texts.map((text) => ({ text, payload: null }))

const courtesies = ['small-talk', 'end']

/** A courtesy, or the answer to "anything else?" that nothing follows from. */
function isSmallTalk(commands: readonly string[], asked: string | undefined): boolean {
  const closing = asked === 'anything-else' ? ['deny', 'affirm'] : []
  return commands.length > 0 && commands.every((kind) => courtesies.includes(kind) || closing.includes(kind))
}

const looksAtRecords = ({ expect }: LoadedScenario): boolean => (expect?.records ?? expect?.shop) !== undefined
