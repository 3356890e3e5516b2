import type { ResponseName } from '#domain/ids.ts'
import type { Variant } from '../compile.ts'
import type { Segment } from '../template.ts'
import { distance, styleOfWording } from './choose.ts'
import type { Mood } from './mood.ts'
import { rewriteTemplate } from './rewrite/rewrite.ts'
import type { Place } from './rewrite/rules.ts'
import type { PersonalitySettings } from './settings.ts'
import { neutral, type Style, setDimensions, withDimensions } from './style.ts'
import { styleOf } from './style-of.ts'

/** What a rendering knows about where and to whom it speaks. */
export interface Speaking {
  channel: string
  mood?: Mood | null
  brief?: boolean
  place?: Place
}

export interface Worded {
  segments: readonly Segment[]
  /** How far its style is from what is wanted, 0 … 1. Measured when it is asked for: most responses have nothing to choose from. */
  distance(): number
}

export interface StyledWordings {
  style(speaking: Speaking): Style
  /** A wording in the style of the moment. Made at its first use and kept: 0.2 ms once, then a look-up. */
  worded(response: ResponseName, variant: Variant, speaking: Speaking): Worded
}

/** Distress and danger are answered in the words that were written for them: only emoji go. */
export const isGrave = (response: ResponseName): boolean => response.startsWith('safety.')

/** @param language of wordings that name none (BCP 47): the assistant's first. */
export function styledWordings(settings: PersonalitySettings, language: string): StyledWordings {
  const styles = new Map<string, Style>()
  const made = new Map<string, Map<Variant, Worded>>()
  // Channels without a manner of their own share one entry, so that names from outside cannot fill the memory.
  const keyOf = ({ channel, mood, brief }: Speaking) =>
    `${Object.hasOwn(settings.channels, channel) ? channel : ''} ${mood ?? ''} ${brief === true ? 'brief' : ''}`
  const style = (speaking: Speaking): Style => {
    const key = keyOf(speaking)
    const known = styles.get(key)
    if (known !== undefined) return known
    const found = styleOf(settings, speaking)
    styles.set(key, found)
    return found
  }
  return {
    style,
    worded(response, variant, speaking) {
      const { place = { opens: false, closes: false }, mood = null } = speaking
      const key = `${keyOf(speaking)} ${place.opens ? 'opens' : ''} ${place.closes ? 'closes' : ''}`
      const ofStyle = made.get(key) ?? new Map<Variant, Worded>()
      made.set(key, ofStyle)
      const known = ofStyle.get(variant)
      if (known !== undefined) return known
      const wanted = style(speaking)
      const target = isGrave(response)
        ? withDimensions(neutral, { emoji_use: Math.min(0.5, wanted.emoji_use) })
        : wanted
      const locale = variant.locale ?? language
      const segments = variant.asWritten
        ? variant.segments
        : rewriteTemplate(variant.segments, { style: target, locale, mood, place }).segments
      const set = setDimensions(target)
      let measured: number | null = set.length === 0 ? 0 : null
      const worded: Worded = {
        segments,
        distance: () => (measured ??= distance(styleOfWording(plainOf(segments)), target, set)),
      }
      ofStyle.set(variant, worded)
      return worded
    },
  }
}

/** A template to be measured: every placeholder counts as a word without style. */
export const plainOf = (segments: readonly Segment[]): string =>
  segments.map((segment) => (typeof segment === 'string' ? segment : 'X1')).join('')
