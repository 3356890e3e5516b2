import { meets } from '#domain/customer.ts'
import type { Frame, Undoable } from '#domain/dialogue-state.ts'
import type { FlowName, ToolName } from '#domain/ids.ts'
import { own } from '../flow-language/index.ts'
import { limits } from '../limits.ts'
import { payloads } from '../payloads.ts'
import { isOfFormer } from './former-customer.ts'
import { endTask, handOff } from './frames.ts'
import { offerPerson } from './offering.ts'
import { calledTask, expectAnswer, frameById, type Run, sayBuiltIn, taskOf, topFrame } from './run.ts'
import type { EngineToolCall } from './types.ts'

/**
 * Remembers a call that changed something, so that it can be taken back, or truthfully be named as done. Without a compensation it can
 * only be named.
 */
export function noteDone(run: Run, frame: Frame, step: string, call: EngineToolCall): void {
  const { outcome } = call
  if (outcome.kind !== 'ok') return
  const task = taskOf(run, frame)
  const entry: Undoable = {
    frame: frame.id,
    task: task.id,
    flow: task.flow,
    step,
    tool: call.name,
    key: call.key,
    label: null,
    ...(outcome.compensation !== undefined && { compensation: outcome.compensation }),
  }
  run.state.undoable = [...run.state.undoable, entry].slice(-limits.remembered)
  run.justDone.push(entry)
}

/** How a tool's doing is spoken of: "the address change". */
export const calledTool = (run: Run, tool: ToolName): string =>
  run.env.tools.get(tool)?.called ?? tool.replaceAll('_', ' ')

const namesOf = (run: Run, entries: readonly Undoable[]): string[] => [
  ...new Set(entries.map(({ tool }) => calledTool(run, tool))),
]

const calledFlow = (run: Run, flow: FlowName | undefined): string =>
  flow === undefined ? '' : (own(run.env.flows.flows, flow)?.called ?? flow)

/** What the customer who writes may take back. */
const undoableOf = (run: Run): Undoable[] => run.state.undoable.filter(({ frame }) => !isOfFormer(run, frame))

/** What a task has changed so far, in order. */
export const doneFor = (run: Run, task: Frame): Undoable[] => undoableOf(run).filter((done) => done.task === task.id)

/**
 * Says which changes stay, and asks whether to take the others back; nothing is said where nothing was changed. Calls without a
 * compensation and those that the shop does not take back any more are among what stays.
 */
export function offerUndo(run: Run, done: readonly Undoable[]): void {
  const back = done.filter(({ compensation }) => compensation !== undefined)
  const kept = namesOf(
    run,
    done.filter(({ compensation }) => compensation === undefined),
  )
  const [first] = done
  if (first === undefined) return
  const flow = calledFlow(run, first.flow)
  if (kept.length > 0) sayBuiltIn(run, 'repair.cannot-undo', { flow, kept })
  if (back.length === 0) return
  const keys = back.map(({ key }) => key)
  expectAnswer(run, { kind: 'offer', offer: 'undo', keys })
  const { yes, no } = run.words.labels
  sayBuiltIn(run, 'repair.offer-undo', { flow, what: namesOf(run, back) }, [
    { label: yes, payload: payloads.offer('undo', 'yes', keys) },
    { label: no, payload: payloads.offer('undo', 'no', keys) },
  ])
  run.reasons.push(`offers to take back ${back.map(({ tool }) => tool).join(', ')}`)
}

/** "Take that back": the last change, at once where it is clear which one is meant, else after a yes. */
export async function undoLast(run: Run): Promise<void> {
  const last = undoableOf(run).at(-1)
  if (last === undefined) return sayBuiltIn(run, 'repair.nothing-to-undo')
  if (last.compensation === undefined) return offerUndo(run, [last])
  const top = topFrame(run)
  const isClear =
    (top !== undefined && taskOf(run, top).id === last.task) ||
    (run.state.justDone?.keys.includes(last.key) ?? false) ||
    (top === undefined && run.state.finished.at(-1)?.flow === last.flow)
  const wantsYes = run.env.tools.get(last.compensation.tool)?.confirm === true
  if (!isClear || wantsYes) return offerUndo(run, [last])
  await takeBack(run, [last])
}

/**
 * Runs the compensations, the newest first. Each is a call of its own, whose key is made from the key of what it takes back: a turn that
 * is run again after a crash meets it in the journal. What is taken back once is forgotten, so that it cannot be taken back twice.
 */
export async function takeBack(run: Run, entries: readonly Undoable[]): Promise<void> {
  const undone: Undoable[] = []
  const failed: Undoable[] = []
  for (const entry of [...entries].reverse()) {
    const ended = await compensate(run, entry)
    if (ended === 'unknown') {
      forget(run, entry)
      run.did.fail = true
      sayBuiltIn(run, 'repair.tool-unknown', { flow: calledFlow(run, entry.flow) })
      const note = `It is not known whether ${entry.tool} was taken back (${entry.key}).`
      return handOff(run, { reason: 'effect-unknown', team: null, priority: 'high', note })
    }
    if (ended === 'undone') undone.unshift(entry)
    else failed.unshift(entry)
  }
  const flow = calledFlow(run, entries[0]?.flow)
  if (undone.length > 0) {
    run.did.act = true
    sayBuiltIn(run, 'repair.undone', { flow, what: namesOf(run, undone) })
  }
  // What the rest of an open task was for is gone.
  for (const { task } of undone) {
    const frame = task === undefined ? undefined : frameById(run, task)
    if (frame !== undefined) endTask(run, frame)
  }
  run.did.finish = true
  if (failed.length === 0) return
  run.did.fail = undone.length === 0
  sayBuiltIn(run, 'repair.undo-failed', { flow, what: namesOf(run, failed) })
  offerPerson(run, 'repair.offer-hand-off')
}

async function compensate(run: Run, entry: Undoable): Promise<'undone' | 'failed' | 'unknown'> {
  const { compensation } = entry
  const facts = compensation && run.env.tools.get(compensation.tool)
  if (compensation === undefined || facts === undefined || !meets(run.identity.level, facts.needs)) {
    run.reasons.push(
      `${entry.tool} cannot be taken back${facts === undefined ? '' : ': who writes is not known well enough'}`,
    )
    return 'failed'
  }
  const tries = entry.tries ?? 0
  const call = {
    name: compensation.tool,
    input: compensation.input,
    key: `${entry.key}:undo${tries === 0 ? '' : `:${tries}`}`,
  }
  const outcome = await run.env.callTool(call, run.identity)
  run.toolCalls.push({ ...call, outcome })
  run.reasons.push(`takes ${entry.tool} back with ${call.name}: ${outcome.kind}`)
  switch (outcome.kind) {
    case 'ok':
      forget(run, entry)
      return 'undone'
    case 'refused':
      // The shop does not take it back any more: it stays done.
      withEntry(run, entry, ({ compensation: _gone, ...rest }) => rest)
      return 'failed'
    case 'failed':
      // Nothing was done; another try is another call.
      withEntry(run, entry, (same) => ({ ...same, tries: tries + 1 }))
      return 'failed'
    case 'unknown':
      return 'unknown'
  }
}

function forget(run: Run, entry: Undoable): void {
  run.state.undoable = run.state.undoable.filter(({ key }) => key !== entry.key)
}

function withEntry(run: Run, entry: Undoable, change: (same: Undoable) => Undoable): void {
  run.state.undoable = run.state.undoable.map((other) => (other.key === entry.key ? change(other) : other))
}

/** The answer to "shall I also undo …?". */
export async function answerUndo(run: Run, keys: readonly string[], yes: boolean): Promise<void> {
  const entries = undoableOf(run).filter(({ key }) => keys.includes(key))
  if (yes && entries.length > 0) return await takeBack(run, entries)
  if (yes) sayBuiltIn(run, 'repair.nothing-to-undo')
  else sayBuiltIn(run, 'repair.undo-declined', { flow: calledFlow(run, entries[0]?.flow) })
  run.did.finish = true
}

/**
 * "Stop!" when nothing is open any more, right after something was changed (the message may have come while the tool ran): the truth, and
 * the way back. False where the last turn changed nothing.
 */
export function stopTooLate(run: Run): boolean {
  const { justDone } = run.state
  const done = undoableOf(run).filter(({ key }) => justDone?.keys.includes(key) === true)
  if (done.length === 0) return false
  sayBuiltIn(run, 'repair.already-done', { flow: calledFlow(run, done[0]?.flow), what: namesOf(run, done) })
  offerUndo(run, done)
  return true
}

/** Ends a task at the customer's wish; what it has changed is named, and offered to be taken back. */
export function cancelTask(run: Run, frame: Frame): void {
  const task = taskOf(run, frame)
  const done = doneFor(run, task)
  const isDone = done.length > 0 || Object.keys(task.done).length > 0
  const called = calledTask(run, frame)
  sayBuiltIn(run, 'repair.cancelled', { flow: called, done: isDone })
  endTask(run, frame)
  offerUndo(run, done)
}
