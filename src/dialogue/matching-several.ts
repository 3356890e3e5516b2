import type { Option } from '#domain/dialogue-state.ts'
import { both, type CountWords, countWords } from './count-words.ts'
import { type Match, matchOption, plain } from './matching.ts'
import { english, type Words } from './words/index.ts'

const none: Match = { kind: 'none' }
const some = (options: Option[]): Match => {
  const [only, more] = options
  if (only === undefined) return none
  return more === undefined ? { kind: 'one', option: only } : { kind: 'many', options }
}

/** Options that are named, and whether all of them are meant (`some`) or one of them (`which`). */
export type Several = { kind: 'some'; options: Option[] } | { kind: 'which'; options: Option[] } | { kind: 'none' }

/**
 * Which options a text means where several may be chosen: "both", "the first two", "1 and 3", "the boots and the scarf", "the blue ones",
 * "all but the last". In the order of the options, each once. "The blue one" of two blue ones asks which.
 */
export function matchSeveral(options: readonly Option[], text: string, words: Words = english): Several {
  const shown = options.filter(({ hidden }) => hidden === undefined)
  const table = countWords(words.language)
  if (shown.length === 0) return { kind: 'none' }
  const found = read(shown, text, words, table)
  if (found.kind === 'one') return { kind: 'some', options: [found.option] }
  if (found.kind === 'none') return { kind: 'none' }
  const isOne = table.one.test(plain(text)) && !/[,&]/.test(text) && text.split(table.and).length === 1
  return { kind: isOne ? 'which' : 'some', options: found.options }
}

function read(options: readonly Option[], text: string, words: Words, table: CountWords): Match {
  const said = plain(text)
  const whole = matchOption(options, text, words)
  // A label may have an "and" of its own.
  if (whole.kind === 'one' && plain(whole.option.label) === said) return whole
  if (said === '') return none
  const bare = said.replace(table.around, '').trim()
  if (bare !== '' && table.all.test(bare)) {
    // "Both" of three leaves open which: nothing is taken that was not meant.
    const count = countIn(bare, table)
    return count === null || count === options.length ? some([...options]) : none
  }
  const placed = counted(options, bare, table)
  if (placed !== null) return some(placed)
  const except = table.except.exec(bare)
  if (except !== null && table.all.test((except[1] ?? '').trim()) && (except[1] ?? '').trim() !== '') {
    const left = named(read(options, (except[2] ?? '').trim(), words, table))
    return left.length === 0 ? none : some(options.filter((option) => !left.includes(option)))
  }
  // What joins is still needed, so only letters are folded.
  const folded = text
    .normalize('NFKD')
    .replace(/\p{Mark}+/gu, '')
    .toLowerCase()
    .trim()
    .replace(table.around, '')
  const parts = folded.split(table.and).filter((part) => plain(part) !== '')
  if (parts.length <= 1) return whole
  const chosen = new Set(parts.flatMap((part) => named(read(options, part, words, table))))
  return some(options.filter((option) => chosen.has(option)))
}

const named = (match: Match): Option[] =>
  match.kind === 'one' ? [match.option] : match.kind === 'many' ? match.options : []

/** How many "both" and "all three" say; null where nothing does. */
function countIn(said: string, { numbers }: CountWords): number | null {
  if (both.test(said)) return 2
  for (const word of said.split(' ')) {
    const number = /^\d{1,2}$/.test(word) ? Number(word) : numbers.findIndex((forms) => forms.split('|').includes(word))
    if (number > 1) return number
  }
  return null
}

/** "The first two": null where nothing of the kind is said, or there are not so many. */
function counted(options: readonly Option[], said: string, { first, last, numbers }: CountWords): Option[] | null {
  const number = (match: RegExpExecArray | null): number => {
    const word = match?.[1] ?? match?.[2] ?? ''
    return /^\d{1,2}$/.test(word) ? Number(word) : numbers.findIndex((number) => number.split('|').includes(word))
  }
  const fromStart = number(first.exec(said))
  if (fromStart > 0) return fromStart <= options.length ? options.slice(0, fromStart) : null
  const fromEnd = number(last.exec(said))
  return fromEnd > 0 && fromEnd <= options.length ? options.slice(-fromEnd) : null
}
