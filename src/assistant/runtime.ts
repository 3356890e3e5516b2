import type { CompiledFlows, Thresholds, ToolFacts } from '#dialogue/index.ts'
import type { IntentName, ReleaseId, ToolName } from '#domain/ids.ts'
import type { Json } from '#domain/json.ts'
import { type Knowledge, loadKnowledge } from '#knowledge/index.ts'
import type { Prompts } from '#language-models/index.ts'
import type { ReferableNouns } from '#memory/index.ts'
import type { Encoders } from '#ports/encoders.ts'
import { loadResponses, type Responses, type Wordings, warmGuardrails } from '#responses/index.ts'
import type { ToolSet } from '#tools/index.ts'
import { load as loadUnderstander, type Understander } from '#understanding/index.ts'
import { evaluateCondition } from './conditions.ts'
import { AssistantConfig, type ResolvedSettings, resolveSettings } from './config.ts'
import type { IntentDefinition } from './content.ts'
import { milliseconds } from './duration.ts'
import { withBuiltInTools } from './identity.ts'
import { fromBytes, type PartName } from './parts.ts'
import { silenceRules } from './silence.ts'

/** A release in memory, ready to answer. */
export interface AssistantRuntime {
  release: ReleaseId
  config: AssistantConfig
  settings: ResolvedSettings
  /** The settings that flows and responses may show. */
  exposed: Record<string, Json>
  thresholds: Thresholds
  understander: Understander
  intents: ReadonlyMap<IntentName, IntentDefinition>
  flows: CompiledFlows
  responses: Responses
  knowledge: Knowledge
  tools: ToolSet
  toolDeclarations: ReadonlyMap<ToolName, ToolFacts>
  /** What language models are told, by role. */
  prompts: Prompts
  referableNouns: ReferableNouns
  /** How long a silent customer stays verified; null: as long as the conversation lasts. */
  verifiedForMs: number | null
  /** What is done while a question stays unanswered, as the engine takes it. */
  silence: ReturnType<typeof silenceRules>
  /** The nearest language the assistant has. */
  localeFor(wanted: string | undefined): string
}

/** What a release needs that is no part of it. */
export interface RuntimeSurroundings {
  tools: ToolSet
  environment: Record<string, string | undefined>
  encoders: Encoders
}

/** Puts a release's stored parts together. The parts were checked when they were made. Rejects with `encoder.unusable`. */
export async function assembleRuntime(
  release: ReleaseId,
  parts: Record<PartName, Uint8Array>,
  { tools, environment, encoders }: RuntimeSurroundings,
): Promise<AssistantRuntime> {
  const config = AssistantConfig.parse(fromBytes(parts.config))
  warmGuardrails()
  const { settings } = resolveSettings(config, environment)
  const offered = withBuiltInTools(tools, config.identity)
  const definitions = fromBytes(parts.intents) as IntentDefinition[]
  const encoder = await encoders.open(config.encoder)
  return {
    release,
    config,
    settings,
    exposed: Object.fromEntries(
      config.expose.flatMap((name) => (name in settings ? [[name, settings[name] as Json]] : [])),
    ),
    thresholds: config.thresholds,
    understander: loadUnderstander(parts.understanding, encoder),
    intents: new Map(definitions.map((definition) => [definition.name, definition])),
    flows: fromBytes(parts.flows) as CompiledFlows,
    responses: loadResponses(fromBytes(parts.responses) as Wordings, {
      evaluate: evaluateCondition,
      currency: config.currency,
      timeZone: config.time_zone,
      personality: config.personality,
      language: config.languages[0] ?? 'en',
    }),
    knowledge: loadKnowledge(parts.knowledge, { encoder }),
    tools: offered,
    toolDeclarations: new Map([...offered].map(([name, tool]) => [name, tool.facts])),
    prompts: fromBytes(parts.prompts) as Prompts,
    referableNouns: new Map(Object.entries(config.refer_to)),
    verifiedForMs: config.identity.verified_for === undefined ? null : milliseconds(config.identity.verified_for),
    silence: silenceRules(config.silence),
    localeFor: (wanted) => nearestLocale(config.languages, wanted),
  }
}

/** The same tag, else the same language, else the default (the first). */
export function nearestLocale(languages: readonly string[], wanted: string | undefined): string {
  const tags = languages.map((tag) => tag.toLowerCase())
  const tag = wanted?.toLowerCase() ?? ''
  const exact = tags.indexOf(tag)
  const related = tags.findIndex((candidate) => candidate.split('-')[0] === tag.split('-')[0])
  return languages[exact >= 0 ? exact : Math.max(related, 0)] ?? 'en'
}
