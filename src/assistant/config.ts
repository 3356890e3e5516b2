import { z } from 'zod'
import { repairNames, thresholdsSchema } from '#dialogue/index.ts'
import type { Problem } from '#domain/problem.ts'
import { ModelsConfig } from '#language-models/index.ts'
import { GuardrailSettings, PersonalitySettings } from '#responses/index.ts'
import { readChecked } from '#source-files/index.ts'
import { EncoderConfig } from './encoder-config.ts'
import { IdentityConfig } from './identity.ts'
import { Silence } from './silence.ts'
import { type AssistantSource, textOf } from './source.ts'

const clockTime = /^([01]\d|2[0-4]):[0-5]\d$/
const Range = z
  .string()
  .regex(/^([01]\d|2[0-4]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d$/, 'write opening hours like 08:00-20:00')
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

export const Hours = z
  .strictObject({
    time_zone: z.string().default('UTC').describe('IANA name, such as America/New_York'),
    week: z
      .partialRecord(z.enum(days), z.array(Range))
      .default({})
      .describe('Opening hours by day; a day without an entry is closed'),
    closed_on: z.array(z.iso.date()).default([]).describe('Dates without people, such as holidays'),
  })
  .describe('When people answer on the desk. Without it they are always there')
export type Hours = z.infer<typeof Hours>

const Setting = z.union([
  z.string(),
  z.number(),
  z
    .strictObject({
      env: z.string().describe('The environment variable that has the value'),
      default: z.string().optional().describe('Where the variable is not set; without it the start fails'),
    })
    .describe('From the environment, so that addresses and secrets stay out of the folder'),
])

/** assistant.yaml. */
export const AssistantConfig = z.strictObject({
  name: z.string().min(1).describe('What customers see: the name of the company or of the assistant'),
  languages: z.array(z.string()).min(1).describe('BCP 47 tags the assistant answers in; the first is the default'),
  time_zone: z
    .string()
    .default('UTC')
    .describe('Zone of the business: of `today` in flows, and of customers\' "tomorrow" where nothing better is known'),
  identity: IdentityConfig.prefault({}),
  verification: z.string().optional().describe('The flow that verifies a customer, run before a flow that needs it'),
  repairs: z
    .partialRecord(z.enum(repairNames), z.string())
    .default({})
    .describe('Flows of your own in place of built-in repairs; see docs/dialogue.md'),
  thresholds: thresholdsSchema.prefault({}).describe('Numbers of the policy; see docs/dialogue.md'),
  encoder: EncoderConfig.default('embedded').describe(
    'What knows the meaning of words: `embedded`, `static`, `none`, `{ onnx: folder }` or `{ endpoint: … }`; see docs/understanding/encoders.md',
  ),
  models: ModelsConfig.optional(),
  guardrails: GuardrailSettings.prefault({}),
  hours: Hours.optional(),
  handoff: z
    .strictObject({
      team: z.string().default('support').describe('Where hand-offs go unless a flow names another team'),
    })
    .prefault({})
    .describe('Passing conversations to people'),
  sessions: z
    .strictObject({
      idle_after_minutes: z.number().positive().default(30).describe('Without a message, until it is idle'),
      close_after_hours: z.number().positive().default(24).describe('Without a message, until it is closed'),
    })
    .prefault({})
    .describe(
      'When a silent conversation becomes idle and when it is closed; the next message resumes it with its memory',
    ),
  silence: Silence.prefault({}),
  memory: z
    .strictObject({
      profile: z
        .enum(['ask', 'on', 'off'])
        .default('ask')
        .describe(
          'Whether facts about known customers are remembered beyond a conversation: with their own yes, unless they say no, or never',
        ),
      keep_days: z
        .number()
        .positive()
        .max(3650)
        .default(365)
        .describe('Days until a remembered fact expires, unless a flow says otherwise'),
    })
    .prefault({})
    .describe('What is remembered of customers; see docs/memory.md'),
  knowledge: z
    .strictObject({
      watch: z
        .boolean()
        .default(false)
        .describe('Whether a running server takes over changes of the knowledge folder by itself'),
    })
    .prefault({})
    .describe('Articles to answer from; see docs/ingestion.md'),
  currency: z.string().length(3).default('USD').describe('ISO 4217 code in which amounts are worded'),
  personality: PersonalitySettings.prefault({}),
  settings: z
    .record(z.string(), Setting)
    .default({})
    .describe('Addresses, keys and facts for tools and, where `expose` names them, for flows and responses'),
  refer_to: z
    .record(z.string(), z.array(z.string()))
    .default({})
    .describe('What customers call a kind of thing, for "it" and "that parcel": entity type to nouns'),
  expose: z
    .array(z.string())
    .default([])
    .describe('Names of the settings that responses and flows may show; the others are for tools alone'),
})

export type AssistantConfig = z.infer<typeof AssistantConfig>

export type ResolvedSettings = Record<string, string | number>

/** Settings with the environment filled in; those without a value are named. */
export function resolveSettings(
  config: AssistantConfig,
  environment: Record<string, string | undefined>,
): { settings: ResolvedSettings; missing: string[] } {
  const settings: ResolvedSettings = {}
  const missing: string[] = []
  for (const [name, setting] of Object.entries(config.settings)) {
    if (typeof setting !== 'object') settings[name] = setting
    else {
      const value = environment[setting.env] ?? setting.default
      if (value === undefined) missing.push(`${name} (set the environment variable ${setting.env})`)
      else settings[name] = value
    }
  }
  return { settings, missing }
}

/** With an error nothing of assistant.yaml is used; a valid stand-in lets the other files be checked too. */
export function readConfig(source: AssistantSource): { config: AssistantConfig; problems: Problem[] } {
  const read = readChecked({ file: 'assistant.yaml', text: textOf(source, 'assistant.yaml') ?? '' }, AssistantConfig)
  return {
    config: read.value ?? AssistantConfig.parse({ name: 'invalid', languages: ['en'] }),
    problems: read.problems,
  }
}

/** Whether people are there at that time. */
export function isOpen(hours: Hours | undefined, atMs: number): boolean {
  if (hours === undefined) return true
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-CA', {
      timeZone: hours.time_zone,
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(atMs)
      .map(({ type, value }) => [type, value]),
  )
  if (hours.closed_on.includes(`${parts.year}-${parts.month}-${parts.day}`)) return false
  const day = days.find((name) => name === parts.weekday?.toLowerCase().slice(0, 3))
  const now = `${parts.hour}:${parts.minute}`
  return (day ? (hours.week[day] ?? []) : []).some((range) => {
    const [from = '', to = ''] = range.split('-')
    return clockTime.test(now) && from <= now && now < to
  })
}
