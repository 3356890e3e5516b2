/**
 * `node scripts/write-personality.ts`: the tables of docs/personality.md (dimensions, presets, moods) from the code that reads them; a test
 * holds the committed page against them.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  dimensionNames,
  dimensions,
  featureUnit,
  moodNames,
  moodShifts,
  presetNames,
  presets,
  setDimensions,
} from '#responses/index.ts'

export const personalityPage = join(import.meta.dirname, '../docs/personality.md')

const rewriting = {
  both: 'both ways',
  less: 'towards 0',
  more: 'towards 1',
  choice: 'choice only',
} as const
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(row)].join('\n')

/** Marker → the table below it. */
export const personalityTables = (): Record<string, string> => ({
  dimensions: table(
    ['dimension', '0', '1', 'measured', 'scores 0 · 0.5 · 1', 'rules'],
    dimensionNames.map((name) => {
      const { low, high, feature, scale, rewriting: how } = dimensions[name]
      return [`\`${name}\``, low, high, featureUnit(feature), scale.join(' · '), rewriting[how]]
    }),
  ),
  presets: table(
    ['preset', 'for', 'sets'],
    presetNames.map((name) => {
      const { about, style } = presets[name]
      const set = setDimensions(style).filter((dimension) => !(dimension === 'emoji_use' && style[dimension] === 0))
      return [`\`${name}\``, about, set.map((dimension) => `${dimension} ${style[dimension]}`).join(', ') || 'nothing']
    }),
  ),
  moods: table(
    ['mood', 'added'],
    moodNames.map((name) => [
      `\`${name}\``,
      Object.entries(moodShifts[name])
        .map(([dimension, by = 0]) => `${dimension} ${by > 0 ? '+' : '−'}${Math.abs(by)}`)
        .join(', '),
    ]),
  ),
})

/** The page with its tables as they should be. */
export const withTables = (text: string): string =>
  Object.entries(personalityTables()).reduce(
    (page, [marker, content]) =>
      page.replace(
        new RegExp(`(<!-- ${marker} -->\\n)[\\s\\S]*?(<!-- end -->)`),
        (_all, start, end) => `${start}${content}\n${end}`,
      ),
    text,
  )

if (import.meta.main) {
  await writeFile(personalityPage, withTables(await readFile(personalityPage, 'utf8')))
  console.error('wrote the tables of docs/personality.md')
}
