import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { DeskClientFrame, DeskServerFrame } from '#contracts'
import { backoffMs } from '../../shared/backoff.ts'
import { keys } from './queries.ts'

const pause = { firstMs: 500, maxMs: 15_000 }
/** Notices within this time are answered with one reading: a turn makes several. */
const gatherMs = 120
const pingMs = 25_000

export interface Live {
  connected: boolean
  typing(conversation: string, on: boolean): void
}

/** Keeps the socket of the desk open and reads again what it says has changed. */
export function useLive(session: string): Live {
  const client = useQueryClient()
  const [connected, setConnected] = useState(false)
  const socket = useRef<WebSocket | null>(null)

  useEffect(() => {
    let over = false
    let failures = 0
    let retry: ReturnType<typeof setTimeout> | undefined
    let gather: ReturnType<typeof setTimeout> | undefined
    let ping: ReturnType<typeof setInterval> | undefined
    const changed = new Set<string>()

    function readAgain() {
      gather = undefined
      for (const conversation of changed) void client.invalidateQueries({ queryKey: keys.detail(conversation) })
      changed.clear()
      void client.invalidateQueries({ queryKey: keys.lists })
    }
    function connect() {
      const open = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/v1/desk/socket`)
      socket.current = open
      open.onopen = () => open.send(JSON.stringify({ type: 'hello', session } satisfies DeskClientFrame))
      open.onmessage = ({ data }) => {
        const frame = JSON.parse(String(data)) as DeskServerFrame
        if (frame.type === 'ready') {
          failures = 0
          setConnected(true)
          ping = setInterval(() => open.send(JSON.stringify({ type: 'ping' } satisfies DeskClientFrame)), pingMs)
          // What happened while nobody listened is not told again.
          void client.invalidateQueries()
        } else if (frame.type === 'changed') {
          changed.add(frame.conversation)
          gather ??= setTimeout(readAgain, gatherMs)
        }
      }
      open.onclose = () => {
        clearInterval(ping)
        setConnected(false)
        if (over) return
        failures += 1
        retry = setTimeout(connect, backoffMs(failures, Math.random(), pause))
      }
    }
    connect()
    return () => {
      over = true
      clearTimeout(retry)
      clearTimeout(gather)
      clearInterval(ping)
      socket.current?.close()
    }
  }, [session, client])

  return {
    connected,
    typing(conversation, on) {
      if (socket.current?.readyState === WebSocket.OPEN)
        socket.current.send(JSON.stringify({ type: 'typing', conversation, on } satisfies DeskClientFrame))
    },
  }
}
