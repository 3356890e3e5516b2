import { expect, test } from 'vitest'
import { z } from 'zod'
import { anonymous } from '#domain/customer.ts'
import { defineTool, ok, type ToolContext, toolSet } from '#tools/index.ts'
import { faultyTools } from './faults.ts'
import { type Fault, Scenario } from './schema.ts'

function tools() {
  const done: string[] = []
  const set = toolSet([
    defineTool({
      name: 'cancel',
      description: 'Cancels',
      input: z.object({}),
      output: z.object({}),
      needs: 'anonymous',
      sideEffect: 'write',
      idempotent: true,
      run: async (_, { idempotencyKey }) => {
        done.push(idempotencyKey)
        return ok({})
      },
      reconcile: async (_, { idempotencyKey }) =>
        done.includes(idempotencyKey) ? { kind: 'happened', result: ok({}) } : { kind: 'did-not-happen' },
    }),
  ])
  return { done, set }
}

const context = (idempotencyKey: string): ToolContext => ({
  idempotencyKey,
  signal: new AbortController().signal,
  http: { request: async () => ({ kind: 'no-answer', reason: 'unavailable', effect: 'none' }) as never },
  settings: {},
  identity: anonymous,
  nowMs: 0,
})

async function met(fault: Fault, ...keys: string[]) {
  const { done, set } = tools()
  const tool = faultyTools(set, { cancel: fault }).get('cancel')
  const results: unknown[] = []
  for (const key of keys) results.push(await tool?.run({}, context(key)))
  return { done, results, tool }
}

test('a tool that fails has done nothing, and trying the same call again does not help', async () => {
  const { done, results } = await met({ outcome: 'failed', times: 1 }, 'a', 'a', 'b')
  expect(results).toMatchObject([{ kind: 'failed', effect: 'none' }, { kind: 'failed' }, { kind: 'ok' }])
  expect(done).toEqual(['b'])
})

test('where the answer is lost it is done, and whoever asks is told', async () => {
  const { done, results, tool } = await met({ outcome: 'lost' }, 'a')
  expect(results).toMatchObject([{ kind: 'failed', effect: 'possible' }])
  expect(done).toEqual(['a'])
  expect(await tool?.reconcile?.({}, context('a'))).toMatchObject({ kind: 'happened' })
})

test('where nobody can tell, asking does not help either', async () => {
  const { done, tool } = await met({ outcome: 'unknown', times: 1 }, 'a', 'b')
  expect(done).toEqual(['b'])
  expect(await tool?.reconcile?.({}, context('a'))).toEqual({ kind: 'unknown' })
  expect(await tool?.reconcile?.({}, context('b'))).toMatchObject({ kind: 'happened' })
})

test('a refusal has its code; tools without a fault are as they were', async () => {
  const { results } = await met({ outcome: 'refused', code: 'too-late' }, 'a')
  expect(results).toMatchObject([{ kind: 'refused', code: 'too-late' }])
  const { set } = tools()
  expect(faultyTools(set, { other: { outcome: 'failed' } }).get('cancel')).toBe(set.get('cancel'))
  expect(faultyTools(set, {}).get('constructor')).toBeUndefined()
})

test('a refusal without a code, and a code without a refusal, are told', () => {
  const read = (fault: unknown) =>
    Scenario.safeParse({ turns: [{ say: 'x' }], expect: { handoff: false }, faults: { cancel: fault } }).success
  expect(['failed', 'unknown', 'lost', { outcome: 'failed', times: 2 }].map(read)).toEqual([true, true, true, true])
  expect(read({ outcome: 'refused', code: 'late' })).toBe(true)
  expect(
    ['refused', 'slow', { outcome: 'refused' }, { outcome: 'failed', code: 'x' }, { outcome: 'lost', times: 0 }].map(
      read,
    ),
  ).toEqual([false, false, false, false, false])
})
