import type { OutcomeKind } from '#domain/reply.ts'
import { own } from '../flow-language/index.ts'
import { expectSilence } from './alarms.ts'
import { type Run, sayBuiltIn } from './run.ts'
import type { EngineResult } from './types.ts'

/** What a turn leaves: the state for the next one, and its result. Never silence where somebody wrote. */
export function finish(run: Run): EngineResult {
  const { state, did } = run
  if (run.items.length === 0 && !run.clockSpeaks) sayBuiltIn(run, 'repair.acknowledge')
  markQuestion(run)
  sayQueued(run)
  if (!run.clockSpeaks) state.misunderstandings = did.misunderstand || did.outOfScope ? state.misunderstandings + 1 : 0
  if (run.handoff !== null) state.misunderstandings = 0
  if (did.answer || state.stack.length === 0) delete state.personRefused
  if (state.care !== undefined && !did.care && !run.clockSpeaks) {
    if (state.care > 1 && run.handoff === null) state.care -= 1
    else delete state.care
  }
  // With another task open, what lapsed is no longer what a yes could be meant for.
  if (state.stack.length > 0 || did.start) delete state.lapsed
  if (run.justDone.length > 0)
    state.justDone = { flow: run.justDone[0]?.flow ?? '', keys: run.justDone.map(({ key }) => key) }
  else delete state.justDone
  // A reminder does not take the place of the question.
  if (!did.repeat && (!run.clockSpeaks || state.pending !== run.answering)) state.lastSays = run.items
  expectSilence(run)
  return {
    state,
    items: run.items,
    outcome: outcomeOf(run),
    identity: run.identity,
    handoff: run.handoff,
    toolCalls: run.toolCalls,
    mentioned: run.mentioned,
    reasons: run.reasons,
    ended: run.ended,
    visited: run.visited,
    writer: run.writer,
    remembered: run.remembered,
  }
}

/** Before the question: what was heard besides and comes next. */
function sayQueued(run: Run): void {
  const waiting = run.queued.filter((name) => run.state.queue.some((wish) => wish.flow === name))
  if (waiting.length === 0 || run.handoff !== null || run.ended) return
  const question = run.items.splice(run.questionAt ?? run.items.length)
  for (const name of waiting) {
    const asks = run.state.queue.some((wish) => wish.flow === name && wish.asks === true)
    sayBuiltIn(run, asks ? 'repair.queued-asks' : 'repair.queued', {
      flow: own(run.env.flows.flows, name)?.called ?? name,
    })
  }
  run.items.push(...question)
}

/** Where the question begins. What is only offered in passing, or asks nothing in particular, stands beside other buttons. */
function markQuestion({ items, questionAt, state: { pending } }: Run): void {
  if (pending === null || pending.kind === 'anything-else' || (pending.kind === 'offer' && pending.beside)) return
  const at = questionAt === null ? -1 : items.findIndex((item, index) => index >= questionAt && item.kind === 'say')
  const item = items[at]
  if (item?.kind === 'say') items[at] = { ...item, asks: true }
}

function outcomeOf(run: Run): OutcomeKind {
  const { did } = run
  if (run.handoff !== null) return 'handed-off'
  if (run.clockSpeaks && run.items.length === 0) return 'held'
  if (did.fail) return 'failed'
  if (did.act) return 'acted'
  if (did.refuse) return 'refused'
  if (did.clarify) return 'clarified'
  const { pending } = run.state
  return pending !== null && pending.kind !== 'anything-else' ? 'asked' : 'answered'
}
