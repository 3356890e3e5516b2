import type { CustomerEvent, EventList } from '#contracts'
import { type Api, ProblemError, sessionLost } from './api.ts'
import { limits } from './limits.ts'
import type { Link, LinkListener, LinkTarget } from './link.ts'
import type { OutboxEntry } from './outbox.ts'
import { serverSentData } from './server-sent.ts'
import type { Surroundings } from './surroundings.ts'

/**
 * The conversation over plain requests, for networks that let no WebSocket through: POST for each message, one at a time so that they
 * stay in order, and the event stream (or, where even that is cut, the list again and again) for what comes back.
 */
export function openHttpLink(around: Surroundings, api: Api, target: LinkTarget, listener: LinkListener): Link {
  const { session } = target
  const stop = new AbortController()
  const sent = new Set<string>()
  let queue = Promise.resolve()
  let after = target.after
  let over = false

  function drop(reason: unknown): void {
    if (over) return
    over = true
    stop.abort()
    listener.dropped(reason instanceof ProblemError ? reason.problem : null)
  }
  function deliver(event: CustomerEvent): void {
    if (over) return
    if (event.seq > after) after = event.seq
    listener.event(event)
  }
  async function post(entry: OutboxEntry): Promise<void> {
    if (over) return
    try {
      await api.send(session, entry)
      if (!over) listener.acknowledged(entry.clientId)
    } catch (reason) {
      const problem = reason instanceof ProblemError ? reason.problem : null
      if (problem === null || problem.retryable || sessionLost(problem)) drop(reason)
      else if (!over) listener.refused(entry.clientId, problem)
    }
  }
  async function follow(): Promise<void> {
    let greeted = false
    while (!over) {
      const response = await api.follow(session, after, stop.signal)
      if (!greeted && !over) listener.ready()
      greeted = true
      if (response.headers.get('content-type')?.startsWith('text/event-stream') && response.body) {
        for await (const data of serverSentData(response.body)) {
          const event = parse(data)
          if (event) deliver(event)
        }
      } else {
        const list = (await response.json()) as EventList
        for (const event of list.events) deliver(event)
      }
      await new Promise<void>((resolve) => {
        const cancel = around.later(limits.pollMs, resolve)
        stop.signal.addEventListener('abort', () => {
          cancel()
          resolve()
        })
      })
    }
  }
  follow().catch(drop)

  return {
    send(entry) {
      if (over || sent.has(entry.clientId)) return
      sent.add(entry.clientId)
      queue = queue.then(() => post(entry))
    },
    typing: () => {},
    close() {
      over = true
      stop.abort()
    },
  }
}

function parse(data: string): CustomerEvent | null {
  try {
    const value: unknown = JSON.parse(data)
    return typeof value === 'object' && value !== null && 'seq' in value && 'kind' in value
      ? (value as CustomerEvent)
      : null
  } catch {
    return null
  }
}
