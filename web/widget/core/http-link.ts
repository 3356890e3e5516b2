import type { CustomerEvent, Draft, Retract } from '#contracts'
import { type Api, ProblemError, sessionLost } from './api.ts'
import { limits } from './limits.ts'
import type { Link, LinkListener, LinkTarget } from './link.ts'
import type { OutboxEntry } from './outbox.ts'
import { serverSentData } from './server-sent.ts'
import type { Surroundings } from './surroundings.ts'

/**
 * The conversation over plain requests, for networks that let no WebSocket through: POST for each message, one at a time so that they
 * stay in order, and the event stream (or, where no stream gets through, long polling) for what comes back.
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
      else if (!over) {
        sent.delete(entry.clientId)
        listener.refused(entry.clientId, problem)
      }
    }
  }
  /** Events as they come. Ends when the stream ends; false where no stream gets through. */
  async function stream(): Promise<boolean> {
    const body = await api.stream(session, after, stop.signal)
    if (body === null) return false
    if (!over) listener.ready()
    for await (const data of serverSentData(body)) {
      const said = parse(data)
      if (said === null || over) continue
      if ('type' in said) listener.drafted(said)
      else deliver(said)
    }
    return true
  }
  /** The list, asked for again as soon as it was answered; the server holds the answer back while there is nothing new. */
  async function poll(): Promise<void> {
    for (let waitSeconds = 0; !over; waitSeconds = limits.longPollSeconds) {
      const askedMs = around.nowMs()
      const { events } = await api.events(session, after, waitSeconds, stop.signal)
      if (waitSeconds === 0 && !over) listener.ready()
      for (const event of events) deliver(event)
      // A server or proxy that does not hold back must not be asked without a pause.
      if (waitSeconds > 0 && events.length === 0 && around.nowMs() - askedMs < limits.pollMs) await pause(limits.pollMs)
    }
  }
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const cancel = around.later(ms, resolve)
      stop.signal.addEventListener('abort', () => {
        cancel()
        resolve()
      })
    })
  async function follow(): Promise<void> {
    // The end of a stream is a dropped connection like any other: the next attempt goes on from the last event.
    if (await stream()) drop(null)
    else await poll()
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

function parse(data: string): CustomerEvent | Draft | Retract | null {
  try {
    const value: unknown = JSON.parse(data)
    if (typeof value !== 'object' || value === null) return null
    if ('type' in value) return value.type === 'draft' || value.type === 'retract' ? (value as Draft | Retract) : null
    return 'seq' in value && 'kind' in value ? (value as CustomerEvent) : null
  } catch {
    return null
  }
}
