import { german } from './de.ts'
import { english } from './en.ts'
import { spanish } from './es.ts'
import { french } from './fr.ts'
import { italian } from './it.ts'
import { dutch } from './nl.ts'
import { portuguese } from './pt.ts'
import type { Words } from './types.ts'

export { agreementIn } from './agreement.ts'
export { english } from './en.ts'
export { clausesOf, fold } from './fold.ts'
export { namesPerson, personWantedIn, refusesMachine, refusesPerson } from './person.ts'
export type { ButtonLabels, Words } from './types.ts'
export { opensUnhelpful, readUnhelpful } from './unhelpful.ts'

const tables: ReadonlyMap<string, Words> = new Map(
  [english, german, french, spanish, italian, portuguese, dutch].map((words) => [words.language, words]),
)

/** Languages that have a table. */
export const wordLanguages: readonly string[] = [...tables.keys()]

/** The table of a BCP 47 tag's language; English where there is none. */
export const wordsFor = (locale: string | undefined): Words =>
  tables.get((locale ?? '').toLowerCase().split(/[-_]/)[0] ?? '') ?? english
