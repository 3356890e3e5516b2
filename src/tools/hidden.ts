import type { Json } from '#domain/json.ts'

export const hiddenMark = '[hidden]'

/** The value as events, traces and logs may keep it: without what these paths (`pin`, `items.*.cost`) lead to. */
export function withoutHidden(value: Json, paths: readonly string[]): Json {
  return paths.reduce((left, path) => hide(left, path.split('.')), value)
}

function hide(value: Json, [first, ...rest]: string[]): Json {
  if (first === undefined) return value === null ? null : hiddenMark
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value))
    return value.map((one, index) => (first === '*' || first === String(index) ? hide(one, rest) : one))
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, first === '*' || first === name ? hide(one, rest) : one]),
  )
}
