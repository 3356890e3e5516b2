import type { ClientFrame, Problem, ServerFrame } from '#contracts'
import { sessionLost } from './api.ts'
import { limits } from './limits.ts'
import type { Link, LinkListener, LinkTarget } from './link.ts'
import type { Surroundings } from './surroundings.ts'

/** The conversation over `GET /v1/conversations/{id}/socket` (frames: contracts/socket.ts). */
export function openSocketLink(around: Surroundings, target: LinkTarget, listener: LinkListener): Link {
  const { conversation, token } = target.session
  const address = `${around.server.replace(/^http/, 'ws')}/v1/conversations/${encodeURIComponent(conversation)}/socket`
  const sent = new Set<string>()
  /** Client id → calls off the alarm that goes when no acknowledgement comes. */
  const alarms = new Map<string, () => void>()
  let isReady = false
  let over = false
  let stopPing = () => {}
  let stopPong = () => {}

  const socket = around.openSocket(address)
  const stopReady = around.later(limits.readyMs, () => drop(null))

  function end(): void {
    over = true
    stopReady()
    stopPing()
    stopPong()
    for (const stop of alarms.values()) stop()
    socket.onopen = socket.onmessage = socket.onclose = socket.onerror = null
    socket.close()
  }
  function drop(problem: Problem | null): void {
    if (over) return
    end()
    listener.dropped(problem)
  }
  function transmit(frame: ClientFrame): void {
    if (!over && socket.readyState === 1) socket.send(JSON.stringify(frame))
  }
  function settle(clientId: string): void {
    alarms.get(clientId)?.()
    alarms.delete(clientId)
  }
  function schedulePing(): void {
    stopPing = around.later(limits.pingMs, () => {
      transmit({ type: 'ping' })
      stopPong = around.later(limits.pongMs, () => drop(null))
    })
  }
  /** Anything heard proves the connection alive. */
  function heard(): void {
    stopPing()
    stopPong()
    if (!over && isReady) schedulePing()
  }

  socket.onopen = () => transmit({ type: 'hello', token, after: target.after })
  socket.onerror = () => drop(null)
  socket.onclose = () => drop(null)
  socket.onmessage = ({ data }) => {
    const frame = parse(data)
    if (!frame) return
    if (frame.type === 'ready') {
      isReady = true
      stopReady()
      listener.ready()
    } else if (frame.type === 'ack') {
      settle(frame.clientId)
      listener.acknowledged(frame.clientId)
    } else if (frame.type === 'event') listener.event(frame.event)
    else if (frame.type === 'draft' || frame.type === 'retract') listener.drafted(frame)
    else if (frame.type === 'typing') listener.typing(frame.on, frame.by)
    else if (frame.type === 'problem') {
      if (frame.clientId === undefined || sessionLost(frame.problem)) drop(frame.problem)
      else if (frame.problem.retryable) drop(null)
      else {
        settle(frame.clientId)
        sent.delete(frame.clientId)
        listener.refused(frame.clientId, frame.problem)
      }
    }
    heard()
  }

  return {
    send(entry) {
      if (over || !isReady || sent.has(entry.clientId)) return
      sent.add(entry.clientId)
      alarms.set(
        entry.clientId,
        around.later(limits.ackMs, () => drop(null)),
      )
      const { clientId, text, payload } = entry
      transmit({ type: 'message', clientId, text, ...(payload !== null && { payload }) })
    },
    typing: (on) => isReady && transmit({ type: 'typing', on }),
    close: () => !over && end(),
  }
}

/** Unknown frames of a newer server are passed over. */
function parse(data: unknown): ServerFrame | null {
  if (typeof data !== 'string') return null
  try {
    const frame: unknown = JSON.parse(data)
    return typeof frame === 'object' && frame !== null && 'type' in frame ? (frame as ServerFrame) : null
  } catch {
    return null
  }
}
