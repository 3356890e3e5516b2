import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ManualClock } from '#domain/clock.ts'
import type { Identity } from '#domain/customer.ts'
import type { Json } from '#domain/json.ts'
import type { ClaimedTurn } from '#ports/conversation-store.ts'
import type { JournalEntry, ToolJournal } from '#ports/tool-journal.ts'
import { defineTool, ok, type Tool, type ToolResult, toolSet } from './index.ts'
import { runTool } from './run-tool.ts'

const claim = { conversation: { id: 'cv_1' } } as ClaimedTurn
const verified: Identity = { level: 'verified', customer: null, by: 'test', attributes: {} }

function journal(entries = new Map<string, JournalEntry>()): ToolJournal {
  return {
    begin: async (_claim, key, _tool, input, atMs) => {
      const entry = entries.get(key)
      if (entry) return { kind: 'existing', entry }
      entries.set(key, { status: 'started', input, startedAtMs: atMs })
      return { kind: 'begun' }
    },
    finish: async (_claim, key, outcome, atMs) => {
      entries.set(key, { status: 'finished', input: entries.get(key)?.input ?? null, outcome, startedAtMs: atMs })
    },
  }
}

/** A name on an account, and a tool that changes it back to what it was. */
function account(
  over: { before?: () => Promise<ToolResult<Json>>; back?: string; backInput?: (name: Json) => Json } = {},
) {
  let name = 'Ada'
  const tool = defineTool({
    name: 'change_name',
    description: 'Changes the name',
    input: z.strictObject({ name: z.string() }),
    output: z.object({ name: z.string() }),
    needs: 'anonymous',
    sideEffect: 'write',
    idempotent: true,
    before: over.before ?? (async () => ok<Json>(name)),
    compensate: (_input, _made, before) => ({
      tool: over.back ?? 'change_name',
      input: { name: over.backInput ? over.backInput(before) : before },
    }),
    run: async (input) => {
      name = input.name
      return ok({ name })
    },
    reconcile: async () => ({ kind: 'happened', result: ok({ name }) }),
  })
  return { tool, name: () => name }
}

const deps = (tools: Tool[], kept = journal()) => ({
  claim,
  tools: toolSet(tools),
  identity: verified,
  settings: {},
  nowMs: 5,
  journal: kept,
  clock: new ManualClock(7),
})
const call = { name: 'change_name', input: { name: 'Bea' }, key: '1.2.0' }

describe('a call that has an inverse', () => {
  test('names it with how things were before, and leads back', async () => {
    const { tool, name } = account()
    const outcome = await runTool(call, deps([tool]))
    expect(outcome).toEqual({
      kind: 'ok',
      value: { name: 'Bea' },
      compensation: { tool: 'change_name', input: { name: 'Ada' } },
    })
    if (outcome.kind !== 'ok' || outcome.compensation === undefined) throw new Error('no way back')
    await runTool(
      { name: outcome.compensation.tool, input: outcome.compensation.input, key: '1.2.0:undo' },
      deps([tool]),
    )
    expect(name()).toBe('Ada')
  })

  test('keeps it in the journal, so that a turn that is run again has the same way back', async () => {
    const { tool } = account()
    const kept = journal()
    const first = await runTool(call, deps([tool], kept))
    expect(await runTool(call, deps([tool], kept))).toEqual(first)
  })

  test('has none after a crash: how things were before is not known any more', async () => {
    const { tool } = account()
    const entries = new Map<string, JournalEntry>([
      ['1.2.0:change_name', { status: 'started', input: { name: 'Bea' }, startedAtMs: 1 }],
    ])
    const outcome = await runTool(call, deps([tool], journal(entries)))
    expect(outcome).not.toHaveProperty('compensation')
  })

  test('has none where naming it fails; the change is made nevertheless, and told', async () => {
    const backInput = () => {
      throw new Error('broken')
    }
    const { tool, name } = account({ backInput })
    expect(await runTool({ name: 'change_name', input: { name: 'Bo' }, key: 'k' }, deps([tool]))).toEqual({
      kind: 'ok',
      value: { name: 'Bo' },
    })
    expect(name()).toBe('Bo')
  })

  test('has none where how things are cannot be read; the change is made nevertheless', async () => {
    const { tool, name } = account({ before: async () => ({ kind: 'failed', reason: 'unavailable', effect: 'none' }) })
    expect(await runTool(call, deps([tool]))).toEqual({ kind: 'ok', value: { name: 'Bea' } })
    expect(name()).toBe('Bea')
    const throwing = account({ before: () => Promise.reject(new Error('broken')) })
    expect(await runTool(call, deps([throwing.tool]))).toEqual({ kind: 'ok', value: { name: 'Bea' } })
  })

  test.each([
    ['is no tool', { back: 'nothing_like_it' }],
    ['would not be taken by its tool', { backInput: () => 7 }],
  ])('that %s is none', async (_what, over) => {
    const { tool } = account(over)
    expect(await runTool(call, deps([tool]))).not.toHaveProperty('compensation')
  })
})
