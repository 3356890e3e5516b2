import type { IntentName } from '#domain/ids.ts'
import type { IntentModel } from '../intents/model.ts'
import type { Token } from '../tokens.ts'

const negators = new Set("don't dont not never didn't didnt doesn't doesnt won't wont shouldn't".split(' '))
/** May stand between the negation and what is not to happen: "don't you dare to", "not want you to". */
const between = new Set(
  'want wanted need wish like mean meant intend plan ask asked to you me us him her them please ever even just actually it anyone wanna going'.split(
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

/** Tells "don't cancel it" from "I don't see it": what is negated must be a word that the intent is about. */
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

  isNegated(tokens: readonly Token[], intent: IntentName): boolean {
    const actions = this.#actions.get(intent)
    if (actions === undefined) return false
    const words = tokens.map(({ norm }) => norm)
    return words.some((word, at) => actions.has(word) && isBehindNegation(words, at) && !isAsked(words, at))
  }
}

function isBehindNegation(words: readonly string[], at: number): boolean {
  for (let back = 1; back <= mostBetween + 1; back += 1) {
    const word = words[at - back]
    if (word === undefined) return false
    if (negators.has(word)) return true
    if (!between.has(word)) return false
  }
  return false
}

const isAsked = (words: readonly string[], at: number) =>
  words.slice(Math.max(0, at - mostBetween - 3), at).some((word) => askedBefore.has(word))

/** Never what an intent is about. */
const functionWords = new Set(
  "i i'm i'd i've you your it its it's the a an my me to of for in on at and or is are was be been do does did have has had can could would will want need know like get got see this that these those there what how why when where with from about any some so not no don't still yet anymore longer been please".split(
    ' ',
  ),
)
