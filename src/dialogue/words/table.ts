import { begins, everywhere, front, places, sequence, setOf, whole, within } from './fold.ts'
import type { ButtonLabels, Words } from './types.ts'

/** A table as lists of phrases, separated by commas. What is not given matches nothing. */
export interface WordLists {
  language: string
  /** "zwei: 2". */
  numbers?: string
  labels: ButtonLabels
  fillers: string
  yes: string
  soft: string
  no: string
  /** The last word of a short sentence that is a no by it. */
  finalNo: string
  harmlessNo: string
  but: string
  /** "if", "unless". */
  conditional: string
  /** "if you could". */
  courteousIf: string
  /** "please", as the whole of an answer. */
  pleads: string
  /** Verbs, in the forms they are asked for in. */
  beginning: string
  ending: string
  /** "not", "without". */
  negates: string
  catchAll: string
  /** "I never had", "I can't find". */
  lacks: string
  keeps: string
  closing: string
  courtesy: string
  farewell: string
  /** Words that open a correction. */
  openings: string
  corrects: string
  /** "not" before a value that is replaced. */
  not: string
  /** "but", "rather" after it. */
  rather: string
  /** Articles and pronouns lose their vowel: "l'autre" is two words. */
  elides?: true
  choosesNothing: string
  ordinals: string
  ofTwo: string
  other: string
  all: string
  none: string
  question: string
  /** Said around what steers: "please", "again". */
  polite: string
  skip: string
  cancel: string
  repeat: string
  explain: string
  undo: string
  hurry: string
  hurryBeside: string
}

/** The patterns of a language that is written as lists. */
export function tableOf(lists: WordLists): Words {
  const control = (list: string) => whole(list, `${lists.polite}, ${lists.fillers}, ${lists.finalNo}`)
  return {
    language: lists.language,
    labels: lists.labels,
    yesNo: {
      filler: front(lists.fillers),
      yes: begins(lists.yes),
      soft: begins(lists.soft),
      no: begins(lists.no),
      harmlessNo: begins(lists.harmlessNo),
      harmless: everywhere(lists.harmlessNo),
      butted: within(`${lists.but}, ${lists.no}`),
      keeps: begins(lists.keeps),
      agrees: begins(lists.yes),
      finalNo: whole(lists.finalNo),
      conditional: within(lists.conditional),
      courteousIf: everywhere(lists.courteousIf),
      pleads: whole(lists.pleads, lists.courtesy),
    },
    actions: { begins: within(lists.beginning), ends: within(lists.ending) },
    closing: {
      openers: front(lists.fillers),
      clause: sequence(`${lists.closing}, ${lists.courtesy}, ${lists.no}, ${lists.polite}`),
      courtesy: sequence(`${lists.courtesy}, ${lists.yes}, ${lists.polite}`),
      farewell: within(lists.farewell),
    },
    correction: {
      openings: [opening(`${lists.openings}, ${lists.no}, ${lists.yes}`), opening(lists.openings)],
      sounds: loosely(lists.corrects, lists.no),
      notBefore: new RegExp(`(?:^|\\s)(?:${alternatives(lists.not)})(?:\\s+\\p{L}{1,4})?\\s*$`, 'iu'),
      but: begins(lists.rather),
      between: begins(`${lists.openings}, ${lists.corrects}`),
      dismissesNext: new RegExp(`(?:^| )(?:${alternatives(lists.not)})(?: \\p{L}{1,4})?$`, 'iu'),
      // Left to the order of the sentences in languages whose tables have no words for it.
      dismissesLast: never,
      movesFrom: never,
      movesTo: never,
      asks: never,
      givesUp: control(lists.cancel),
      asksOnceMore: never,
    },
    choice: {
      numbers: places(lists.numbers ?? ''),
      elides: lists.elides === true,
      fillers: new Set([...setOf(lists.choosesNothing)].flatMap((phrase) => phrase.split(' '))),
      ordinals: places(lists.ordinals),
      ofTwo: places(lists.ofTwo),
      other: setOf(lists.other),
      all: setOf(lists.all),
      none: whole(lists.none, lists.polite),
      negates: within(lists.negates),
      noBeforeNoun: never,
      catchAll: whole(lists.catchAll),
    },
    question: new RegExp(`^[\\s¿¡]*(?:${alternatives(lists.question)})(?![\\p{L}])`, 'iu'),
    control: {
      skip: control(lists.skip),
      lacks: within(lists.lacks),
      cancel: control(lists.cancel),
      repeat: control(lists.repeat),
      explain: control(lists.explain),
      undo: control(lists.undo),
      hurry: control(lists.hurry),
      hurryBeside: within(lists.hurryBeside),
    },
  }
}

/** As written, accents and all: for what is read before folding. */
const never = /(?!)/

const alternatives = (list: string): string =>
  list
    .split(/[,\n]/)
    .map((phrase) => phrase.trim().replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .filter((phrase) => phrase !== '')
    .sort((a, b) => b.length - a.length)
    .map((phrase) => phrase.replaceAll("'", "['’]").replaceAll(' ', '\\s+'))
    .join('|') || '(?!)'

const opening = (list: string): RegExp => new RegExp(`^\\s*(?:${alternatives(list)})(?!\\p{L})[\\s,.!;:-]*`, 'iu')
const loosely = (inside: string, atFront: string): RegExp =>
  new RegExp(`(?:^|[^\\p{L}])(?:${alternatives(inside)})(?!\\p{L})|^\\s*(?:${alternatives(atFront)})(?!\\p{L})`, 'iu')
