import type { DialogueState, Frame, Pending, Undoable } from '#domain/dialogue-state.ts'
import type { FlowName, ResponseName, SlotName } from '#domain/ids.ts'
import type { Json, JsonObject } from '#domain/json.ts'
import type { QuickReply, ReplyItem } from '#domain/reply.ts'
import type { BuiltInResponse } from '../built-in-responses.ts'
import { type CompiledFlow, type CompiledSlot, own } from '../flow-language/index.ts'
import { limits } from '../limits.ts'
import type { RepairName } from '../repair-flows.ts'
import { type Words, wordsFor } from '../words/index.ts'
import type { ScopeSource } from './scope.ts'
import { localTime } from './times.ts'
import type { EngineEnvironment, EngineResult, EngineToolCall, HandoffWish } from './types.ts'

/** The working copy of one turn: everything in here is the engine's own until `advance` returns it. */
export interface Run extends ScopeSource {
  readonly env: EngineEnvironment
  /** Short words and buttons of the language that is spoken in. */
  readonly words: Words
  state: DialogueState
  /** What the last reply asked; `state.pending` is what this one will ask. */
  readonly answering: Pending | null
  items: ReplyItem[]
  toolCalls: EngineToolCall[]
  mentioned: EngineResult['mentioned']
  reasons: string[]
  visited: EngineResult['visited']
  remembered: EngineResult['remembered']
  /** What is remembered of the customer, this turn's included. */
  profile: JsonObject
  handoff: HandoffWish | null
  ended: boolean
  /** The top frame rests at a `wait`: nobody is asked, and nothing goes on by itself. */
  resting: boolean
  /** No message, an alarm: there may be nothing to say. */
  clockSpeaks: boolean
  spokeToSilence: boolean
  stepsLeft: number
  /** Index in `items` where the question begins. */
  questionAt: number | null
  /** Flows put off in this turn. */
  queued: FlowName[]
  /** What this turn changed. */
  justDone: Undoable[]
  /**
   * Whether the proof of this turn showed somebody else: `other` than was known until now, `not-former` where the one before was known no more;
   * `back` is that one again.
   */
  writer: EngineResult['writer']
  /** Slots that this turn gave another value. */
  given: { frame: number; slot: SlotName }[]
  /** Repairs that flows of the author's did in this turn. */
  repairs: Set<RepairName>
  /** Frames whose verification ended without success. */
  unverified: Set<number>
  /** What happened, for the outcome and for what comes next. */
  did: {
    /** A question was answered. */
    answer: boolean
    start: boolean
    finish: boolean
    act: boolean
    fail: boolean
    refuse: boolean
    /** Met with care. */
    care: boolean
    clarify: boolean
    repeat: boolean
    /** The answer was refused: asking again counts. */
    misfit: boolean
    /** Wants it over with. */
    impatient: boolean
    /** Counts as not understood. */
    misunderstand: boolean
    /** Out of scope and nothing else: may as well be nonsense. */
    outOfScope: boolean
  }
}

export function startRun(state: DialogueState, env: EngineEnvironment): Run {
  const working = structuredClone(state)
  const answering = working.pending
  working.pending = null
  const now = localTime(env.timeZone, env.nowMs)
  const { customerTimeZone: theirs = env.timeZone } = env
  const customerNow = theirs === env.timeZone ? now : localTime(theirs, env.nowMs)
  return {
    env,
    words: wordsFor(env.locale),
    today: now.slice(0, 10),
    now,
    customerNow,
    state: working,
    identity: env.identity,
    settings: env.settings,
    mentions: env.mentions,
    answering,
    items: [],
    toolCalls: [],
    mentioned: [],
    reasons: [],
    visited: [],
    remembered: [],
    profile: { ...env.profile },
    handoff: null,
    ended: false,
    resting: false,
    clockSpeaks: false,
    spokeToSilence: false,
    stepsLeft: limits.stepsPerTurn,
    questionAt: null,
    queued: [],
    justDone: [],
    writer: 'same',
    given: [],
    repairs: new Set(),
    unverified: new Set(),
    did: {
      answer: false,
      start: false,
      finish: false,
      act: false,
      fail: false,
      refuse: false,
      care: false,
      clarify: false,
      repeat: false,
      misfit: false,
      impatient: false,
      misunderstand: false,
      outOfScope: false,
    },
  }
}

export const topFrame = (run: Run): Frame | undefined => run.state.stack.at(-1)

export const flowOf = (run: Run, frame: Frame): CompiledFlow | undefined => own(run.env.flows.flows, frame.flow)

export const frameById = (run: Run, id: number): Frame | undefined => run.state.stack.find((frame) => frame.id === id)

/** The frame of the customer's own wish that this one serves: a verification belongs to the task that needs it. */
export function taskOf(run: Run, frame: Frame): Frame {
  let task = frame
  // Callers are always below, so this ends; the bound is for states that were tampered with.
  for (let step = 0; step <= limits.stackDepth && task.caller !== null; step += 1) {
    const caller = frameById(run, task.caller.frame)
    if (caller === undefined) break
    task = caller
  }
  return task
}

/** How the task of a frame is spoken of: "your return". */
export function calledTask(run: Run, frame: Frame): string {
  const task = taskOf(run, frame)
  return flowOf(run, task)?.called ?? task.flow
}

/** Whether a flow is there to repair: its end is no task done. */
export const isRepair = (run: Run, flow: FlowName): boolean => Object.values(run.env.repairs ?? {}).includes(flow)

export function say(
  run: Run,
  response: ResponseName,
  variables: JsonObject = {},
  quickReplies: QuickReply[] = [],
): void {
  run.items.push({ kind: 'say', response, variables, ...(quickReplies.length > 0 && { quickReplies }) })
}

/** Says a response of the engine's own, or what the running flow has in its place. */
export function sayBuiltIn(
  run: Run,
  name: BuiltInResponse,
  variables: JsonObject = {},
  quickReplies: QuickReply[] = [],
): void {
  // Who is in a hurry is spared what only leads over.
  if (run.state.brief === true && leadingOver.has(name)) return
  const top = topFrame(run)
  const flow = top && flowOf(run, taskOf(run, top))
  say(run, (flow && own(flow.repair, name)) ?? name, variables, quickReplies)
}

const leadingOver: ReadonlySet<BuiltInResponse> = new Set(['repair.back-to', 'repair.queued-next'])

/** Sets what the customer is asked; the words of the question follow. */
export function expectAnswer(run: Run, pending: Pending): void {
  run.state.pending = pending
  run.questionAt = run.items.length
}

/** Remembers a value that came into a slot without being said, so that it can be referred to. */
export function mention(run: Run, slot: CompiledSlot, value: Json, text: string): void {
  const type = slot.entities[0]
  if (type !== undefined && value !== null) run.mentioned.push({ type, value, text })
}

export const isWaiting = (run: Run): boolean =>
  run.state.pending !== null || run.handoff !== null || run.ended || run.resting
