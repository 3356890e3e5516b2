import type { ResponseName } from '#domain/ids.ts'
import type { Json } from '#domain/json.ts'
import { pick, type Random } from '#domain/random.ts'
import type { QuickReply, ReplyPart } from '#domain/reply.ts'
import type { Variant, Wordings } from './compile.ts'
import { formatValue, type Manner } from './formats.ts'
import { withSafetyWordings } from './guardrails/safety-wordings.ts'
import { withLanguageWordings } from './language-wordings.ts'
import { withMemoryWordings } from './memory-wordings.ts'
import { nearest } from './personality/choose.ts'
import type { Mood } from './personality/mood.ts'
import { PersonalitySettings } from './personality/settings.ts'
import { type StyledWordings, styledWordings } from './personality/styled-wordings.ts'
import type { Placeholder, Segment } from './template.ts'

/** What is the same for every rendering of an assistant. */
export interface ResponsesOptions {
  /** The value of a condition's source; anything but null, false, 0, '' and [] counts as true. */
  evaluate(source: string, variables: Record<string, Json>): Json
  currency: string
  timeZone: string
  /** How it speaks. Left out: as the wordings are written, without their emoji. */
  personality?: PersonalitySettings
  /** Of wordings that name no locale (BCP 47). Left out: that of the rendering. */
  language?: string
}

export interface RenderContext {
  locale: string
  channel: string
  /** Seeded from conversation and sequence: a replay draws the same variants. */
  random: Random
  variables: Record<string, Json>
  nowMs: number
  /** The customer wants it short: of the wordings that fit, the shortest. */
  brief?: boolean
  /** The customer's zone, where it is another than the assistant's: what moments are written in. */
  timeZone?: string
  /** How the customer seems to feel, where that asks for another manner. */
  mood?: Mood | null
  /** Nothing was said in this reply before it. */
  opens?: boolean
  /** The task is done, and nothing is said after it. */
  closes?: boolean
  /** Texts said lately: a wording among them is not used again while there is another. */
  recent?: readonly string[]
}

export interface Rendered {
  parts: ReplyPart[]
  quickReplies: QuickReply[]
  /** What amounts, dates and addresses in the parts rest on: the author's words. Inserted values are the caller's to add. */
  grounds: Json[]
  /** Placeholders without a value; the sentences that needed them were left out. */
  missing: string[]
  /** Index of the variant; null where there was none and the last resort was said. */
  variant: number | null
}

export interface Responses {
  render(response: ResponseName, context: RenderContext): Rendered
  has(response: ResponseName): boolean
  names(): ResponseName[]
  /** Whether its words offer a person: a "yes" after it calls one. */
  offersPerson(response: ResponseName): boolean
}

/** Built-in responses that offer a person by their usual words. */
const usuallyOffer: ReadonlySet<ResponseName> = new Set([
  'knowledge.unknown',
  'repair.person-possible',
  'check.withheld',
  'check.private',
  'check.ungrounded',
  'safety.no-person',
  'safety.promises',
])

/** Said where nothing else can be: no wording, or none without a hole. */
const lastResort = {
  response: 'check.safe',
  text: 'Sorry, something is not right on our side. Please try again, or ask for a person.',
} as const

/** Opens compiled responses for rendering. Pure: the same context gives the same reply. */
export function loadResponses(authored: Wordings, options: ResponsesOptions): Responses {
  const wordings = withSafetyWordings(withMemoryWordings(withLanguageWordings(authored)))
  const wordingsOf = (response: ResponseName): Variant[] =>
    Object.hasOwn(wordings, response) ? (wordings[response] ?? []) : []
  const personality = options.personality ?? PersonalitySettings.parse({})
  const styled = styledIn(personality, options.language)
  const render = (response: ResponseName, context: RenderContext): Rendered => {
    const manner: Manner = {
      locale: context.locale,
      currency: options.currency,
      timeZone: context.timeZone ?? options.timeZone,
      nowMs: context.nowMs,
    }
    const fitting = fittingVariants(wordingsOf(response), context, options, personality.tone ?? null)
    const { opens = false, closes = false, ...speaking } = context
    const filled = fitting.map((variant) => {
      const worded = styled(context.locale).worded(response, variant, { ...speaking, place: { opens, closes } })
      const inStyle = fill(worded.segments, context.variables, manner)
      // Where a sentence has to go, it is one that the author wrote: rewriting may have divided it.
      const isWhole = inStyle.missing.length === 0 || worded.segments === variant.segments
      return {
        variant,
        distance: worded.distance,
        ...(isWhole ? inStyle : fill(variant.segments, context.variables, manner)),
      }
    })
    const whole = filled.filter(({ missing, text }) => missing.length === 0 && text !== '')
    const usable = whole.length > 0 ? whole : filled.filter(({ text }) => text !== '').slice(0, 1)
    const fresh = usable.filter(({ text }) => !context.recent?.includes(text))
    const choice = fresh.length > 0 ? fresh : usable
    // Drawn in any case, so that what is drawn after it is the same.
    const drawn = pick(nearest(choice), context.random)
    const chosen = context.brief === true ? shortest(choice) : drawn
    if (!chosen) {
      const missing = filled.flatMap((one) => one.missing)
      if (response !== lastResort.response && Object.hasOwn(wordings, lastResort.response))
        return { ...render(lastResort.response, context), missing }
      return {
        parts: [{ kind: 'text', text: lastResort.text, response }],
        quickReplies: [],
        grounds: [],
        missing,
        variant: null,
      }
    }
    const words = (segments: readonly Segment[]) => fill(segments, context.variables, manner)
    const quickReplies = chosen.variant.quickReplies.flatMap(({ label, payload }) => {
      const [said, sent] = [words(label), words(payload)]
      return said.missing.length + sent.missing.length > 0 ? [] : [{ label: said.text, payload: sent.text }]
    })
    return {
      parts: [{ kind: 'text', text: chosen.text, response }],
      quickReplies,
      grounds: [chosen.variant.source],
      missing: chosen.missing,
      variant: wordingsOf(response).indexOf(chosen.variant),
    }
  }
  return {
    render,
    has: (response) => Object.hasOwn(wordings, response),
    names: () => Object.keys(wordings),
    offersPerson(response) {
      const declared = wordingsOf(response).find(({ offers }) => offers !== undefined)?.offers
      return declared === undefined ? usuallyOffer.has(response) : declared === 'hand-off'
    },
  }
}

/**
 * Narrowed step by step, each time to those made for the case if there are any, else to those made for no case in particular:
 * channel, then condition, then locale (`en-US`, `en`, none), then tone.
 */
function fittingVariants(
  variants: readonly Variant[],
  context: RenderContext,
  options: ResponsesOptions,
  tone: string | null,
): Variant[] {
  const language = context.locale.split('-')[0]
  const special = (
    all: readonly Variant[],
    wanted: (variant: Variant) => boolean,
    general: (variant: Variant) => boolean,
  ): Variant[] => {
    const found = all.filter(wanted)
    return found.length > 0 ? found : all.filter(general)
  }
  let left = special(
    variants,
    ({ channel }) => channel === context.channel,
    ({ channel }) => channel === null,
  )
  left = left.filter(({ locale }) => locale === null || locale === context.locale || locale === language)
  left = special(
    left,
    ({ when }) => when !== null && truthy(options.evaluate(when, context.variables)),
    ({ when }) => when === null,
  )
  left = special(
    left,
    ({ locale }) => locale === context.locale,
    () => true,
  )
  left = special(
    left,
    ({ locale }) => locale !== null,
    () => true,
  )
  return special(
    left,
    (variant) => tone !== null && variant.tone === tone,
    (variant) => variant.tone === null,
  )
}

const shortest = <T extends { text: string }>(choice: readonly T[]): T | undefined =>
  choice.reduce<T | undefined>(
    (best, one) => (best === undefined || one.text.length < best.text.length ? one : best),
    undefined,
  )

const truthy = (value: Json): boolean =>
  !(value === null || value === false || value === 0 || value === '' || (Array.isArray(value) && value.length === 0))

/** Fills a template. A sentence whose value is missing is left out, so that no hole and no brace reaches the customer. */
function fill(
  segments: readonly Segment[],
  variables: Record<string, Json>,
  manner: Manner,
): { text: string; missing: string[] } {
  const missing: string[] = []
  const hole = '\uE000'
  const text = segments
    .map((segment) => {
      if (typeof segment === 'string') return segment
      const value = formatValue(valueAt(variables, segment), segment.formats, manner)
      const instead = segment.formats.find(({ name }) => name === 'or')?.argument
      if (value === null && instead === undefined) missing.push(segment.path.join('.'))
      return value ?? instead ?? hole
    })
    .join('')
  if (missing.length === 0) return { text: text.trim(), missing }
  const kept = text
    .split('\n')
    .map((line) =>
      line
        .split(/(?<=[.!?]["”’)]?)\s+/)
        .filter((sentence) => !sentence.includes(hole))
        .join(' '),
    )
    .filter((line) => line !== '')
  return { text: kept.join('\n').trim(), missing }
}

/** Own properties of plain objects and lists only: a path cannot reach into a prototype. */
function valueAt(variables: Record<string, Json>, { path }: Placeholder): Json {
  let value: Json = variables
  for (const name of path) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, name)) return null
    value = (value as Record<string, Json>)[name] ?? null
  }
  return value
}

/** Wordings without a locale are in the assistant's language; where that is not known, in that of the rendering. */
function styledIn(personality: PersonalitySettings, language: string | undefined): (locale: string) => StyledWordings {
  const made = new Map<string, StyledWordings>()
  return (locale) => {
    const key = language ?? locale
    const known = made.get(key)
    if (known !== undefined) return known
    const fresh = styledWordings(personality, key)
    made.set(key, fresh)
    return fresh
  }
}
