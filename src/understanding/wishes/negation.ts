import type { IntentName } from '#domain/ids.ts'
import type { IntentModel } from '../intents/model.ts'
import type { Token } from '../tokens.ts'

const negators = new Set("don't dont not never didn't didnt doesn't doesnt won't wont shouldn't".split(' '))
/** May stand between the negation and what is not to happen: "don't you dare to", "not want you to". */
const between = new Set(
  'want wanted need wish like mean meant intend plan ask asked to you me us him her them please ever even just actually it anyone wanna going looking interested for a an any the this that my your our'.split(
    ' ',
  ),
)
/** "why don't you cancel", "can't you": a question that wants the opposite. */
const askedBefore = new Set(['why', 'if', 'unless', 'or'])
const mostBetween = 4
/** A word belongs to an intent's action if at least this share of its examples have it. */
const leastShare = 0.1
/** … and if at most this share of them have it behind a negation: "I don't have my order number" is no refusal. */
const mostNegatedShare = 0.25

/** Who says what they want. */
const firstPerson = new Set("i we i'm im we're i'd id we'd i'll ill we'll".split(' '))
/** "I don't want you to cancel": not wanting, as against not having happened ("I didn't get it"). */
const wanting = new Set(
  'want wanted need wish like mean meant intend plan ask asked wanna going looking interested'.split(' '),
)
/** Between who speaks and the negation: "I really do not", "we would rather not". */
const aroundNegation = new Set('do did am are was would had will really actually still just also rather'.split(' '))
/** "You should not", "I'd rather not", "I'm not returning it": no command, and still a refusal. */
const refusing = new Set("should must rather i'm im we're am".split(' '))
/** "They don't", "the codes don't": somebody's doing is reported. Anything else before "don't" makes it a command. */
const isSubject = (word: string) =>
  /^(?:i|we|you|u|they|these|those|who|which|that|people|some|most|both)$|(?<!s)s$/.test(word)

/**
 * Tells "don't cancel it" from "I don't see it" and "they did not cancel it": what is negated must be a word that the intent is about, and
 * the negation a command or somebody's not wanting; a report of what did not happen is as good a wish as any.
 */
export class NegationReader {
  readonly #actions = new Map<IntentName, ReadonlySet<string>>()

  constructor(model: IntentModel) {
    const byIntent = model.names.map(() => ({
      examples: 0,
      words: new Map<string, { all: number; negated: number }>(),
    }))
    for (const { words, intents } of model.utterances) {
      const tokens = words.split(' ')
      for (const intent of intents) {
        const counts = byIntent[intent]
        if (counts === undefined) continue
        counts.examples += 1
        for (const word of new Set(tokens)) {
          const count = counts.words.get(word) ?? { all: 0, negated: 0 }
          count.all += 1
          if (isBehindNegation(tokens, tokens.indexOf(word))) count.negated += 1
          counts.words.set(word, count)
        }
      }
    }
    byIntent.forEach(({ examples, words }, intent) => {
      const actions = [...words].filter(
        ([word, { all, negated }]) =>
          all >= leastShare * examples && negated <= mostNegatedShare * all && !functionWords.has(word),
      )
      this.#actions.set(model.names[intent] as IntentName, new Set(actions.map(([word]) => word)))
    })
  }

  /** `tokens` of `text`, whose punctuation says where a negation ends. */
  isNegated(text: string, tokens: readonly Token[], intent: IntentName): boolean {
    const actions = this.#actions.get(intent)
    if (actions === undefined) return false
    return clausesOf(text, tokens).some((words) =>
      words.some((word, at) => actions.has(word) && isRefused(words, at) && !isAsked(words, at)),
    )
  }
}

/** The words between two signs: "they did not. Nothing came" denies nothing that came. */
function clausesOf(text: string, tokens: readonly Token[]): string[][] {
  const clauses: string[][] = []
  tokens.forEach(({ norm, start }, at) => {
    const before = tokens[at - 1]
    if (before === undefined || /[.,;:!?\n]/.test(text.slice(before.end, start))) clauses.push([])
    clauses.at(-1)?.push(norm)
  })
  return clauses
}

/** The place of the negation before a word, with nothing between them but what may be; -1 without one. */
function negationBefore(words: readonly string[], at: number): number {
  for (let back = 1; back <= mostBetween + 1; back += 1) {
    const word = words[at - back]
    if (word === undefined) return -1
    if (negators.has(word)) return at - back
    if (!between.has(word)) return -1
  }
  return -1
}

const isBehindNegation = (words: readonly string[], at: number): boolean => negationBefore(words, at) >= 0

/** Whether the word is behind a negation that says what shall not happen, rather than what has not. */
function isRefused(words: readonly string[], at: number): boolean {
  const place = negationBefore(words, at)
  if (place < 0) return false
  const negator = words[place] ?? ''
  const inBetween = words.slice(place + 1, at)
  // "Don't you want to refund me": a question that wants it.
  if (inBetween[0] === 'you' && wanting.has(inBetween[1] ?? '')) return false
  if (negator === "shouldn't" || (negator === 'not' && (inBetween[0] === 'to' || refusing.has(words[place - 1] ?? ''))))
    return true
  const speaks = spokenBy(words, place)
  if (speaks !== undefined && firstPerson.has(speaks))
    return negator === "won't" || negator === 'wont' || inBetween.some((word) => wanting.has(word))
  // "Do not" is one negation; "did not" and a bare "not" are no commands.
  const start = negator === 'not' && words[place - 1] === 'do' ? place - 1 : place
  if (start === place && !["don't", 'dont', 'never'].includes(negator)) return false
  const before = words[start - 1]
  return negator === 'never' ? before === undefined || before === 'please' : before === undefined || !isSubject(before)
}

/** The word that the negation is said of, auxiliaries apart. */
function spokenBy(words: readonly string[], place: number): string | undefined {
  let at = place - 1
  while (at >= 0 && aroundNegation.has(words[at] ?? '')) at -= 1
  return words[at]
}

const isAsked = (words: readonly string[], at: number) =>
  words.slice(Math.max(0, at - mostBetween - 3), at).some((word) => askedBefore.has(word))

/** Never what an intent is about. */
const functionWords = new Set(
  "i i'm i'd i've you your it its it's the a an my me to of for in on at and or is are was be been do does did have has had can could would will want need know like get got see this that these those there what how why when where with from about any some so not no don't still yet anymore longer been please".split(
    ' ',
  ),
)
