import { german } from './de.ts'
import { english } from './en.ts'
import { spanish } from './es.ts'
import { french } from './fr.ts'
import { italian } from './it.ts'
import { dutch } from './nl.ts'
import { portuguese } from './pt.ts'
import type { DefaultWordings } from './types.ts'

const byLanguage: ReadonlyMap<string, DefaultWordings> = new Map([
  ['en', english],
  ['de', german],
  ['fr', french],
  ['es', spanish],
  ['it', italian],
  ['pt', portuguese],
  ['nl', dutch],
])

const languageOf = (locale: string): string => locale.toLowerCase().split(/[-_]/)[0] ?? ''

/**
 * What the engine says where the assistant has no wording of its own, as a file of responses: in each of the assistant's languages, English
 * for those without a table. `isWorded` names what the assistant says itself.
 */
export function defaultResponses(
  languages: readonly string[],
  isWorded: (response: string) => boolean,
): { file: string; text: string } {
  const tables = languages.map((locale) => ({ locale, wordings: byLanguage.get(languageOf(locale)) ?? english }))
  const responses = Object.fromEntries(
    Object.keys(english)
      .filter((name) => !isWorded(name))
      .map((name) => [
        name,
        { variants: tables.map(({ locale, wordings }) => ({ text: wordings[name as keyof DefaultWordings], locale })) },
      ]),
  )
  // JSON is YAML.
  return { file: '(built in)', text: JSON.stringify({ responses }) }
}
