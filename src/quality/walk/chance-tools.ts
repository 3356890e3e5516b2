import { z } from 'zod'
import { type Identity, meets } from '#domain/customer.ts'
import { canonicalJson, type Json } from '#domain/json.ts'
import { pick, type Random, seededRandom } from '#domain/random.ts'
import { ok, refused, type Tool, type ToolContext, type ToolResult, type ToolSet } from '#tools/index.ts'
import { walkSettings } from './limits.ts'
import { type SampleSource, sampleValue, type ValueSchema } from './sample.ts'
import { weighted } from './weighted.ts'

/** What a tool did to the world, once. */
export interface Effect {
  tool: string
  input: string
  /** How often the same key had this effect: more than once only where the other side does not know the key. */
  times: number
}

/** What the tools saw: the effects by idempotency key, and calls that must not have been. */
export interface Ledger {
  effects: Map<string, Effect>
  violations: string[]
}

export const newLedger = (): Ledger => ({ effects: new Map(), violations: [] })

/**
 * The assistant's tools with chance behind them: what they are given is checked as ever, what they answer is made up by their declared
 * shapes: results, refusals, failures, and effects whose answer got lost. The same key gets the same answer, as from a back end that
 * keeps its keys. Whoever calls one without the identity it needs, or does something twice, is noted.
 */
export function chanceTools(
  tools: ToolSet,
  seed: string,
  ledger: Ledger,
  source: Omit<SampleSource, 'random'>,
): ToolSet {
  return new Map(
    [...tools].map(([name, tool]) => {
      const answers = answersOf(tool)
      const chance: Tool = {
        ...tool,
        run: async (input, context) => {
          noteIdentity(tool, context.identity, ledger)
          return answer(
            tool,
            answers,
            input,
            context,
            seededRandom(`${seed}:${context.idempotencyKey}:${name}`),
            ledger,
            source,
          )
        },
        reconcile:
          tool.reconcile === null
            ? null
            : async (_, context) => {
                const random = seededRandom(`${seed}:${context.idempotencyKey}:reconcile`)
                if (random.next() < 0.2) return { kind: 'unknown' }
                const happened = ledger.effects.has(context.idempotencyKey)
                return happened
                  ? { kind: 'happened', result: ok(valueFor(tool, answers, random, source)) }
                  : { kind: 'did-not-happen' }
              },
      }
      return [name, chance]
    }),
  )
}

function noteIdentity(tool: Tool, identity: Identity, ledger: Ledger): void {
  if (!meets(identity.level, tool.facts.needs))
    ledger.violations.push(`${tool.name} was called for somebody ${identity.level}; it needs ${tool.facts.needs}`)
}

/** Reading fifty shapes takes as long as ten turns: once for each tool. */
const shapes = new WeakMap<Tool, ValueSchema>()
function answersOf(tool: Tool): ValueSchema {
  const known = shapes.get(tool)
  if (known !== undefined) return known
  const read = z.toJSONSchema(tool.output, { io: 'input', unrepresentable: 'any' }) as ValueSchema
  shapes.set(tool, read)
  return read
}

function answer(
  tool: Tool,
  schema: ValueSchema,
  input: unknown,
  { idempotencyKey }: ToolContext,
  random: Random,
  ledger: Ledger,
  source: Omit<SampleSource, 'random'>,
): ToolResult<unknown> {
  const kind = weighted(walkSettings.tool, random)
  if (kind === 'refused' && tool.facts.refusals !== undefined && tool.facts.refusals.length > 0)
    return refused(pick(tool.facts.refusals, random) ?? 'refused')
  if (kind === 'failed') return { kind: 'failed', reason: 'unavailable', effect: 'none' }
  const writes = tool.facts.effect === 'write'
  const isDone = kind !== 'lost' || random.next() < 0.5
  if (writes && isDone) noteEffect(tool, idempotencyKey, input, ledger)
  if (kind === 'lost') return { kind: 'failed', reason: 'unavailable', effect: 'possible' }
  return ok(valueFor(tool, schema, random, source))
}

function noteEffect(tool: Tool, key: string, input: unknown, ledger: Ledger): void {
  const text = canonicalJson(input as Json)
  const before = ledger.effects.get(key)
  if (before === undefined) {
    ledger.effects.set(key, { tool: tool.name, input: text, times: 1 })
    return
  }
  if (before.tool !== tool.name || before.input !== text)
    ledger.violations.push(`${tool.name}: the key of ${before.tool} was used again for something else`)
  // The other side does the same key only once where the tool says so.
  if (!tool.idempotent) {
    before.times += 1
    ledger.violations.push(`${tool.name} was done twice under one key`)
  }
}

/** A value the tool may give. Rules beyond the schema (patterns, refinements) are met by trying a few times. */
function valueFor(tool: Tool, schema: ValueSchema, random: Random, source: Omit<SampleSource, 'random'>): unknown {
  let value: Json = null
  for (let attempt = 0; attempt < 4; attempt += 1) {
    value = sampleValue(schema, { ...source, random })
    if (tool.output.safeParse(value).success) break
  }
  return value
}
