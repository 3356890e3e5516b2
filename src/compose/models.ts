import { openLanguageModel } from '#adapters/models/index.ts'
import type { AssistantConfig } from '#assistant/index.ts'
import type { Clock } from '#domain/clock.ts'
import { canonicalJson } from '#domain/json.ts'
import {
  describeModels,
  type LanguageModels,
  type ModelsObserver,
  modelWarnings,
  openLanguageModels,
  resolveModels,
} from '#language-models/index.ts'
import type { Metrics } from '#monitoring/index.ts'
import type { Encoders } from '#ports/encoders.ts'
import type { ModelSpending } from '#ports/model-spending.ts'
import { groundingFor } from '#responses/index.ts'
import type { TurnLog } from '#turn/index.ts'

interface Surroundings {
  environment: Record<string, string | undefined>
  encoders: Encoders
  clock: Clock
  metrics: Metrics
  log: TurnLog
  /** Where all processes count what they spend; null: each for itself. */
  spending: ModelSpending | null
}

/** Configurations that are kept open: those of the live release, of conversations on older ones, of the arms of an experiment. */
const keptAtMost = 8

/**
 * The language models of releases. Releases that configure the same share breakers, caches and budgets. Without `models` in assistant.yaml
 * nothing is loaded.
 */
export class ModelsOfReleases {
  private readonly opened = new Map<string, Promise<LanguageModels>>()
  private readonly surroundings: Surroundings
  constructor(surroundings: Surroundings) {
    this.surroundings = surroundings
  }

  /** Undefined where the release configures none, or where the packages that reach them cannot be loaded. */
  async of(config: Pick<AssistantConfig, 'models' | 'encoder'>): Promise<LanguageModels | undefined> {
    if (config.models === undefined) return undefined
    const key = canonicalJson([config.models, config.encoder])
    let opening = this.opened.get(key)
    if (opening === undefined) {
      opening = this.open(config.models, config.encoder)
      this.opened.set(key, opening)
      while (this.opened.size > keptAtMost) this.opened.delete(this.opened.keys().next().value ?? '')
    }
    try {
      return await opening
    } catch (error) {
      this.opened.delete(key)
      this.surroundings.log.error({ err: error }, 'language models cannot be opened: everything is embedded')
      return undefined
    }
  }

  /** What is configured, in one line, and what to look at; null where there is nothing. */
  describe({ models }: Pick<AssistantConfig, 'models'>): { line: string; warnings: string[] } | null {
    if (models === undefined) return null
    const resolved = resolveModels(models, this.surroundings.environment)
    return { line: describeModels(resolved), warnings: modelWarnings(resolved) }
  }

  private async open(
    models: NonNullable<AssistantConfig['models']>,
    choice: AssistantConfig['encoder'],
  ): Promise<LanguageModels> {
    const { environment, encoders, clock, metrics, log, spending } = this.surroundings
    const semantic = Object.values(models.roles).some((role) => role?.cache.semantic)
    const opened = await openLanguageModels(models, {
      environment,
      open: (model) => openLanguageModel(model, () => clock.now()),
      clock,
      nowMs: () => performance.now(),
      observer: observing(metrics, log),
      encoder: semantic ? await encoders.open(choice) : null,
      spending,
    })
    // What sentences are held against is read in now (a third of a second, once), not while the first customer waits.
    if (opened.models.offers('answer')) groundingFor(['Returns are free.']).supportOf('Returns are free.')
    return opened.models
  }
}

/** Metrics of every attempt, log lines of what failed: names, numbers and outcomes, never content. */
const observing = (metrics: Metrics, log: TurnLog): ModelsObserver => ({
  attempt(role, { model, outcome, ms, firstMs, as }, tokens, cost, detail) {
    metrics.modelAttempts.inc({ role, model, outcome })
    if (outcome !== 'left-alone') metrics.modelSeconds.observe({ role, model }, ms / 1000)
    if (firstMs !== null) metrics.modelFirstSeconds.observe({ role, model }, firstMs / 1000)
    metrics.modelTokens.inc({ model, kind: 'input' }, tokens.input - tokens.cachedInput)
    metrics.modelTokens.inc({ model, kind: 'cached-input' }, tokens.cachedInput)
    metrics.modelTokens.inc({ model, kind: 'output' }, tokens.output)
    metrics.modelCost.inc({ model }, cost)
    const fields = { role, model, outcome, detail, as, ms: Math.round(ms) }
    if (outcome === 'given' || outcome === 'cancelled') log.info(fields, 'a language model was asked')
    else log.warn(fields, 'a language model did not answer as asked')
  },
  call({ role, cache }, none) {
    metrics.modelCalls.inc({ role, result: none ?? 'given', cache })
  },
})
