import type { Result } from './types.ts'

type Answering = AsyncGenerator<string, Result>
type Next = IteratorResult<string, Result>

/** A request that is under way, and how it is ended. */
export interface Runner {
  run: Answering
  cancel: () => void
}

/**
 * The answer of the first, and where it has said nothing after `afterMs` that of whoever speaks first of two: a request that hangs costs
 * little more time then. The slower one is ended.
 */
export async function* hedged(first: Runner, second: () => Runner, afterMs: number): Answering {
  const runners = [first]
  try {
    const firstNext = first.run.next()
    let winner = first
    let next: Next
    if (await isDone(firstNext, afterMs)) next = await firstNext
    else {
      const other = second()
      runners.push(other)
      const spoke = await firstToSpeak([
        { runner: first, next: firstNext },
        { runner: other, next: other.run.next() },
      ])
      winner = spoke.runner
      next = spoke.next
      for (const runner of runners) if (runner !== winner) end(runner)
    }
    while (!next.done) {
      yield next.value
      next = await winner.run.next()
    }
    return next.value
  } finally {
    for (const runner of runners) end(runner)
  }
}

function end(runner: Runner): void {
  runner.cancel()
  // Runs its accounts; it ends at once, for its request is cancelled.
  runner.run.return({ kind: 'left-alone' }).catch(() => {})
}

interface Speaking {
  runner: Runner
  next: Promise<Next>
}

/** A failure is no speaking as long as the other may still answer. */
async function firstToSpeak(speaking: [Speaking, Speaking]): Promise<{ runner: Runner; next: Next }> {
  const settled = speaking.map(async ({ runner, next }, index) => ({ runner, next: await next, index }))
  const one = await Promise.race(settled)
  const spoke = !one.next.done || one.next.value.kind === 'completed'
  if (spoke) return one
  return (await settled[1 - one.index]) ?? one
}

async function isDone(work: Promise<unknown>, withinMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), withinMs)
  })
  try {
    return await Promise.race([work.then(() => true), late])
  } finally {
    clearTimeout(timer)
  }
}
