/**
 * `npm run -s bench:dialogue -- --json`: what a turn of the dialogue costs beyond tools, store and reading: from an understood message to what
 * is to be said (propose, decide, advance), on the flows of the tests and on those of a shipped assistant. One thread, nothing stored.
 */
import { loadavg } from 'node:os'
import { Command } from 'commander'
import { advance, decideCommands, defaultThresholds, propose } from '#dialogue/index.ts'
import { anonymous, type Identity } from '#domain/customer.ts'
import { type DialogueState, emptyDialogue } from '#domain/dialogue-state.ts'
import type { ConversationId, CustomerId } from '#domain/ids.ts'
import { percentile, rounded } from '../measure/percentiles.ts'
import { meanings, nextMessage } from './customer.ts'
import { type Bench, ofAssistant, ofFixture } from './flows.ts'
import { sampleOf } from './shop.ts'

/** A conversation goes on for so many turns: its state is then as large as it gets. */
const turnsEach = 20
const verified: Identity = {
  level: 'verified',
  customer: 'C-1' as CustomerId,
  by: 'bench',
  attributes: { level: 'gold' },
}

interface Figures {
  turns: number
  p50Ms: number
  p99Ms: number
  maxMs: number
  /** Of it, in the engine alone. */
  advanceP50Ms: number
  /** Characters of the largest state, as JSON. */
  stateSize: number
}

const { turns, assistant, json } = new Command('bench:dialogue')
  .option('--turns <number>', 'turns to measure on each set of flows, after as many to warm up', Number, 4000)
  .option('--assistant <name>', 'a folder of assistants/', 'storefront')
  .option('--json', 'print one JSON object')
  .parse()
  .opts<{ turns: number; assistant: string; json?: boolean }>()

const measured: Record<string, Figures> = {}
for (const bench of [ofFixture(), await ofAssistant(assistant)]) {
  await measure(bench, turns)
  measured[bench.name] = await measure(bench, turns)
}
const report = { ...measured, load: loadavg().map((value) => rounded(value, 1)) }
if (json) console.log(JSON.stringify(report))
else console.table(measured)

async function measure(bench: Bench, wanted: number): Promise<Figures> {
  const times: number[] = []
  const engine: number[] = []
  let stateSize = 0
  for (let conversation = 0; times.length < wanted; conversation += 1) {
    let state = emptyDialogue()
    let identity = conversation % 2 === 0 ? verified : anonymous
    for (let turn = 0; turn < turnsEach && times.length < wanted; turn += 1) {
      const wish = bench.wishes[(conversation + turn) % bench.wishes.length] ?? ''
      const done = await oneTurn(bench, state, identity, wish, turn)
      times.push(done.ms)
      engine.push(done.engineMs)
      state = done.state
      identity = done.identity
      stateSize = Math.max(stateSize, JSON.stringify(state).length)
      if (done.ended) break
    }
  }
  return {
    turns: times.length,
    p50Ms: rounded(percentile(times, 0.5), 4),
    p99Ms: rounded(percentile(times, 0.99), 4),
    maxMs: rounded(Math.max(...times), 2),
    advanceP50Ms: rounded(percentile(engine, 0.5), 4),
    stateSize,
  }
}

async function oneTurn(bench: Bench, before: DialogueState, identity: Identity, wish: string, turn: number) {
  const { flows, tools } = bench
  const understood = nextMessage(before, flows, wish, turn)
  const context = { flows, intents: meanings(flows), thresholds: defaultThresholds, identity, text: understood.text }
  const began = performance.now()
  const decision = decideCommands(propose(understood, before, context), understood, before, context)
  const decided = performance.now()
  const result = await advance(decision.state, decision.commands, {
    flows,
    tools,
    callTool: async ({ name }) => ({ kind: 'ok', value: sampleOf(tools.get(name)?.outputSchema) }),
    identity,
    conversation: 'cv_bench' as ConversationId,
    nowMs: Date.UTC(2026, 2, 10, 12),
    timeZone: 'America/New_York',
    thresholds: defaultThresholds,
    settings: {},
    mentions: [],
    silence: [{ afterMs: 120_000, response: 'repair.acknowledge' }],
  })
  const ended = performance.now()
  return {
    ms: ended - began,
    engineMs: ended - decided,
    state: result.state,
    identity: result.identity,
    ended: result.ended || result.handoff !== null,
  }
}
