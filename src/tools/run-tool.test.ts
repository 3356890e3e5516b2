import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ManualClock } from '#domain/clock.ts'
import type { Identity } from '#domain/customer.ts'
import type { Json } from '#domain/json.ts'
import type { ClaimedTurn } from '#ports/conversation-store.ts'
import type { JournalEntry, ToolJournal } from '#ports/tool-journal.ts'
import { defineTool, mapResult, ok, type Reconciled, refused, type Tool, type ToolResult, toolSet } from './index.ts'
import { outwardKey, runTool } from './run-tool.ts'

const claim = { conversation: { id: 'cv_1' } } as ClaimedTurn
const verified: Identity = { level: 'verified', customer: null, by: 'test', attributes: { customerId: 'C-1' } }
const stranger: Identity = { level: 'anonymous', customer: null, by: null, attributes: {} }

function journalInMemory() {
  const entries = new Map<string, JournalEntry>()
  const journal: ToolJournal = {
    begin: async (_claim, key, _tool, input, atMs) => {
      const entry = entries.get(key)
      if (entry) return { kind: 'existing', entry }
      entries.set(key, { status: 'started', input, startedAtMs: atMs })
      return { kind: 'begun' }
    },
    finish: async (_claim, key, outcome, atMs) => {
      const input = entries.get(key)?.input ?? null
      entries.set(key, { status: 'finished', input, outcome, startedAtMs: atMs })
    },
  }
  return { journal, entries }
}

type Made = ToolResult<{ label: string }>
type Script = {
  run: () => Promise<Made>
  reconcile?: () => Promise<Reconciled<{ label: string }>>
  idempotent?: boolean
  timeoutMs?: number
}

/** A write tool that does what the script says, and counts how often it was tried. */
function returnTool(script: Script) {
  const tries: string[] = []
  const tool = defineTool({
    name: 'create_return',
    description: 'Opens a return',
    input: z.strictObject({ order: z.string(), note: z.string().optional() }),
    output: z.object({ label: z.string() }),
    needs: 'verified',
    sideEffect: 'write',
    idempotent: script.idempotent ?? true,
    timeoutMs: script.timeoutMs ?? 1_000,
    run: (_input, context) => {
      tries.push(context.idempotencyKey)
      return script.run()
    },
    ...(script.reconcile ? { reconcile: script.reconcile } : {}),
  })
  return { tool, tries }
}

function deps(tool: Tool, over: { identity?: Identity; journal?: ToolJournal; reached?: string[] } = {}) {
  return {
    claim,
    tools: toolSet([tool]),
    identity: over.identity ?? verified,
    settings: {},
    nowMs: 5,
    journal: over.journal ?? journalInMemory().journal,
    clock: new ManualClock(7),
    failpoint: async (name: string) => {
      over.reached?.push(name)
    },
  }
}

const call = (input: Json = { order: 'MF-1' }, key = '1.2.0') => ({ name: 'create_return', input, key })
const made: Made = { kind: 'ok', value: { label: 'L' } }
const lost: Made = { kind: 'failed', reason: 'unavailable', effect: 'under-way' }
const once =
  (...results: Made[]) =>
  async (): Promise<Made> =>
    results.shift() ?? made

describe('a key that was used before', () => {
  test('gives the same call its result again, and another input none: that would be a false answer', async () => {
    const { tool, tries } = returnTool({ run: once(made) })
    const { journal } = journalInMemory()
    expect(await runTool(call({ order: 'MF-1' }), deps(tool, { journal }))).toEqual(made)
    expect(await runTool(call({ order: 'MF-1' }), deps(tool, { journal }))).toEqual(made)
    expect(await runTool(call({ order: 'MF-2' }), deps(tool, { journal }))).toEqual({ kind: 'unknown' })
    expect(tries).toHaveLength(1)
  })

  test('settles what was started with it, and does not take that for what is asked now', async () => {
    const { tool, tries } = returnTool({
      run: once(made),
      reconcile: async () => ({ kind: 'happened', result: { kind: 'ok', value: { label: 'of MF-1' } } }),
    })
    const { journal, entries } = journalInMemory()
    await journal.begin(claim, `${call().key}:create_return`, 'create_return', { order: 'MF-1' }, 1)
    expect(await runTool(call({ order: 'MF-2' }), deps(tool, { journal }))).toEqual({ kind: 'unknown' })
    expect([...entries.values()]).toMatchObject([{ status: 'finished', outcome: { value: { label: 'of MF-1' } } }])
    expect(tries).toEqual([])
  })

  test('is another one for another tool', async () => {
    const { tool, tries } = returnTool({ run: once(made) })
    const other = { ...tool, name: 'cancel_order', output: z.object({ cancelled: z.boolean() }) }
    const { journal } = journalInMemory()
    await runTool(call(), deps(tool, { journal }))
    other.run = async () => ({ kind: 'ok', value: { cancelled: true } })
    expect(await runTool({ ...call(), name: 'cancel_order' }, deps(other, { journal }))).toEqual({
      kind: 'ok',
      value: { cancelled: true },
    })
    expect(tries).toHaveLength(1)
  })
})

describe('what may run at all', () => {
  test('a customer who is not verified cannot cause a change, and nothing is journaled', async () => {
    const { tool, tries } = returnTool({ run: once(made) })
    const { journal, entries } = journalInMemory()
    expect(await runTool(call(), deps(tool, { identity: stranger, journal }))).toEqual({
      kind: 'failed',
      reason: 'not-permitted',
    })
    expect([tries, entries.size]).toEqual([[], 0])
  })

  test('an input of the wrong shape is refused before anything happens', async () => {
    const { tool, tries } = returnTool({ run: once(made) })
    expect(await runTool(call({ order: 5 }), deps(tool))).toEqual({ kind: 'failed', reason: 'bad-arguments' })
    expect(tries).toEqual([])
  })

  test('what is null counts as not given', async () => {
    const { tool } = returnTool({ run: once(made) })
    expect(await runTool(call({ order: 'MF-1', note: null }), deps(tool))).toEqual(made)
  })

  test('a tool nobody declared is a bug, not an outcome', async () => {
    const { tool } = returnTool({ run: once(made) })
    await expect(runTool({ ...call(), name: 'cancel' }, deps(tool))).rejects.toThrow('cancel')
  })
})

describe('a write', () => {
  test('is committed as started before and as finished after the effect', async () => {
    const reached: string[] = []
    const { tool } = returnTool({ run: once(made) })
    const { journal, entries } = journalInMemory()
    expect(await runTool(call(), deps(tool, { journal, reached }))).toEqual(made)
    expect(reached).toEqual(['tool-started', 'effect-done'])
    expect(entries.get('1.2.0:create_return')).toMatchObject({ status: 'finished', outcome: made })
  })

  test('that was finished is not done again: its recorded outcome stands', async () => {
    const { tool, tries } = returnTool({ run: once(made) })
    const given = deps(tool)
    await runTool(call(), given)
    expect(await runTool(call(), given)).toEqual(made)
    expect(tries).toHaveLength(1)
  })

  test('that was refused keeps its refusal', async () => {
    const { tool, tries } = returnTool({ run: once(refused('already_returned', 'no')) })
    const given = deps(tool)
    const expected = { kind: 'refused', code: 'already_returned', message: 'no' }
    expect([await runTool(call(), given), await runTool(call(), given)]).toEqual([expected, expected])
    expect(tries).toHaveLength(1)
  })

  test('sends the same key at every try and another one for another call', async () => {
    const { tool, tries } = returnTool({
      run: once(lost, made, made),
      reconcile: async () => ({ kind: 'did-not-happen' }),
    })
    const given = deps(tool)
    await runTool(call(), given)
    await runTool(call({ order: 'MF-2' }, '1.2.1'), given)
    expect(tries).toEqual(['1.2.0', '1.2.0', '1.2.1'].map((key) => `cv_1:${key}:create_return`))
  })

  test('whose holder lost the turn is not started', async () => {
    const { tool, tries } = returnTool({ run: once(made) })
    const journal: ToolJournal = {
      begin: async () => ({ kind: 'lost-hold' }),
      finish: () => Promise.reject(new Error('never')),
    }
    expect(await runTool(call(), deps(tool, { journal }))).toEqual({ kind: 'failed', reason: 'unavailable' })
    expect(tries).toEqual([])
  })

  test('that surely never left is a plain failure', async () => {
    const { tool } = returnTool({ run: once({ kind: 'failed', reason: 'unavailable', effect: 'none' }) })
    expect(await runTool(call(), deps(tool))).toEqual({ kind: 'failed', reason: 'unavailable' })
  })
})

describe('after a crash between start and finish', () => {
  const crashed = async () => {
    const memory = journalInMemory()
    await memory.journal.begin(claim, '1.2.0:create_return', 'create_return', { order: 'MF-1' }, 1)
    return memory
  }

  test('an effect that happened gives its result and is not repeated', async () => {
    const { tool, tries } = returnTool({
      run: once(made),
      reconcile: async () => ({ kind: 'happened', result: ok({ label: 'earlier' }) }),
    })
    const { journal, entries } = await crashed()
    expect(await runTool(call(), deps(tool, { journal }))).toEqual({ kind: 'ok', value: { label: 'earlier' } })
    expect(tries).toEqual([])
    expect(entries.get('1.2.0:create_return')?.status).toBe('finished')
  })

  test('an effect that did not happen is made now', async () => {
    const { tool, tries } = returnTool({ run: once(made), reconcile: async () => ({ kind: 'did-not-happen' }) })
    const { journal } = await crashed()
    expect(await runTool(call(), deps(tool, { journal }))).toEqual(made)
    expect(tries).toHaveLength(1)
  })

  test.each([
    ['nobody can tell', { reconcile: async () => ({ kind: 'unknown' }) as const }],
    ['it has no way to ask', {}],
    [
      'the same key would be a second effect',
      { idempotent: false, reconcile: async () => ({ kind: 'did-not-happen' }) as const },
    ],
    ['asking takes too long', { timeoutMs: 20, reconcile: () => new Promise<never>(() => undefined) }],
  ])('a person has to look where %s', async (_why, script) => {
    const { tool, tries } = returnTool({ run: once(made), ...script })
    const { journal } = await crashed()
    expect(await runTool(call(), deps(tool, { journal }))).toEqual({ kind: 'unknown' })
    expect(tries).toEqual([])
  })
})

describe('an answer that got lost', () => {
  test('is found by asking', async () => {
    const { tool, tries } = returnTool({
      run: once(lost),
      reconcile: async () => ({ kind: 'happened', result: ok({ label: 'found' }) }),
    })
    expect(await runTool(call(), deps(tool))).toEqual({ kind: 'ok', value: { label: 'found' } })
    expect(tries).toHaveLength(1)
  })

  test('twice, from a call that may still be under way, is for a person to look into', async () => {
    const { tool } = returnTool({ run: once(lost, lost), reconcile: async () => ({ kind: 'did-not-happen' }) })
    expect(await runTool(call(), deps(tool))).toEqual({ kind: 'unknown' })
  })

  test('twice, from a side that is done with it and did nothing, is a plain failure', async () => {
    const broken: Made = { kind: 'failed', reason: 'unavailable', effect: 'possible' }
    const { tool } = returnTool({ run: once(broken, broken), reconcile: async () => ({ kind: 'did-not-happen' }) })
    expect(await runTool(call(), deps(tool))).toEqual({ kind: 'failed', reason: 'unavailable' })
  })

  test('a result of the wrong shape counts as lost', async () => {
    const odd = ok({ wrong: 1 }) as unknown as Made
    const { tool } = returnTool({ run: once(odd), reconcile: async () => ({ kind: 'happened', result: odd as never }) })
    expect(await runTool(call(), deps(tool))).toEqual({ kind: 'unknown' })
  })

  test('because it came after the time limit is found by asking', async () => {
    const { tool, tries } = returnTool({
      run: () => new Promise(() => undefined),
      timeoutMs: 20,
      reconcile: async () => ({ kind: 'happened', result: ok({ label: 'late' }) }),
    })
    expect(await runTool(call(), deps(tool))).toEqual({ kind: 'ok', value: { label: 'late' } })
    expect(tries).toHaveLength(1)
  })

  test('because it came after the time limit is for a person to look into where nobody can be asked', async () => {
    const { tool, tries } = returnTool({ run: () => new Promise(() => undefined), timeoutMs: 20 })
    expect(await runTool(call(), deps(tool))).toEqual({ kind: 'unknown' })
    expect(tries).toHaveLength(1)
  })

  test('a tool that never answers is left after its time, and aborted', async () => {
    let aborted = false
    const tool = defineTool({
      name: 'create_return',
      description: 'Hangs',
      input: z.strictObject({ order: z.string() }),
      output: z.null(),
      needs: 'anonymous',
      sideEffect: 'none',
      timeoutMs: 20,
      run: (_input, { signal }) =>
        new Promise(() => {
          signal.addEventListener('abort', () => {
            aborted = true
          })
        }),
    })
    expect(await runTool(call(), deps(tool))).toEqual({ kind: 'failed', reason: 'timeout' })
    expect(aborted).toBe(true)
  })

  test('a flow may give a tool less time than it has', async () => {
    const tool = defineTool({
      name: 'create_return',
      description: 'Hangs',
      input: z.strictObject({ order: z.string() }),
      output: z.null(),
      needs: 'anonymous',
      sideEffect: 'none',
      run: () => new Promise(() => undefined),
    })
    const outcome = await runTool({ ...call(), timeLimitMs: 5 }, deps(tool))
    expect(outcome).toEqual({ kind: 'failed', reason: 'timeout' })
  })
})

describe('declarations', () => {
  const minimal = {
    description: 'x',
    input: z.strictObject({ a: z.string(), b: z.string().optional() }),
    output: z.null(),
    needs: 'anonymous',
    sideEffect: 'none',
    run: async () => ok(null),
  } as const

  test('the compiler is told needs, effect and inputs', () => {
    expect(defineTool({ ...minimal, name: 'get_order', refusals: ['order_not_found'] }).facts).toMatchObject({
      needs: 'anonymous',
      effect: 'read',
      confirm: false,
      inputs: ['a', 'b'],
      requiredInputs: ['a'],
      refusals: ['order_not_found'],
      inputSchema: { properties: { a: { type: 'string' } } },
      outputSchema: { type: 'null' },
    })
  })

  test('a name that is not snake_case, a name given twice and a thing that is no tool are found at load', () => {
    expect(() => defineTool({ ...minimal, name: 'getOrder' })).toThrow('snake_case')
    const tool = defineTool({ ...minimal, name: 'get_order' })
    expect(() => toolSet([tool, tool])).toThrow('two tools')
    expect(() => toolSet([{}])).toThrow('defineTool')
  })

  test('results are passed on unless they have a value to change', () => {
    expect(mapResult(ok(2), (value) => value + 1)).toEqual(ok(3))
    expect(mapResult(refused('no'), () => 1)).toEqual(refused('no'))
  })

  test('a key that does not fit a header is hashed, always the same way', () => {
    expect(outwardKey(claim, 'a b')).toMatch(/^[\w-]{43}$/)
    expect(outwardKey(claim, 'a b')).toBe(outwardKey(claim, 'a b'))
  })
})
