import type { ModelRole } from '#domain/model-call.ts'
import { modelRoles } from '#domain/model-call.ts'
import type { ModelChoice, ProviderChoice } from '#ports/language-model-choice.ts'
import { roleDefaults } from './limits.ts'
import type { ModelConfig, ModelsConfig, RoleConfig } from './schema.ts'

/** A configured model with everything that is needed to open and to judge it. */
export interface ModelSpec {
  /** As assistant.yaml names it: in records, logs and metrics. */
  name: string
  choice: ModelChoice
  price: { input: number; cachedInput: number; output: number }
  contextTokens: number
  tools: boolean
}

export interface RoleSpec {
  role: ModelRole
  chain: ModelSpec[]
  withinMs: number
  firstMs: number
  betweenMs: number
  hedgeAfterMs: number | null
  cacheMs: number
  semantic: boolean
  config: RoleConfig
}

export interface ResolvedModels {
  models: Map<string, ModelSpec>
  roles: Map<ModelRole, RoleSpec>
  /** What is configured and cannot work for want of an environment variable; those models are left out. */
  missing: { model: string; variable: string }[]
}

type Environment = Readonly<Record<string, string | undefined>>

/** Fills in keys and addresses. A model whose key or address is not set is left out of its chains; a role without any model is not offered. */
export function resolveModels(config: ModelsConfig, environment: Environment): ResolvedModels {
  const missing: ResolvedModels['missing'] = []
  const models = new Map<string, ModelSpec>()
  for (const [name, model] of Object.entries(config.models)) {
    const provider = providerOf(config, model, environment)
    if ('variable' in provider) missing.push({ model: name, variable: provider.variable })
    else models.set(name, specOf(name, model, provider))
  }
  const roles = new Map<ModelRole, RoleSpec>()
  for (const role of modelRoles) {
    const given = config.roles[role]
    const chain = (given?.chain ?? []).flatMap((name) => models.get(name) ?? [])
    if (given && chain.length > 0) roles.set(role, roleSpec(role, given, chain))
  }
  return { models, roles, missing }
}

function providerOf(
  config: ModelsConfig,
  model: ModelConfig,
  environment: Environment,
): ProviderChoice | { variable: string } {
  const provider = config.providers[model.provider]
  if (provider === undefined) return { variable: '' }
  const key = provider.key === undefined ? null : (environment[provider.key.env]?.trim() ?? '')
  if (key === '') return { variable: provider.key?.env ?? '' }
  const url = typeof provider.url === 'object' ? (environment[provider.url.env]?.trim() ?? '') : (provider.url ?? null)
  if (url === '') return { variable: typeof provider.url === 'object' ? provider.url.env : '' }
  return { kind: provider.kind, api: provider.api, url: url?.replace(/\/+$/, '') ?? null, key }
}

function specOf(name: string, model: ModelConfig, provider: ProviderChoice): ModelSpec {
  const { input, output, cached_input = input } = model.price
  return {
    name,
    choice: {
      name: `${model.provider}/${model.model}`,
      provider,
      model: model.model,
      structuredOutput: model.structured_output ?? (provider.kind === 'compatible' ? 'json' : 'schema'),
      streams: model.streaming,
      temperature: model.temperature,
      reasoning: model.reasoning ?? null,
    },
    price: { input, cachedInput: cached_input, output },
    contextTokens: model.context,
    tools: model.tools,
  }
}

function roleSpec(role: ModelRole, config: RoleConfig, chain: ModelSpec[]): RoleSpec {
  const defaults = roleDefaults[role]
  const withinMs = config.within_ms ?? defaults.withinMs
  return {
    role,
    chain,
    withinMs,
    firstMs: Math.min(config.first_ms ?? defaults.firstMs, withinMs),
    betweenMs: Math.min(config.between_ms ?? defaults.betweenMs, withinMs),
    hedgeAfterMs: config.hedge_after_ms ?? null,
    cacheMs: config.cache.minutes * 60_000,
    semantic: config.cache.semantic,
    config,
  }
}

/** How warm and how long: of the intent or its parent, else of the role, else what the prompt says, else the default. */
export function manner(
  { role, config }: RoleSpec,
  asked: { intent?: string; temperature?: number; maxOutputTokens?: number },
): { temperature: number; maxOutputTokens: number } {
  const parts = asked.intent?.split('/') ?? []
  const paths = parts.map((_, index) => parts.slice(0, parts.length - index).join('/'))
  const ofIntent = paths.flatMap((path) => config.by_intent[path] ?? [])
  const first = <K extends 'temperature' | 'max_output_tokens'>(key: K) =>
    ofIntent.find((own) => own[key] !== undefined)?.[key]
  return {
    temperature: first('temperature') ?? config.temperature ?? asked.temperature ?? roleDefaults[role].temperature,
    maxOutputTokens:
      first('max_output_tokens') ??
      config.max_output_tokens ??
      asked.maxOutputTokens ??
      roleDefaults[role].maxOutputTokens,
  }
}
