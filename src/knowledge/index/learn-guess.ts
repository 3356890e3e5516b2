import type { KnowledgeDocument } from '../documents/document.ts'
import { cutPassages } from '../documents/passages.ts'
import { type GuessModel, type LabelledText, trainGuess } from './guess.ts'
import type { IndexSettings } from './index-form.ts'

/** How much each kind of text counts; a question is what is asked, a sentence only says what might be. */
const counts = { question: 1, paraphrase: 0.1, statement: 0.3, outside: 0.4 } as const
/** Above this many documents classes are too many and too alike; words alone decide then. */
export const mostGuessedDocuments = 600

/** Learns which document a question sounds like. `outside` is what no document answers. */
export function guessOf(
  documents: readonly KnowledgeDocument[],
  settings: IndexSettings,
  paraphrases: readonly (readonly string[])[],
  outside: readonly string[],
): GuessModel | null {
  if (documents.length > mostGuessedDocuments) return null
  const texts: LabelledText[] = []
  for (const [label, document] of documents.entries()) {
    texts.push({ text: document.title, label, weight: counts.question })
    for (const text of document.questions) texts.push({ text, label, weight: counts.question })
    for (const text of paraphrases[label] ?? []) texts.push({ text, label, weight: counts.paraphrase })
    for (const { statements, headings } of cutPassages(document, label)) {
      if (headings.length > 0) texts.push({ text: headings.join(' '), label, weight: counts.statement })
      for (const { text } of statements) texts.push({ text, label, weight: counts.statement })
    }
  }
  for (const text of outside) texts.push({ text, label: documents.length, weight: counts.outside })
  return trainGuess(texts, documents.length + 1, settings.sameMeaning)
}
