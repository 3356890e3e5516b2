import type { WebSocket } from '@fastify/websocket'
import type { z } from 'zod'
import { appError } from '#domain/errors.ts'

export const closeCodes = { policy: 1008, tryAgain: 1013 } as const

/** A connection that does not say who it is within this time is closed. */
const helloWithinMs = 10_000
/** Frames of one connection that wait to be handled: whoever sends faster than they can be is cut off. */
const framesWaiting = 500
/** How often a connection is asked whether it is still there; one that has not answered by the next time is cut. */
const heartbeatMs = 30_000

/** Parses a frame; a wrong one gets a problem and changes nothing. */
export function parseFrame<T>(schema: z.ZodType<T>, data: unknown): T {
  let value: unknown
  try {
    value = JSON.parse(String(data))
  } catch {
    throw appError('request.invalid', { problem: 'the frame is not JSON' })
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw appError('request.invalid', { problem: `${issue?.path.join('.') || 'frame'}: ${issue?.message ?? 'wrong'}` })
}

/**
 * Handles the frames of a connection one after the other, as they were sent: messages must not overtake each other on their way to
 * the store, nor the hello before them. `handle` sees to its own errors.
 */
export function inOrder(socket: WebSocket, handle: (data: unknown) => Promise<void>): void {
  let last: Promise<void> = Promise.resolve()
  let waiting = 0
  socket.on('message', (data) => {
    if (socket.readyState !== socket.OPEN) return
    waiting += 1
    if (waiting > framesWaiting) {
      socket.close(closeCodes.policy, 'too many frames')
      return
    }
    last = last.then(async () => {
      // What was sent before the customer left is still handled: a message must not be lost with the page it was written on.
      await handle(data)
      waiting -= 1
    })
  })
}

/** Cuts connections that have gone without a word (a phone out of reach): otherwise each would be kept for ever. */
export function heartbeat(socket: WebSocket): void {
  let alive = true
  socket.on('pong', () => {
    alive = true
  })
  const timer = setInterval(() => {
    if (!alive) return socket.terminate()
    alive = false
    socket.ping()
  }, heartbeatMs)
  timer.unref()
  socket.on('close', () => clearInterval(timer))
}

export function helloTimer(socket: WebSocket): NodeJS.Timeout {
  return setTimeout(() => socket.close(closeCodes.policy, 'no hello'), helloWithinMs)
}
