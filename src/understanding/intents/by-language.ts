import { languageOfTag } from '../language/language.ts'
import type { IntentModel } from './model.ts'
import type { IntentExample, IntentExamples } from './train-intents.ts'

/** Intents as a language of the assistant beside its first words them. Learned from words alone. */
export interface LanguageIntents {
  /** ISO 639-1, as `languageOfTag` gives it. */
  language: string
  intents: IntentModel
}

/** Examples from which on a language has a model of its own, and intents among them. With fewer it is read together with the first. */
const leastExamples = 20
const leastIntents = 2

type Example = Omit<IntentExample, 'intent'>

/**
 * Parts the examples: those of the assistant's first language and of languages with few examples, and those of each language that has
 * enough for a model of its own.
 */
export function splitByLanguage(
  examples: IntentExamples,
  languageOf: (example: Example) => string | undefined,
  first: string,
): { main: IntentExamples; others: { language: string; examples: IntentExamples }[] } {
  const codeOf = (example: Example) => languageOfTag(languageOf(example) ?? first)
  const codes = new Set([...examples.utterances, ...examples.outOfScope].map(codeOf))
  codes.delete(languageOfTag(first))
  const others = [...codes].sort().flatMap((language) => {
    const utterances = examples.utterances.filter((example) => codeOf(example) === language)
    const used = [...new Set(utterances.map(({ intent }) => intent))].sort((a, b) => a - b)
    if (utterances.length < leastExamples || used.length < leastIntents) return []
    const own: IntentExamples = {
      names: used.map((intent) => examples.names[intent] as string),
      utterances: utterances.map((example) => ({ ...example, intent: used.indexOf(example.intent), meaning: null })),
      outOfScope: examples.outOfScope.filter((example) => codeOf(example) === language),
      encoder: null,
    }
    return [{ language, examples: own }]
  })
  const apart = new Set(others.map(({ language }) => language))
  const isMain = (example: Example) => !apart.has(codeOf(example))
  return {
    main: {
      ...examples,
      utterances: examples.utterances.filter(isMain),
      outOfScope: examples.outOfScope.filter(isMain),
    },
    others,
  }
}
