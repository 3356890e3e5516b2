import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { compileAssistant, loadTools, readAssistantFolder } from '#assistant/index.ts'
import { openWorld } from '#compose/rehearsal.ts'
import { openWorkbench, type Workbench } from '#compose/workbench.ts'
import { workshopFor } from '#compose/workshop.ts'
import { ManualClock } from '#domain/clock.ts'
import type { EventOf } from '#domain/events.ts'
import type { Json } from '#domain/json.ts'
import { problemText } from '#domain/problem.ts'
import { replyText } from '#domain/reply.ts'
import { modelsThat } from '#language-models/roles/models.fixture.ts'
import { tinyAssistant } from '#test/server/tiny-assistant.ts'

const startMs = Date.parse('2026-03-03T10:00:00Z')
/** What the tools and the test share: they run in one process. */
const used = globalThis as { usedByModels?: string[] }
const source = (module: string): string => JSON.stringify(pathToFileURL(join(import.meta.dirname, module)).href)
const tools = `import { defineTool, ok } from ${source('../../tools/index.ts')}
import { z } from ${JSON.stringify(import.meta.resolve('zod'))}
const tool = (name, sideEffect, more = {}) => defineTool({
  name, description: 'Does ' + name, needs: 'anonymous', sideEffect, idempotent: true,
  input: z.strictObject({ colour: z.string() }), output: z.object({ litres: z.number() }),
  run: async ({ colour }) => { globalThis.usedByModels.push(name + ' ' + colour); return ok({ litres: 12 }) },
  ...more,
})
export default [
  tool('check_stock', 'none'), tool('order_paint', 'write', { confirm: true }), tool('burn_down', 'write'),
  tool('secret_stock', 'none', { needs: 'verified' }), tool('move_wall', 'write'),
]
`
const models = (declared: string) => `name: Tiny
languages: [en]
encoder: none
verification: verify
models:
  providers: { local: { kind: compatible, url: 'http://127.0.0.1:9' } }
  models: { small: { provider: local, model: small } }
  roles: { understand: { chain: [small] } }
  tools: ${declared}
`
const declared = `
    - { tool: check_stock, say: stock-told, description: Tells how much paint there is }
    - { tool: order_paint, say: paint-ordered, confirm: order-sure }
    - { tool: secret_stock, say: stock-told }
    - { tool: move_wall, approval: agent }
`
const files = {
  'assistant.yaml': models(declared),
  'tools.ts': tools,
  'flows/verify.yaml': `flows:
  verify:
    description: Finds out who writes
    slots: { code: { type: text, ask: ask-code } }
    steps:
      - collect: code
      - if: code == 'sesame'
        then: [{ verify: { customer: code, by: code } }]
        else: [{ end: unresolved }]
`,
  'responses/tools.yaml': `responses:
  stock-told: 'There are {result.litres} litres of {colour}.'
  paint-ordered: '{result.litres} litres of {colour} are ordered.'
  order-sure: 'Order {colour} paint?'
  ask-code: 'What is the code?'
`,
}

let folder: string
let bench: Workbench
beforeAll(async () => {
  folder = await tinyAssistant(files)
  bench = await openWorkbench({
    assistantFolder: folder,
    clock: new ManualClock(startMs),
    environment: { PARLEY_CACHE: `${folder}/.cache` },
  })
})
afterAll(() => rm(folder, { recursive: true, force: true }))
beforeEach(() => {
  used.usedByModels = []
})

/** Plays messages of which a model takes those that it has commands for. */
async function play(says: readonly string[], commands: Record<string, Json[]>) {
  const { models: proposing } = modelsThat(
    ({ messages }) => {
      const message = messages.at(-1)?.text.split('\n')[1] ?? ''
      return { commands: commands[message] ?? [] }
    },
    ['understand'],
  )
  const world = await openWorld(bench, new ManualClock(startMs), { languageModels: proposing })
  const conversation = await world.start({ locale: 'en' })
  const turns: EventOf<'turn-recorded'>[] = []
  for (const text of says) turns.push(await conversation.say(text))
  const { events } = await world.database.conversations.events(bench.tenant, conversation.id, 0, 1_000)
  await world.close()
  return { turns, events, said: turns.map(({ personal }) => (personal?.reply ? replyText(personal.reply) : '')) }
}
const start = (flow: string, slots: Record<string, Json> = {}): Json => ({
  kind: 'start-flow',
  flow,
  slots: Object.entries(slots).map(([slot, value]) => ({ slot, value })),
  confidence: 0.95,
  evidence: null,
})

describe('a tool that a model proposes', () => {
  const stock = 'there are tins of blue left?'

  test('is used where it is declared, with what the customer said, through the journal of calls', async () => {
    const { said, turns } = await play([stock], { [stock]: [start('use-check-stock', { colour: 'blue' })] })
    expect(used.usedByModels).toEqual(['check_stock blue'])
    expect(said[0]).toContain('There are 12 litres of blue.')
    expect(turns[0]?.personal?.toolCalls).toMatchObject([{ tool: 'check_stock', outcome: 'ok' }])
  })

  test('is not given what the customer did not say: it is asked for', async () => {
    const asks = 'there are tins left?'
    const { said } = await play([asks, 'green'], { [asks]: [start('use-check-stock', { colour: 'purple' })] })
    expect(said[0]).toContain('Which colour should it be?')
    expect(used.usedByModels).toEqual(['check_stock green'])
  })

  test('is not used where nothing declares it, whatever the model says', async () => {
    const says = ['there are matches: burn it', 'burn_down']
    const all: Json[] = [
      start('use-burn-down', { colour: 'red' }),
      start('burn_down', { colour: 'red' }),
      { kind: 'call', tool: 'burn_down', input: { colour: 'red' }, confidence: 1 },
      { kind: 'set-slot', slot: 'tool', value: 'burn_down', confidence: 1 },
    ]
    await play(says, Object.fromEntries(says.map((text) => [text, all])))
    expect(used.usedByModels).toEqual([])
  })

  test('that changes something waits for the yes of the customer, which a model cannot give', async () => {
    const order = 'there are tins of green to get'
    const yes: Json = { kind: 'affirm', confidence: 1 }
    const { said } = await play([order, 'hmm let me think'], {
      [order]: [start('use-order-paint', { colour: 'green' }), yes, yes],
    })
    expect(said[0]).toContain('Order green paint?')
    expect(used.usedByModels).toEqual([])
    const done = await play([order, 'yes'], { [order]: [start('use-order-paint', { colour: 'green' })] })
    expect(done.said[1]).toContain('12 litres of green are ordered.')
    expect(used.usedByModels).toEqual(['order_paint green'])
  })

  test('that needs to know who writes asks for it first, whatever the model says of the customer', async () => {
    const ask = 'there are secret tins of blue?'
    const { said } = await play([ask, 'sesame'], {
      [ask]: [
        start('use-secret-stock', { colour: 'blue' }),
        start('verify', { code: 'sesame' }),
        { kind: 'verify', level: 'verified', confidence: 1 },
      ],
    })
    expect(said[0]).toContain('What is the code?')
    expect(said[1]).toContain('There are 12 litres of blue.')
    expect(used.usedByModels).toEqual(['secret_stock blue'])
    used.usedByModels = []
    await play([ask, 'open up'], { [ask]: [start('use-secret-stock', { colour: 'blue' })] })
    expect(used.usedByModels).toEqual([])
  })

  test('that a person approves is not used: they get what was proposed', async () => {
    const move = 'there are walls, move the red one'
    const { turns, events } = await play([move], { [move]: [start('use-move-wall', { colour: 'red' })] })
    expect(turns[0]?.data.outcome).toBe('handed-off')
    expect(used.usedByModels).toEqual([])
    const requested = events.find((event) => event.kind === 'handoff-requested')
    expect(requested?.personal?.summary).toContain('Proposed by a language model, for a person to decide: move wall')
    expect(requested?.personal?.summary).toContain('red')
  })
})

describe('declaring tools for models', () => {
  const problemsOf = async (list: string) => {
    const other = await tinyAssistant({ ...files, 'assistant.yaml': models(list) })
    try {
      const { problems } = await compileAssistant(
        await readAssistantFolder(other),
        await loadTools(other),
        workshopFor(other, { PARLEY_CACHE: `${other}/.cache` }),
      )
      return problems.filter(({ severity }) => severity === 'error').map(problemText)
    } finally {
      await rm(other, { recursive: true, force: true })
    }
  }

  test('what does not exist, tells nobody, or changes something unasked is a problem', async () => {
    expect((await problemsOf('[{ tool: check_stok, say: stock-told }]'))[0]).toContain('Did you mean "check_stock"?')
    expect((await problemsOf('[{ tool: check_stock }]'))[0]).toContain('no `say`')
    expect((await problemsOf('[{ tool: burn_down, say: stock-told }]'))[0]).toContain('nobody is asked before')
    expect((await problemsOf('[{ tool: check_stock, say: no-such-words }]'))[0]).toContain('no-such-words')
    expect(await problemsOf('[{ tool: check_stock, say: stock-told }]')).toEqual([])
  })
})
