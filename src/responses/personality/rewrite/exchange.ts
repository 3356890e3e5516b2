import type { Exchange } from './words.ts'

export const startOfSentence = '(?<=^|[.!?:] |\\n)'
export const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
export const lowerFirst = (text: string): string =>
  /^(?:I\b|[A-Z]{2}|[A-Z]\w*[A-Z])/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1)
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll("'", "['’]")

/** All of a table in one pass: a wording is looked through once, not forty times. */
export function exchanger(exchanges: readonly Exchange[], where: 'start' | 'anywhere'): (text: string) => string {
  const table = new Map(exchanges.map(([from, to]) => [from.toLowerCase(), to]))
  const phrases = [...table.keys()]
    .sort((a, b) => b.length - a.length)
    .map((from) => `${escaped(from)}${/\w$/.test(from) ? "(?![\\p{L}\\p{N}'’-])" : ''}`)
  const pattern = new RegExp(
    `${where === 'start' ? startOfSentence : "(?<![\\p{L}\\p{N}'’-])"}(?:${phrases.join('|')})`,
    'giu',
  )
  return (text) =>
    text.replace(pattern, (found) => {
      const to = table.get(found.toLowerCase().replaceAll('’', "'")) ?? found
      return /^\p{Lu}/u.test(found) && !/^I\b/.test(found) ? upperFirst(to) : to
    })
}
