import { type Mood, moodShifts } from './mood.ts'
import { type PresetName, presets } from './presets.ts'
import type { Manner, PersonalitySettings } from './settings.ts'
import { mixed, neutral, type Style, shifted, withDimensions } from './style.ts'

export interface Situation {
  channel?: string | undefined
  mood?: Mood | null | undefined
  /** The customer wants it short. */
  brief?: boolean | undefined
}

/** Who wants it short gets this, whatever the personality. */
const brief = { verbosity: -0.4, sentence_length: -0.2, proactivity: -0.2 } as const

/**
 * How it speaks here and now: the presets' mixture, then single dimensions, then the channel, the customer's mood, and their wish for
 * brevity. `emoji: false` and `contractions: false` hold whatever comes after them.
 */
export function styleOf(settings: PersonalitySettings, { channel, mood, brief: isBrief }: Situation = {}): Style {
  let style = applied(withDimensions(neutral, { emoji_use: 0 }), settings)
  // Presets bring none by themselves; `emoji: true` keeps those that authors wrote.
  if (settings.emoji === true && settings.style?.emoji_use === undefined && style.emoji_use < 0.5)
    style = withDimensions(style, { emoji_use: 0.5 })
  const ofChannel =
    channel !== undefined && Object.hasOwn(settings.channels, channel) ? settings.channels[channel] : undefined
  if (ofChannel) style = applied(style, ofChannel)
  if (mood != null) {
    const own = settings.moods[mood]
    if (own !== undefined) style = applied(style, own)
    else if (isStyled(settings)) style = shifted(style, moodShifts[mood])
  }
  if (isBrief === true && isStyled(settings)) style = shifted(style, brief)
  return withDimensions(style, {
    ...(settings.emoji === false && { emoji_use: 0 }),
    ...(!settings.contractions && { contraction: 0 }),
  })
}

/** Whether any way of speaking was asked for. Without, replies stay as written, whatever the customer's mood. */
export const isStyled = ({ preset, style, channels, moods }: PersonalitySettings): boolean =>
  preset !== undefined || style !== undefined || Object.keys(channels).length + Object.keys(moods).length > 0

function applied(style: Style, { preset, style: single = {}, shift = {} }: Manner): Style {
  return shifted(withDimensions(preset === undefined ? style : presetStyle(preset), single), shift)
}

/** One preset, or several with their weights. */
export function presetStyle(preset: NonNullable<Manner['preset']>): Style {
  if (typeof preset === 'string') return presets[preset].style
  return mixed(
    Object.entries(preset).map(([name, weight]) => ({
      style: presets[name as PresetName].style,
      weight: weight ?? 0,
    })),
  )
}
