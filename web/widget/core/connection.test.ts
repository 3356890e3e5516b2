import fc from 'fast-check'
import { expect, test } from 'vitest'
import { advance, type ConnectionInput, disconnected, pauseMs } from './connection.ts'
import { limits } from './limits.ts'

function run(...inputs: ConnectionInput[]) {
  let state = disconnected
  const effects = []
  for (const input of inputs) {
    const step = advance(state, input, 0.5)
    state = step.state
    effects.push(...step.effects)
  }
  return { state, effects }
}
const start = { type: 'start' } as const
const dropped = { type: 'dropped' } as const
const timer = { type: 'timer' } as const

test('a first start opens a socket', () => {
  expect(run(start).effects).toEqual([{ do: 'open', via: 'socket' }])
})

test('after two failed sockets plain HTTP is tried, then both in turn', () => {
  const { effects } = run(start, dropped, timer, dropped, timer, dropped, timer, dropped, timer)
  expect(effects.flatMap((effect) => (effect.do === 'open' ? [effect.via] : []))).toEqual([
    'socket',
    'socket',
    'http',
    'socket',
    'http',
  ])
})

test('a connection that became ready begins anew with short pauses', () => {
  const { effects } = run(start, dropped, timer, dropped, timer, { type: 'ready' }, dropped)
  expect(effects.at(-1)).toEqual({ do: 'wait', ms: pauseMs(1, 0.5) })
})

test('no network means no attempts until it is back', () => {
  const { state, effects } = run(start, { type: 'network', up: false }, timer, { type: 'hurry' }, dropped)
  expect(state.phase).toBe('offline')
  expect(effects.filter((effect) => effect.do === 'open')).toHaveLength(1)
  expect(advance(state, { type: 'network', up: true }, 0).effects).toEqual([{ do: 'open', via: 'socket' }])
})

test('a customer who acts does not wait for the pause', () => {
  expect(run(start, dropped, { type: 'hurry' }).effects.slice(-2)).toEqual([
    { do: 'stop-waiting' },
    { do: 'open', via: 'socket' },
  ])
})

test('plain HTTP gives way to a socket after a while', () => {
  const { effects } = run(start, dropped, timer, dropped, timer, { type: 'ready' }, { type: 'upgrade' })
  expect(effects.slice(-2)).toEqual([{ do: 'close' }, { do: 'open', via: 'socket' }])
})

test('pauses grow to half a minute and never beyond, whatever chance says', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (failures, random) => {
        const ms = pauseMs(failures, random)
        expect(ms).toBeGreaterThanOrEqual(limits.backoffFirstMs / 2)
        expect(ms).toBeLessThanOrEqual(limits.backoffMaxMs)
      },
    ),
  )
})

test('at any moment at most one link is open, and one is open exactly while connecting or online', () => {
  const input = fc.constantFrom<ConnectionInput>(
    start,
    dropped,
    timer,
    { type: 'stop' },
    { type: 'ready' },
    { type: 'hurry' },
    { type: 'upgrade' },
    { type: 'network', up: true },
    { type: 'network', up: false },
  )
  fc.assert(
    fc.property(fc.array(input, { maxLength: 60 }), (inputs) => {
      let state = disconnected
      let links = 0
      for (const next of inputs) {
        const step = advance(state, next, 0)
        state = step.state
        for (const effect of step.effects) {
          if (effect.do === 'open') links += 1
          if (effect.do === 'close') links = 0
        }
        expect(links).toBe(state.phase === 'connecting' || state.phase === 'online' ? 1 : 0)
      }
    }),
  )
})
