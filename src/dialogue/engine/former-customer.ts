import type { Identity } from '#domain/customer.ts'
import type { DialogueState, Frame } from '#domain/dialogue-state.ts'
import { limits } from '../limits.ts'
import { withdrawAlarms } from './alarm-list.ts'
import { pushFrame } from './frames.ts'
import { flowOf, type Run, sayBuiltIn, taskOf } from './run.ts'

/**
 * Somebody else may write than before: the verification has ended by time (`state.former`), or another customer is verified. What was begun,
 * given and found out for the one is never seen by the other.
 */

/** The frame was begun for a customer who is not the one who writes, as far as is known. */
export const isOfFormer = ({ state }: { state: DialogueState }, frame: number): boolean =>
  state.former !== undefined && frame < state.former.frames

/**
 * Who writes has proved who they are, in `frame`. The same as before goes on with everything; of somebody else's the tasks, wishes, offers to
 * take back, alarms and results are gone. A task that asked for the proof is begun afresh: whoever answered wants it, but nothing that it knew.
 */
export function isProved(run: Run, frame: Frame, identity: Identity): void {
  const before = run.identity.customer
  const { former } = run.state
  run.identity = identity
  if (former?.customer === identity.customer) {
    run.state.finished = [...former.finished, ...run.state.finished].slice(-limits.remembered)
    delete run.state.former
    run.writer = 'back'
    return
  }
  const isOther = before !== null && before !== identity.customer
  if (!isOther && former === undefined) return
  // What was begun since the former one was last known is of whoever writes now, unless that was known to be yet another.
  const stays = ({ id }: { id: number }) => !isOther && former !== undefined && id >= former.frames
  run.writer = isOther ? 'other' : 'not-former'
  run.reasons.push('another customer than before is verified')
  forgetTasks(run, frame, stays)
  const { state } = run
  state.undoable = state.undoable.filter((done) => stays({ id: done.frame }))
  run.justDone = run.justDone.filter((done) => stays({ id: done.frame }))
  withdrawAlarms(state, ({ what }) => what.kind === 'scheduled' && !stays({ id: Number(what.by?.split(':')[0] ?? 0) }))
  for (const key of ['former', 'lastTask', 'lapsed', 'brief', 'personOffered'] as const) delete state[key]
  state.finished = []
  state.lastSays = []
  // What came up before this turn is no longer talked about, and no fact of the one is kept of the other.
  if (isOther) run.mentions = []
  run.profile = {}
  run.remembered = []
}

function forgetTasks(run: Run, proving: Frame, stays: (frame: Frame) => boolean): void {
  const { state } = run
  const task = taskOf(run, proving)
  const queue = state.queue.filter(({ of }) => of === undefined && run.writer === 'not-former')
  const isLost = (frame: Frame) => frame !== proving && !stays(frame) && (frame !== task || task.trail.length > 0)
  const isMore = state.stack.some(isLost) || queue.length < state.queue.length
  state.queue = queue
  state.stack = state.stack.filter((frame) => frame !== proving && stays(frame))
  if (isMore) sayBuiltIn(run, 'repair.other-customer')
  if (task !== proving && !stays(task)) proving.caller = begunAfresh(run, task, proving)
  state.stack.push(proving)
}

/** The task again, from its first step; a first step that went to the proof is done with it. */
function begunAfresh(run: Run, task: Frame, proving: Frame): Frame['caller'] {
  const flow = flowOf(run, task)
  const afresh = flow && pushFrame(run, flow, {}, {}, null)
  if (!afresh) return null
  const [first] = flow.steps
  const isLink = first?.kind === 'link' && first.returns && first.flow === proving.flow
  return { frame: afresh.id, why: isLink ? 'link' : 'verification' }
}
