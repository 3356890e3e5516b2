import type { Wordings } from '../compile.ts'
import type { Segment } from '../template.ts'
import { styleOfWording } from './choose.ts'
import { shownFeature } from './count-features.ts'
import { type DimensionName, dimensionNames, dimensions } from './dimensions.ts'
import { featureValueOf } from './measure.ts'
import { type Mood, moodNames } from './mood.ts'
import { presets } from './presets.ts'
import { previewStyle, shownTemplate } from './preview.ts'
import { rewriteTemplate } from './rewrite/rewrite.ts'
import type { PersonalitySettings } from './settings.ts'
import { neutral, type Style, setDimensions, withDimensions } from './style.ts'
import { styleOf } from './style-of.ts'
import { isGrave, plainOf } from './styled-wordings.ts'

/** What a style guide says, before it is a page. */
export interface StyleGuide {
  assistant: string
  /** "friendly, with expert" */
  character: string
  rows: {
    dimension: DimensionName
    target: number
    /** What the target stands for: "about 8 words per sentence". */
    means: string
    /** Of the assistant's wordings, in its style. */
    measured: number | null
  }[]
  examples: { dimension: DimensionName; rule: string; yes: string[]; no: string[] }[]
  /** How the manner changes with a customer's mood and on a channel: dimension → by how much. */
  changes: { when: string; by: { dimension: DimensionName; from: number; to: number }[] }[]
}

/** Words of an example: long enough to show something, short enough to be read. */
const exampleWords = { least: 5, best: 13, most: 28 } as const
const examplesEach = 2

/** A style guide from the settings, with do and don't taken from the assistant's own wordings. */
export function styleGuide(
  assistant: string,
  settings: PersonalitySettings,
  wordings: Wordings,
  language: string,
): StyleGuide {
  const { style, after } = previewStyle(wordings, settings, language)
  const set = setDimensions(style).sort((a, b) => Math.abs(style[b] - 0.5) - Math.abs(style[a] - 0.5))
  const texts = Object.entries(wordings)
    .filter(([response]) => !isGrave(response))
    .flatMap(([, variants]) => variants)
    .filter(
      ({ locale, asWritten }) => !asWritten && (locale === null || locale.split('-')[0] === language.split('-')[0]),
    )
    .map(({ segments }) => segments)
    .filter((segments) => isReadable(plainOf(segments)))
    .sort((a, b) => unlike(a) - unlike(b))
  const used = new Set<string>()
  return {
    assistant,
    character: characterOf(settings),
    rows: set.map((dimension) => ({
      dimension,
      target: style[dimension],
      means: meaning(dimension, style[dimension]),
      measured: after[dimension].score,
    })),
    examples: set.flatMap((dimension) => examplesFor(dimension, style, texts, language, used) ?? []),
    changes: [
      ...moodNames.map((mood) => ({ when: toMood[mood], by: changesBetween(style, styleOf(settings, { mood })) })),
      ...Object.keys(settings.channels).map((channel) => ({
        when: `On ${channel}`,
        by: changesBetween(style, styleOf(settings, { channel })),
      })),
      { when: 'To a customer who wants it short', by: changesBetween(style, styleOf(settings, { brief: true })) },
    ].filter(({ by }) => by.length > 0),
  }
}

const toMood: Record<Mood, string> = {
  angry: 'To an angry customer',
  frustrated: 'To a frustrated customer',
  sad: 'To a disappointed customer',
  worried: 'To a worried customer',
  confused: 'To a confused customer',
  happy: 'To a happy customer',
  hurried: 'To a customer in a hurry',
}

function characterOf({ preset, style }: PersonalitySettings): string {
  const single = style === undefined || Object.keys(style).length === 0 ? '' : ', with dimensions of its own'
  if (preset === undefined)
    return single === '' ? 'As the wordings are written' : `As the wordings are written${single}`
  if (typeof preset === 'string') return `${presets[preset].about}${single}`
  const parts = Object.entries(preset).sort(([, a], [, b]) => (b ?? 0) - (a ?? 0))
  const all = parts.reduce((sum, [, weight]) => sum + (weight ?? 0), 0)
  return `${parts.map(([name, weight]) => `${Math.round((100 * (weight ?? 0)) / all)} % ${name}`).join(', ')}${single}`
}

function meaning(dimension: DimensionName, target: number): string {
  const { low, high, feature } = dimensions[dimension]
  return `${target < 0.5 ? low : high} (about ${shownFeature(feature, featureValueOf(dimension, target))})`
}

/** The wording on the wanted side, and the same on the other: rewritten where rules can, else two of the assistant's own. */
function examplesFor(
  dimension: DimensionName,
  style: Style,
  texts: readonly (readonly Segment[])[],
  language: string,
  used: Set<string>,
): StyleGuide['examples'][number] | null {
  const wanted = style[dimension] < 0.5 ? 0 : 1
  const { told, rewriting } = dimensions[dimension]
  const rule = told[wanted === 0 ? (style[dimension] < 0.2 ? 0 : 1) : style[dimension] > 0.8 ? 3 : 2]
  const towards = (segments: readonly Segment[], end: number) =>
    shownTemplate(
      rewriteTemplate(segments, { style: withDimensions(neutral, { [dimension]: end }), locale: language }).segments,
    )
  const pairs: [string, string][] = []
  for (const segments of texts) {
    const [yes, no] = [towards(segments, wanted), towards(segments, 1 - wanted)]
    const template = plainOf(segments)
    if (yes === no || used.has(template)) continue
    used.add(template)
    pairs.push([yes, no])
    if (pairs.length === examplesEach) break
  }
  if (pairs.length > 0 || rewriting !== 'choice')
    return pairs.length === 0
      ? null
      : { dimension, rule, yes: pairs.map(([yes]) => yes), no: pairs.map(([, no]) => no) }
  const measured = texts
    .map((segments) => ({ text: shownTemplate(segments), score: styleOfWording(plainOf(segments))[dimension] }))
    .sort((a, b) => (wanted === 0 ? a.score - b.score : b.score - a.score))
  const [best, worst] = [measured[0], measured.at(-1)]
  return best === undefined || worst === undefined || Math.abs(best.score - (1 - wanted)) < 0.55
    ? null
    : { dimension, rule, yes: [best.text], no: [worst.text] }
}

const unlike = (segments: readonly Segment[]): number =>
  Math.abs(plainOf(segments).split(/\s+/).length - exampleWords.best)

function isReadable(text: string): boolean {
  const words = text.split(/\s+/).length
  return words >= exampleWords.least && words <= exampleWords.most && !text.includes('\n')
}

const changesBetween = (from: Style, to: Style) =>
  dimensionNames.flatMap((dimension) =>
    Math.abs(to[dimension] - from[dimension]) < 0.05 ? [] : [{ dimension, from: from[dimension], to: to[dimension] }],
  )
