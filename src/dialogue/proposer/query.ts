import type { Wish } from '#domain/understanding.ts'
import { clausesOf } from '../words/index.ts'
import type { Reading } from './reading.ts'
import { looksLikeQuestion } from './wording.ts'

/**
 * What is looked up for a question: its words, without a change of mind before them ("never mind, found it. How often should I wash them?"),
 * and with what its pronouns stand for.
 * `onlyAsked`: the rest of the words gives details, of which only the things named are taken along.
 */
export function queryOf({ understanding, words }: Reading, wish: Wish, onlyAsked = false): string {
  const sentences = sentencesOf(wish)
  const isGivenUp = (sentence: string) => {
    const [clause = ''] = clausesOf(sentence).filter((one) => one !== '')
    return words.correction.givesUp.test(clause) || words.control.cancel.test(clause)
  }
  const kept = sentences.length > 1 && isGivenUp(sentences[0] ?? '') ? sentences.slice(1) : sentences
  const questions = onlyAsked ? kept.filter((sentence) => looksLikeQuestion(sentence, words)) : kept
  const asked = (questions.length > 0 ? questions : kept).join(' ')
  // One thing is referred to once, even where the first pronoun stood in what was given up.
  const refers = pronouns.test(asked)
  const meant = understanding.entities.flatMap(({ source, value, start }) =>
    (source === 'reference' || onlyAsked) &&
    typeof value === 'string' &&
    (refers || (start >= wish.start && start < wish.end))
      ? value
      : [],
  )
  return [asked, ...meant.filter((value) => !asked.toLowerCase().includes(value.toLowerCase()))].join(' ')
}

const pronouns = /\b(?:it|its|them|em|they|those|these|that|this)\b/i

export const sentencesOf = ({ text }: Wish): string[] => text.split(/(?<=[.!?;])\s+/)
