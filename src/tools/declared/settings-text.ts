import type { Settings } from '../declare.ts'

/** Settings that a text names (`Bearer {api_token}`), and whether each may be missing. */
export const settingsIn = (text: string): { name: string; optional: boolean }[] =>
  [...text.matchAll(/\{(\w+)(\??)\}/g)].map(([, name = '', mark]) => ({ name, optional: mark === '?' }))

/** The text with its settings filled in; null where one that may be missing is. A needed one is there: the start checks it. */
export function filled(text: string, settings: Settings): string | null {
  if (settingsIn(text).some(({ name, optional }) => optional && settings[name] === undefined)) return null
  return text.replaceAll(/\{(\w+)\??\}/g, (whole, name: string) => String(settings[name] ?? whole))
}

/** Filled in entry by entry; what is null is left out. */
export function filledAll(texts: Readonly<Record<string, string>>, settings: Settings): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]) => {
      const value = filled(text, settings)
      return value === null ? [] : [[name, value]]
    }),
  )
}
