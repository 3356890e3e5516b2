import type { Json } from '#domain/json.ts'
import {
  type BackEnd,
  type BackEndState,
  type CustomerScript,
  playScenario,
  type Theatre,
  type TranscriptLine,
} from '../scenarios/index.ts'
import { differences, notCommunicated } from './compare.ts'
import type { Tau2Task } from './tasks.ts'

/** Turns of a customer who does not say otherwise: the longest task does ten things, each with its questions. */
export const tau2Turns = 30

/** Where tasks are played. */
export interface Tau2Ground {
  theatre: Theatre
  backEnd: BackEnd
  /** Does what an action of a task names, by the back end's own operation. */
  operate(name: string, input: Record<string, Json>): Promise<Operated>
  /** When the database stands, milliseconds since the epoch. */
  atMs: number
  /** The played customer of a task; null where nobody has written one. */
  script(task: string): CustomerScript | null
}
export type Operated =
  | { kind: 'done' }
  /** It only reads, or the back end has no such operation: nothing to grade. */
  | { kind: 'no-effect' }
  | { kind: 'refused'; problem: string }

export interface Tau2Result {
  id: string
  passed: boolean
  /** Whether the right end changes the database or must tell the customer something: doing nothing passes the others. */
  needsWriteOrStatement: boolean
  database: 'same' | 'different' | 'not graded'
  differences: string[]
  notCommunicated: string[]
  /** Why it could not be played or graded as it should; null: it could. */
  problem: string | null
  turns: number
  transcript: TranscriptLine[]
}

/** What a run comes to: the object that `parley test --tau2 --json` prints. */
export interface Tau2Report {
  tasks: number
  passed: number
  passRate: number
  needingWriteOrStatement: { tasks: number; passed: number; passRate: number }
  results: Omit<Tau2Result, 'transcript'>[]
  seconds: number
}

interface RunOptions {
  /** Milliseconds of a clock that only runs forward. */
  nowMs(): number
  onResult?(result: Tau2Result): void
}

/** Plays and grades one task after another, each on a fresh copy of the database. */
export async function runTau2(
  tasks: readonly Tau2Task[],
  ground: Tau2Ground,
  { nowMs, onResult }: RunOptions,
): Promise<Tau2Report> {
  const startedAt = nowMs()
  const results: Tau2Result[] = []
  for (const task of tasks) {
    const result = await playTask(task, ground)
    results.push(result)
    onResult?.(result)
  }
  return {
    ...rateOf(results),
    needingWriteOrStatement: rateOf(results.filter(({ needsWriteOrStatement }) => needsWriteOrStatement)),
    results: results.map(({ transcript: _transcript, ...result }) => result),
    seconds: Math.round((nowMs() - startedAt) / 10) / 100,
  }
}

function rateOf(results: readonly Tau2Result[]): { tasks: number; passed: number; passRate: number } {
  const passed = results.filter((result) => result.passed).length
  const rate = results.length === 0 ? 0 : passed / results.length
  return { tasks: results.length, passed, passRate: Math.round(rate * 10_000) / 10_000 }
}

async function playTask(task: Tau2Task, ground: Tau2Ground): Promise<Tau2Result> {
  const { backEnd } = ground
  const expected = await rightEnd(task, ground)
  const needsWriteOrStatement = expected.changes || task.communicate.length > 0
  const script = ground.script(task.id)
  const none = { id: task.id, needsWriteOrStatement, differences: [], notCommunicated: [], turns: 0, transcript: [] }
  if (script === null)
    return {
      ...none,
      passed: false,
      database: 'not graded',
      problem: `no script: customers/${task.id}.yaml is missing`,
    }
  const played = await playScenario(
    {
      ...script,
      max_turns: script.max_turns ?? tau2Turns,
      name: task.id,
      file: `customers/${task.id}.yaml`,
      line: null,
      tags: [],
      at: new Date(ground.atMs).toISOString(),
    },
    ground.theatre,
  )
  const differing = differences(expected.state, await backEnd.state(), backEnd.bookkeeping)
  const said = played.transcript.flatMap(({ from, text }) => (from === 'assistant' ? [text] : []))
  const unsaid = notCommunicated(task.communicate, said)
  const ending = played.failures[0]
  // Somebody who is asked what they cannot answer leaves; a conversation without an end is none that went well.
  const isUnfinished = ending !== undefined && ending.expectation !== 'answers'
  const isRight =
    (!task.basis.includes('DB') || differing.length === 0) &&
    (!task.basis.includes('COMMUNICATE') || unsaid.length === 0)
  return {
    id: task.id,
    passed: isRight && !isUnfinished,
    needsWriteOrStatement,
    database: task.basis.includes('DB') ? (differing.length === 0 ? 'same' : 'different') : 'not graded',
    differences: differing,
    notCommunicated: unsaid,
    problem: ending ? `${ending.expected}: ${ending.got}` : expected.problem,
    turns: played.turns,
    transcript: played.transcript,
  }
}

/** The database as it should be in the end: what the task's actions make of a fresh one. */
async function rightEnd(
  task: Tau2Task,
  { backEnd, operate, atMs }: Tau2Ground,
): Promise<{ state: BackEndState; changes: boolean; problem: string | null }> {
  await backEnd.reset(atMs)
  const fresh = await backEnd.state()
  let problem: string | null = null
  for (const action of task.actions) {
    const operated = await operate(action.name, action.arguments)
    if (operated.kind === 'refused') problem ??= `the task's own ${action.name} is refused: ${operated.problem}`
  }
  const state = await backEnd.state()
  return { state, changes: differences(fresh, state, backEnd.bookkeeping).length > 0, problem }
}
