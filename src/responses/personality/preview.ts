import type { ResponseName } from '#domain/ids.ts'
import type { Variant, Wordings } from '../compile.ts'
import type { Placeholder, Segment } from '../template.ts'
import { type MeasuredStyle, measureStyle } from './measure.ts'
import { rewriteTemplate } from './rewrite/rewrite.ts'
import type { PersonalitySettings } from './settings.ts'
import { neutral, type Style } from './style.ts'
import { type Situation, styleOf } from './style-of.ts'
import { isGrave, plainOf } from './styled-wordings.ts'

export interface PreviewedWording {
  response: ResponseName
  /** Which of its variants, from 0. */
  variant: number
  /** With placeholders as `{order.number}`. */
  before: string
  after: string
  /** The rules that changed it. */
  applied: string[]
}

export interface StylePreview {
  style: Style
  wordings: PreviewedWording[]
  before: MeasuredStyle
  after: MeasuredStyle
}

/**
 * An assistant's own wordings in a style, all variants, as a reply that begins with them. Only those for the channel are looked at (others
 * are made for theirs), and of languages only the assistant's first.
 */
export function previewStyle(
  wordings: Wordings,
  settings: PersonalitySettings,
  language: string,
  situation: Situation = {},
): StylePreview {
  const style = styleOf(settings, situation)
  const own = Object.entries(wordings).flatMap(([response, variants]) =>
    variants
      .map((variant, at) => ({ response, variant, at }))
      .filter(({ variant }) => isFor(variant, language, situation.channel ?? null)),
  )
  const styled = own.map(({ response, variant, at }) => {
    const target = isGrave(response) ? neutral : style
    const { segments, applied } = variant.asWritten
      ? { segments: variant.segments, applied: [] }
      : rewriteTemplate(variant.segments, {
          style: target,
          locale: variant.locale ?? language,
          mood: situation.mood ?? null,
          place: { opens: true, closes: false },
        })
    return { response, variant: at, from: variant.segments, to: segments, applied }
  })
  return {
    style,
    wordings: styled.map(({ from, to, ...rest }) => ({
      ...rest,
      before: shownTemplate(from),
      after: shownTemplate(to),
    })),
    before: measureStyle(styled.map(({ from }) => plainOf(from))),
    after: measureStyle(styled.map(({ to }) => plainOf(to))),
  }
}

const isFor = (variant: Variant, language: string, channel: string | null): boolean =>
  (variant.locale === null || variant.locale.split('-')[0] === language.split('-')[0]) &&
  (variant.channel === null || variant.channel === channel)

/** A template for people: placeholders without their formats. */
export const shownTemplate = (segments: readonly Segment[]): string =>
  segments.map((segment) => (typeof segment === 'string' ? segment : shownPlaceholder(segment))).join('')

const shownPlaceholder = ({ path }: Placeholder): string => `{${path.join('.')}}`
