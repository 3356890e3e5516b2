import { backoffMs } from '../../shared/backoff.ts'
import { limits } from './limits.ts'

/**
 * When to connect, by which way, and how long to wait: as a value, so that every path through it can be tested without a network.
 * idle: nobody wants a connection. connecting, online: a link is open. waiting: a pause before the next attempt. offline: the
 * browser says there is no network, so no attempt is made until it says otherwise.
 */
export interface ConnectionState {
  phase: 'idle' | 'connecting' | 'online' | 'waiting' | 'offline'
  via: 'socket' | 'http'
  /** Attempts in a row that did not become ready. */
  failures: number
}

export type ConnectionInput =
  | { type: 'start' }
  | { type: 'stop' }
  | { type: 'ready' }
  /** The open link ended, or never became ready. */
  | { type: 'dropped' }
  /** The pause is over. */
  | { type: 'timer' }
  /** The customer does something: do not make them wait for the pause. */
  | { type: 'hurry' }
  | { type: 'network'; up: boolean }
  /** Plain HTTP has been used long enough: see whether a socket goes through now. */
  | { type: 'upgrade' }

export type ConnectionEffect =
  | { do: 'open'; via: 'socket' | 'http' }
  | { do: 'close' }
  | { do: 'wait'; ms: number }
  | { do: 'stop-waiting' }

export const disconnected: ConnectionState = { phase: 'idle', via: 'socket', failures: 0 }

/** @param random in [0, 1): spreads the reconnects of many visitors after a restart. */
export function advance(
  state: ConnectionState,
  input: ConnectionInput,
  random: number,
): { state: ConnectionState; effects: ConnectionEffect[] } {
  const stay = { state, effects: [] }
  const open = (from: ConnectionState, first: ConnectionEffect[] = []) => {
    const via = wayFor(from.failures)
    return { state: { ...from, phase: 'connecting' as const, via }, effects: [...first, { do: 'open' as const, via }] }
  }
  switch (input.type) {
    case 'start':
      return state.phase === 'idle' ? open({ ...state, failures: 0 }) : stay
    case 'stop':
      return { state: disconnected, effects: [{ do: 'stop-waiting' }, { do: 'close' }] }
    case 'ready':
      return state.phase === 'connecting' ? { state: { ...state, phase: 'online', failures: 0 }, effects: [] } : stay
    case 'dropped': {
      if (state.phase !== 'connecting' && state.phase !== 'online') return stay
      const failures = state.failures + 1
      return {
        state: { ...state, phase: 'waiting', failures },
        effects: [{ do: 'close' }, { do: 'wait', ms: pauseMs(failures, random) }],
      }
    }
    case 'timer':
      return state.phase === 'waiting' ? open(state) : stay
    case 'hurry':
      return state.phase === 'waiting' ? open(state, [{ do: 'stop-waiting' }]) : stay
    case 'network':
      if (input.up) return state.phase === 'offline' ? open({ ...state, failures: 0 }) : stay
      if (state.phase === 'idle' || state.phase === 'offline') return stay
      return { state: { ...state, phase: 'offline' }, effects: [{ do: 'stop-waiting' }, { do: 'close' }] }
    case 'upgrade':
      return state.phase === 'online' && state.via === 'http' ? open(state, [{ do: 'close' }]) : stay
  }
}

/** Sockets first; after a few failures plain HTTP and sockets in turn, since either may be what is broken. */
function wayFor(failures: number): 'socket' | 'http' {
  const beyond = failures - limits.socketFailuresBeforeHttp
  return beyond >= 0 && beyond % 2 === 0 ? 'http' : 'socket'
}

export function pauseMs(failures: number, random: number): number {
  return backoffMs(failures, random, { firstMs: limits.backoffFirstMs, maxMs: limits.backoffMaxMs })
}
