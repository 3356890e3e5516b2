import { type DimensionName, dimensionNames } from './dimensions.ts'

/** A way of speaking: every dimension in [0, 1]; 0.5 leaves it as it was written. */
export type Style = Record<DimensionName, number>
export type PartialStyle = { [K in DimensionName]?: number | undefined }

/** Nearer to 0.5 than this, a dimension counts as not set: mixtures of presets seldom come out at 0.5 to the last digit. */
export const asWritten = 0.05

const clamp = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000

export const mapStyle = (of: (name: DimensionName) => number): Style =>
  Object.fromEntries(dimensionNames.map((name) => [name, of(name)])) as Style

export const styled = (values: PartialStyle): Style => mapStyle((name) => clamp(values[name] ?? 0.5))
export const neutral: Style = styled({})

/** `over` replaces single dimensions. */
export const withDimensions = (style: Style, over: PartialStyle): Style =>
  mapStyle((name) => clamp(over[name] ?? style[name]))

/** `by` is added, within [0, 1]. */
export const shifted = (style: Style, by: PartialStyle): Style =>
  mapStyle((name) => clamp(style[name] + (by[name] ?? 0)))

/** The weighted mean; weights need not add up to 1. Without any weight: neutral. */
export function mixed(parts: readonly { style: Style; weight: number }[]): Style {
  const all = parts.reduce((sum, { weight }) => sum + weight, 0)
  if (all <= 0) return neutral
  return mapStyle((name) => clamp(parts.reduce((sum, { style, weight }) => sum + style[name] * weight, 0) / all))
}

export const isSet = (value: number): boolean => Math.abs(value - 0.5) > asWritten
/** The dimensions that a style says anything about. */
export const setDimensions = (style: Style): DimensionName[] => dimensionNames.filter((name) => isSet(style[name]))
