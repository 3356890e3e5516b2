import { resolve } from 'node:path'
import { stringify } from 'yaml'
import { type CompiledFlows, stepsOf, type VisitedStep } from '#dialogue/index.ts'
import { seededRandom } from '#domain/random.ts'
import {
  type BackEndState,
  Coverage,
  type CoverageCounts,
  type Exploration,
  type Explored,
  type ExploredFault,
  type ExploreGround,
  explore,
  exploreSettings,
  playScenario,
  readScenarios,
  type ScriptTurn,
  scenarioOf,
  standardTime,
  type TranscriptLine,
} from '#quality/index.ts'
import { authoredWords } from './authored-words.ts'
import { loadScenarios, openTheatre } from './theatre.ts'

export interface ExploreOrder {
  assistantFolder: string
  environment: Record<string, string | undefined>
  conversations: number
  seed: string
  onProgress?: (done: number, total: number, what: string) => void
}

export interface ExploreOutcome {
  /** Scenarios of a file, ready to be written; empty where nothing new was reached. */
  yaml: string
  kept: number
  played: number
  before: CoverageCounts
  after: CoverageCounts
}

/** Conversations a fault is tried in, and ways tried to go on from one that came near. */
const startsTried = 5
const turnsTried = 8

/**
 * Looks for conversations that reach what no scenario reaches: chance goes through the tasks with the details of real records, each tool in
 * turn goes wrong where a flow says what then, and what reached something new is kept as a scenario. Throws as `openTheatre` does.
 */
export async function exploreFolder(order: ExploreOrder): Promise<ExploreOutcome> {
  const folder = resolve(order.assistantFolder)
  const { scenarios, files } = await loadScenarios(folder)
  let visited: VisitedStep[] = []
  const theatre = await openTheatre({
    assistantFolder: folder,
    environment: order.environment,
    files,
    onVisited: (steps) => visited.push(...steps),
  })
  try {
    const visits = {
      taken: () => {
        const steps = visited
        visited = []
        return steps
      },
    }
    const reached = new Coverage()
    const known: Known[] = []
    for (const scenario of scenarios) {
      visits.taken()
      const { transcript } = await playScenario(scenario, theatre)
      const steps = visits.taken()
      reached.add(steps)
      const { customer = null, faults } = scenario
      if (faults === undefined && (customer === null || typeof customer === 'string'))
        known.push({ customer, turns: turnsOf(transcript), visited: steps })
    }
    const before = reached.counts(theatre.flows)
    await theatre.backEnd?.reset(Date.parse(standardTime))
    const initial = (await theatre.backEnd?.state()) ?? {}
    const isNew = (steps: readonly VisitedStep[]) => reached.isNew(steps)
    const lines = known
      .flatMap(({ turns }) => turns.flatMap((turn) => ('say' in turn ? turn.say : [])))
      .filter((text) => text.length <= exploreSettings.lineLength)
    const ground = { ...(await authoredWords(folder)), theatre, visits, initial, isNew, lines }
    const search = new Search(ground, reached, known, order)
    await search.wander()
    await search.breakTools()
    await search.turnOff()
    const { yaml, kept } = await search.written()
    return { yaml, kept, played: search.played, before, after: reached.counts(theatre.flows) }
  } finally {
    await theatre.close()
  }
}

/** A conversation to start from. */
interface Known {
  customer: string | null
  turns: ScriptTurn[]
  visited: VisitedStep[]
}

/** What the customer of a played scenario said and pressed. */
const turnsOf = (transcript: readonly TranscriptLine[]): ScriptTurn[] =>
  transcript.flatMap(({ from, text }) => {
    if (from !== 'customer') return []
    const label = /^\[(.*)\]$/s.exec(text)?.[1]
    return [label === undefined ? { say: text } : { press: label }]
  })

class Search {
  played = 0
  private readonly found: Explored[] = []
  private readonly known: Known[]
  private readonly ground: ExploreGround
  private readonly reached: Coverage
  private readonly order: ExploreOrder
  private readonly random

  constructor(ground: ExploreGround, reached: Coverage, known: Known[], order: ExploreOrder) {
    this.known = known
    this.ground = ground
    this.reached = reached
    this.order = order
    this.random = seededRandom(order.seed)
  }

  /** Chance conversations, more of them for flows of which more is not reached. */
  async wander(): Promise<void> {
    const { theatre } = this.ground
    const customers = customersOf(this.ground.initial)
    const { conversations } = this.order
    for (let number = 0; number < conversations; number += 1) {
      const flow = this.leastReached(theatre.flows)
      if (flow === null) return
      const isNobody = this.random.next() < exploreSettings.anonymousShare
      const customer = isNobody ? null : (customers[Math.floor(this.random.next() * customers.length)] ?? null)
      await this.attempt({ flow, customer, seed: `${this.order.seed}:${number}` })
      this.order.onProgress?.(number, conversations, 'exploring')
    }
  }

  /** Where a flow says what is done when a tool goes wrong: a conversation that uses it, with the tool going wrong so. */
  async breakTools(): Promise<void> {
    const { theatre } = this.ground
    const calls = stepsOf(theatre.flows).flatMap(({ flow, path, step }) =>
      step.kind === 'call' ? Object.keys(step.branches).map((way) => ({ flow, path, tool: step.tool, way })) : [],
    )
    for (const [index, { flow, path, tool, way }] of calls.entries()) {
      const fault = faultOf(way)
      if (fault === null || this.reached.hasWay(flow, path, way)) continue
      for (const { customer, turns } of this.near(flow, path).slice(0, startsTried)) {
        const wanted = theatre.flows.flows[flow]
        if (wanted === undefined || this.reached.hasWay(flow, path, way)) continue
        const faults = { [tool]: fault }
        await this.attempt({ flow: wanted, customer, seed: `${this.order.seed}:fault:${index}`, prefix: turns, faults })
      }
      this.order.onProgress?.(index, calls.length, 'breaking tools')
    }
  }

  /** Where a step went one way only: conversations that came there, cut off somewhere and gone on with otherwise. */
  async turnOff(): Promise<void> {
    const { theatre } = this.ground
    const { flows } = this.reached.report(theatre.flows)
    const missed = flows.flatMap((flow) => flow.missed).filter(({ branch }) => branch !== null)
    for (const [index, { flow, step }] of missed.entries()) {
      const wanted = theatre.flows.flows[flow]
      const near = this.near(flow, step)
      for (let number = 0; wanted !== undefined && near.length > 0 && number < turnsTried; number += 1) {
        const { customer, turns } = near[Math.floor(this.random.next() * near.length)] ?? { customer: null, turns: [] }
        const prefix = turns.slice(0, 1 + Math.floor(this.random.next() * turns.length))
        await this.attempt({ flow: wanted, customer, seed: `${this.order.seed}:turn:${index}:${number}`, prefix })
      }
      this.order.onProgress?.(index, missed.length, 'turning off')
    }
  }

  /** Conversations that did this step. */
  private near(flow: string, step: string): Known[] {
    return [...this.found, ...this.known].filter(({ visited }) =>
      visited.some((one) => one.flow === flow && one.step === step),
    )
  }

  /** The kept conversations as a file; what does not go the same way again is left out. */
  async written(): Promise<{ yaml: string; kept: number }> {
    const { theatre } = this.ground
    const bookkeeping = theatre.backEnd?.bookkeeping ?? []
    const scenarios: Record<string, unknown> = {}
    for (const explored of this.found) {
      const name = `explored-${explored.flow}-${Object.keys(scenarios).length + 1}`
      const scenario = scenarioOf(explored, bookkeeping)
      const text = stringify({ scenarios: { [name]: scenario } })
      const { scenarios: read } = readScenarios([{ file: 'scenarios/explored.yaml', text }])
      const [loaded] = read
      if (loaded !== undefined && (await playScenario(loaded, theatre)).passed) scenarios[name] = scenario
    }
    const kept = Object.keys(scenarios).length
    return {
      yaml: kept === 0 ? '' : heading + stringify({ scenarios }, { lineWidth: 140, aliasDuplicateObjects: false }),
      kept,
    }
  }

  private async attempt(exploration: Exploration): Promise<void> {
    this.played += 1
    const explored = await explore(this.ground, exploration)
    if (explored === null) return
    this.reached.add(explored.visited)
    this.found.push(explored)
  }

  private leastReached(flows: CompiledFlows) {
    const open = this.reached
      .report(flows)
      .flows.filter(({ flow, missed }) => missed.length > 0 && (flows.flows[flow]?.intents.length ?? 0) > 0)
    const total = open.reduce((sum, { missed }) => sum + missed.length, 0)
    let left = this.random.next() * total
    for (const { flow, missed } of open) {
      left -= missed.length
      if (left < 0) return flows.flows[flow] ?? null
    }
    return null
  }
}

/** What explored files begin with. */
const heading = `# yaml-language-server: $schema=../../../docs/schemas/scenarios.schema.json
# Found by "parley flows explore": what the assistant does, not what it should; read before it was kept.
`

function faultOf(way: string): ExploredFault | null {
  if (way === 'failed' || way === 'unknown') return { outcome: way }
  const code = /^refused:(.+)$/.exec(way)?.[1]
  if (code === undefined) return null
  return { outcome: 'refused', code: code === 'default' ? 'something_else' : code }
}

function customersOf(state: BackEndState): string[] {
  const rows = state['customers'] ?? state['users'] ?? []
  return rows.flatMap((row) => {
    const [id] = Object.values(row)
    return typeof id === 'string' ? [id] : []
  })
}
