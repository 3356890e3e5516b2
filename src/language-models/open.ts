import { CircuitBreaker } from '#domain/circuit-breaker.ts'
import type { Clock } from '#domain/clock.ts'
import type { Encoder } from '#ports/encoder.ts'
import type { LanguageModel } from '#ports/language-model.ts'
import type { ModelChoice } from '#ports/language-model-choice.ts'
import type { ModelSpending } from '#ports/model-spending.ts'
import type { ModelsObserver, OpenedModel } from './chain/index.ts'
import { type ModelsConfig, modelLimits, type ResolvedModels, resolveModels } from './config/index.ts'
import { ConfiguredModels } from './models.ts'
import { Ledger } from './spending/ledger.ts'
import type { LanguageModels } from './types.ts'

export interface OpenModels {
  environment: Readonly<Record<string, string | undefined>>
  /** How a model is reached. */
  open(choice: ModelChoice): Promise<LanguageModel>
  clock: Clock
  /** Milliseconds that never go back. */
  nowMs: () => number
  observer: ModelsObserver
  /** For the semantic cache; null: questions are only the same where their letters are. */
  encoder: Encoder | null
  /** Where all processes count what they spend; null: each for itself. */
  spending: ModelSpending | null
}

export interface OpenedModels {
  models: LanguageModels
  resolved: ResolvedModels
  ledger: Ledger
}

/** Opens all models of a configuration. Nobody is asked anything yet. Rejects only where the SDK itself cannot be loaded. */
export async function openLanguageModels(config: ModelsConfig, options: OpenModels): Promise<OpenedModels> {
  const { clock, nowMs, observer, encoder, spending } = options
  const resolved = resolveModels(config, options.environment)
  const opened = new Map<string, OpenedModel>()
  for (const [name, spec] of resolved.models)
    opened.set(name, {
      spec,
      model: await options.open(spec.choice),
      breaker: new CircuitBreaker(modelLimits.breaker, nowMs),
    })
  const ledger = new Ledger(config.budgets, clock, spending)
  const models = new ConfiguredModels({ roles: resolved.roles, opened, ledger, encoder, observer, clock, nowMs })
  return { models, resolved, ledger }
}

/** What is configured, in one line for the start: roles with their chains, what is missing, what costs. Names only. */
export function describeModels({ roles, missing }: ResolvedModels): string {
  const chains = [...roles.values()].map(({ role, chain }) => `${role} ${chain.map(({ name }) => name).join(' → ')}`)
  const without = missing.map(({ model, variable }) => `${model} is left out: set ${variable}`)
  const all = chains.length === 0 ? 'none can be used, everything is embedded' : chains.join(', ')
  return [all, ...without].join('; ')
}

/** What will not work as one might expect, found without asking anybody. */
export function modelWarnings({ roles }: ResolvedModels): string[] {
  return [...roles.values()].flatMap(({ role, chain, semantic, withinMs, firstMs }) => [
    ...(role === 'understand' || role === 'judge'
      ? chain
          .filter(({ choice }) => choice.structuredOutput === 'none')
          .map(({ name }) => `${name} cannot be held to JSON; for ${role} many of its answers will be unusable`)
      : []),
    ...(role === 'answer'
      ? chain
          .filter(({ choice }) => !choice.streams)
          .map(({ name }) => `${name} does not stream; its answers appear all at once`)
      : []),
    ...(semantic && role !== 'answer'
      ? [`the semantic cache of ${role} may give an answer about other words; it is meant for answer`]
      : []),
    ...(chain.length > 1 && lastHasMs(withinMs, firstMs, chain.length) < leastForLastMs
      ? [
          `${role} has ${withinMs} ms for ${chain.length} models; where the others are silent, the last has ${Math.round(lastHasMs(withinMs, firstMs, chain.length))} ms: raise within_ms or lower first_ms`,
        ]
      : []),
  ])
}

/** What the last model of a chain has where none of the others begins to answer, in milliseconds. */
function lastHasMs(withinMs: number, firstMs: number, models: number): number {
  let leftMs = withinMs
  for (let asked = 1; asked < models; asked += 1) leftMs -= Math.min(firstMs, leftMs * modelLimits.shareOfTime)
  return leftMs
}

/** Hardly any model far away begins to answer sooner. */
const leastForLastMs = 400
