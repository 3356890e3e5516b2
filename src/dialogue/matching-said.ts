import type { Option } from '#domain/dialogue-state.ts'
import { type Match, matchOption, namesOf, plain } from './matching.ts'
import { english, fold, type Words } from './words/index.ts'

/** What an answer says of the options, and what it says is not. */
export interface Told {
  /** Without the clauses that deny something. */
  said: string
  /** Those clauses; empty where nothing is denied. */
  denied: string
  /** It opens with a "no" of its own. */
  opensWithNo: boolean
}

const turns =
  /[.,;:!?¡¿\n…]+|\s[-–—]+\s|(?<![\p{L}\p{N}])(?:but|only|just|though|sondern|nur|mais|seulement|pero|solo|ma|soltanto|mas|apenas|maar|alleen)(?![\p{L}\p{N}])/iu
/** "Why don't you", "can't you": asks for what it names. */
const asksFor = /^(?:why (?:not|don t)|(?:can|could|won|would) ?(?:n )?t (?:you|i|we)|cannot (?:you|i|we))\b/

/** Ends in a word for what was just named. */
const pointsBack = / (?:one|it|that|them|those|any)(?: (?:any ?more|now|sorry|either))?$/

/** Parts an answer into what it affirms and what it denies. */
export function told(text: string, words: Words = english): Told {
  const { choice, yesNo } = words
  const clauses = text.split(turns).filter((clause) => fold(clause) !== '')
  const [first = '', ...rest] = clauses
  const opensWithNo = clauses.length > 1 && yesNo.finalNo.test(fold(first))
  const said: string[] = []
  const denied: string[] = []
  for (const clause of opensWithNo ? rest : clauses) {
    const folded = fold(clause)
    // "No the blue one" corrects; "no receipt" denies.
    const isOpening = words.language === 'en' && /^(?:no|nope|nah) /.test(folded) && !choice.noBeforeNoun.test(folded)
    const bare = isOpening ? folded.replace(/^(?:no|nope|nah) /, '') : folded
    const kept = isOpening ? clause.replace(/^\s*\p{L}+\s/u, '') : clause
    const isDenied = choice.negates.test(bare) && !asksFor.test(bare) && !yesNo.harmlessNo.test(bare)
    // "The invoice? Never got one."
    const before = isDenied && words.control.lacks.test(bare) && pointsBack.test(bare) ? said.pop() : undefined
    if (before !== undefined) denied.push(before)
    ;(isDenied ? denied : said).push(kept.trim())
  }
  return { said: said.join(', '), denied: denied.join(', '), opensWithNo }
}

const none: Match = { kind: 'none' }
const oneOf = (options: readonly Option[]): Match =>
  options.length === 1 && options[0] !== undefined ? { kind: 'one', option: options[0] } : none
/** Words beside a name that leave no doubt that it is meant: "no, the packaging". */
const mostBesideName = 2

/**
 * Which option an answer means, where it also says what it does not mean: "not the blue one, the red one", "I don't have the receipt".
 * An option that is only denied is never chosen; of two it means the other, else the one that says no, where there is one.
 */
export function matchSaid(options: readonly Option[], text: string, words: Words = english): Match {
  const pressed = options.find(({ payload, label }) => payload === text || plain(label) === plain(text))
  if (pressed !== undefined) return { kind: 'one', option: pressed }
  const { said, denied, opensWithNo } = told(text, words)
  if (denied === '' && !opensWithNo) return matchOption(options, text, words)
  const isNegative = (option: Option) => saysNo(option, words)
  const negative = options.filter(isNegative)
  const others = options.filter((option) => !negative.includes(option))
  // What is said to be so comes before what is not: "no receipt, but it is in the box".
  const affirmed = denied === '' || said === '' ? none : matchOption(others, said, words)
  if (affirmed.kind === 'one') return affirmed
  const clauses = text
    .split(turns)
    .map(plain)
    .slice(opensWithNo ? 1 : 0)
  const named = negative.filter((option) =>
    namesOf(option, words).some(
      (name) => clauses.includes(name) || (name.includes(' ') && ` ${plain(text)} `.includes(` ${name} `)),
    ),
  )
  if (named.length > 0) return oneOf(named)
  if (opensWithNo && negative.length === 1) {
    const [next = ''] = said.split(', ')
    const meant = denied === '' ? matchOption(others, next, words) : none
    const isShort = (option: Option) =>
      namesOf(option, words).some(
        (name) => ` ${plain(next)} `.includes(` ${name} `) && wordsIn(next) <= wordsIn(name) + mostBesideName,
      )
    return meant.kind === 'one' && isShort(meant.option) ? meant : oneOf(negative)
  }
  const found = said === '' ? none : matchOption(denied === '' ? options : others, said, words)
  if (found.kind !== 'none' || denied === '') return found
  const refused = matchOption(others, denied, words)
  if (refused.kind !== 'one') {
    // "It still does not": what is denied is none of them, but one of them is that it is not.
    const whole = matchOption(options, text, words)
    return whole.kind === 'one' && negative.includes(whole.option) ? whole : none
  }
  const left = options.filter((option) => option !== refused.option && option.hidden === undefined)
  return left.length === 1 ? oneOf(left) : oneOf(left.filter((option) => negative.includes(option)))
}

/** An option that is called a no: by its label, by a word of its own, or by most of its names. */
function saysNo(option: Option, words: Words): boolean {
  const negative = (name: string) => words.choice.negates.test(fold(name)) || words.yesNo.no.test(fold(name))
  const names = namesOf(option, words)
  const isShort = (name: string) => !name.includes(' ') && negative(name)
  return negative(option.label) || names.some(isShort) || names.filter(negative).length * 2 > names.length
}

const wordsIn = (text: string): number => plain(text).split(' ').length
