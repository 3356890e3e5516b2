import { stemEnglish } from '#words/index.ts'
import type { KnowledgeDocument } from '../documents/document.ts'
import { cutPassages } from '../documents/passages.ts'
import { type Figure, figuresIn, withoutFigures } from './figures.ts'

/** One thing that an article states, as it is compared with what others state. */
export interface Stated {
  /** Index of its document. */
  document: number
  /** `slug#number` of its passage. */
  passage: string
  headings: readonly string[]
  text: string
  /** Stems of what it is about: no numbers, no words that every sentence has, no negation. */
  about: ReadonlySet<string>
  /** Stems of what stands above it: title and headings. */
  under: ReadonlySet<string>
  figures: readonly Figure[]
  negated: boolean
}

/** Everything the documents state. Linear in their text. */
export function statedIn(documents: readonly KnowledgeDocument[]): Stated[] {
  return documents.flatMap((document, index) =>
    cutPassages(document, index).flatMap(({ number, headings, statements }) => {
      const under = stemsOf([document.title, ...headings].join(' '))
      return statements.map(({ text }) => ({
        document: index,
        passage: `${document.slug}#${number}`,
        headings,
        text,
        about: stemsOf(withoutFigures(text)),
        under,
        figures: figuresIn(text),
        negated: negation.test(text),
      }))
    }),
  )
}

const negation =
  /\b(?:not|no|never|none|cannot|without|neither|nor)\b|n['’]t\b|\b(?:nicht|kein\w*|nie|ohne)\b|\b(?:jamais|sans|aucune?)\b|\b(?:nunca|sin|ningún)\b/iu

/** Words that say nothing of what a sentence is about. */
const everywhere = new Set(
  `a an the and or but if then than that this these those there here it its is are was were be been being am do does did done have has had
  having i you we they he she your our their my his her us them me of in on at to for from by with within without about as into onto over under
  up out off not no never none cannot can could may might must shall should will would also only just very more most less least all any some
  each every both either neither nor so such same other another one when where which who whom what why how while after before until during
  please get gets got take takes make makes after please need needs usually normally always`.split(/\s+/),
)

/** Stems of the words of a text that say what it is about. */
export function stemsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{M}]{2,}/gu) ?? []
  return new Set(words.filter((word) => !everywhere.has(word)).map(stemEnglish))
}
