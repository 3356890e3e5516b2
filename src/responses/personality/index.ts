/** How the assistant speaks: styles, what they do to wordings and prompts, and whether texts keep to them. See docs/personality.md. */

export { type Adherence, adherence, type DimensionAdherence, type Drift, styleDrift } from './adherence.ts'
export { distanceFromStyle } from './choose.ts'
export { featureUnit } from './count-features.ts'
export { type DimensionName, dimensionNames, dimensions } from './dimensions.ts'
export { type StyleGuide, styleGuide } from './guide.ts'
export { guideHtml, guideMarkdown } from './guide-pages.ts'
export { styleInstructions } from './instructions.ts'
export { type Measured, type MeasuredStyle, measureStyle } from './measure.ts'
export { type Mood, moodNames, moodOf, moodShifts } from './mood.ts'
export { type PresetName, presetNames, presets } from './presets.ts'
export { type PreviewedWording, previewStyle, type StylePreview } from './preview.ts'
export { type RewriteRequest, type Rewritten, rewriteTemplate } from './rewrite/rewrite.ts'
export type { Place } from './rewrite/rules.ts'
export { PersonalitySettings } from './settings.ts'
export {
  isSet,
  mixed,
  neutral,
  type PartialStyle,
  type Style,
  setDimensions,
  shifted,
  withDimensions,
} from './style.ts'
export { isStyled, presetStyle, type Situation, styleOf } from './style-of.ts'
