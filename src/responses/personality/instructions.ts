import { type DimensionName, dimensions } from './dimensions.ts'
import { featureValueOf } from './measure.ts'
import { type Style, setDimensions } from './style.ts'

/** From here on a dimension is asked for with its stronger words. */
const strong = 0.3
/** Said in numbers as well: models keep to them better than to adjectives. */
const inNumbers: Partial<Record<DimensionName, (value: number) => string>> = {
  sentence_length: (value) => `about ${Math.round(value)} words a sentence`,
  verbosity: (value) => `about ${Math.round(value / 5) * 5 || 5} words in all, unless the facts need more`,
  reading_level: (value) => `readable after ${Math.max(1, Math.round(value))} years of school`,
}

/**
 * The paragraph of a prompt that asks for a style: one sentence for each dimension that it sets, the strongest first, then what holds
 * whatever the style. Always the same for the same style, so that providers can cache the prompt. Empty for a style that sets nothing.
 */
export function styleInstructions(style: Style, locale: string): string {
  const isEnglish = locale.toLowerCase().split('-')[0] === 'en'
  const set = setDimensions(style)
    // What only English has is not asked of other languages.
    .filter((name) => isEnglish || !['contraction', 'reading_level'].includes(name))
    .sort((a, b) => away(style, b) - away(style, a))
  if (set.length === 0) return ''
  return [
    'Manner:',
    ...set.map((name) => sentence(name, style[name])),
    'Manner never changes facts, conditions, amounts, dates, names or promises; what is quoted stays word for word.',
  ].join(' ')
}

const away = (style: Style, name: DimensionName): number => Math.abs(style[name] - 0.5)

function sentence(name: DimensionName, target: number): string {
  const { told } = dimensions[name]
  const isStrong = Math.abs(target - 0.5) >= strong
  const words = target < 0.5 ? told[isStrong ? 0 : 1] : told[isStrong ? 3 : 2]
  const number = inNumbers[name]?.(featureValueOf(name, target))
  return number === undefined ? words : `${words.replace(/\.$/, '')} (${number}).`
}
