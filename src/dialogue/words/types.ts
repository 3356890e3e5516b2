import type { Whole } from './fold.ts'

/** Words on buttons that are the same everywhere. */
export interface ButtonLabels {
  yes: string
  no: string
  /** Beside a question that may be left out. */
  skip: string
  /** None of what is offered was meant. */
  none: string
  /** Calls a person. */
  person: string
  /** Back from the queue for a person. */
  assistant: string
}

/**
 * Short words that steer a conversation, of one language. They carry too little for a classifier, and a wrong yes changes data, so they are
 * read by rule. All patterns are for folded text (see `fold`): small letters without accents, words with one space between.
 */
export interface Words {
  /** ISO 639-1. */
  language: string
  labels: ButtonLabels
  yesNo: {
    /** What people say before they say something; taken away from the front, some times over. */
    filler: RegExp
    yes: RegExp
    /** Of the yeses, those that also only begin a sentence: "ok where is my parcel". */
    soft: RegExp
    no: RegExp
    /** A "no" that goes on to agree: "no problem". */
    harmlessNo: RegExp
    /** The same anywhere (global): taken out before a "but" is looked for. */
    harmless: RegExp
    /** Takes a yes back: "yes but". */
    butted: RegExp
    /** To "shall I?": everything stays as it is. */
    keeps: RegExp
    /** After a no, takes it back: "no wait, yes". */
    agrees: RegExp
    /** The last word of a short sentence that is a no by it. */
    finalNo: Whole
    /** Puts an answer under a condition: "if it is free". */
    conditional: RegExp
    /** What looks like a condition and is courtesy (global): "if you could". Taken out before one is looked for. */
    courteousIf: RegExp
    /** The whole of a message that begs for what was offered: "please". */
    pleads: Whole
  }
  /** What people call doing something and ending it: a yes in words of the other one contradicts itself. */
  actions: { begins: RegExp; ends: RegExp }
  closing: {
    /** Before it, to be left out. */
    openers: RegExp
    /** A clause that says nothing more is wanted. */
    clause: Whole
    /** Of those, courtesy alone: no goodbye. */
    courtesy: Whole
    /** In a closing: a goodbye, by which the customer leaves ("bye"), rather than that nothing more is wanted. */
    farewell: RegExp
  }
  correction: {
    /** Openings to be left out, one after the other; on the text as written. */
    openings: readonly RegExp[]
    /** Says of itself that it replaces something; on the text as written. */
    sounds: RegExp
    /** What stands before a value that the next one replaces: "not the …". */
    notBefore: RegExp
    but: RegExp
    /** What stands between two values of which the second counts. */
    between: RegExp
    /** Folded words of a sentence up to a value that is not wanted: "… instead of the". */
    dismissesNext: RegExp
    /** Folded words after a value that is not wanted: "… is of no use to me". */
    dismissesLast: RegExp
    /** Folded words before the first and between two values of which the second is where it shall go: "from … to …". */
    movesFrom: RegExp
    movesTo: RegExp
    /** A folded sentence that asks for something. */
    asks: RegExp
    /** A folded clause that gives up what was wanted: "never mind", before what is wanted now. */
    givesUp: Whole
    /** The same again with something else: "what about …", "and in blue?"; on the text as written. */
    asksOnceMore: RegExp
  }
  choice: {
    /** Written numbers, folded: "two". */
    numbers: Readonly<Record<string, number>>
    /** "l'autre" is two words. */
    elides: boolean
    /** Choose nothing by themselves. */
    fillers: ReadonlySet<string>
    /** Word → index; -1 is the last. */
    ordinals: Readonly<Record<string, number>>
    /** Of two. */
    ofTwo: Readonly<Record<string, number>>
    /** "The other one": of two, the one that is not chosen. */
    other: ReadonlySet<string>
    /** The whole of what is said, fillers apart. */
    all: ReadonlySet<string>
    none: Whole
    /** Says that what stands beside it is not: "not", "without", "lost the". */
    negates: RegExp
    /** What a "no" is taken for that stands before a noun ("no receipt") rather than for a no of its own ("no the blue one"). */
    noBeforeNoun: RegExp
    /** How an option is called that takes whatever is none of the others: "another reason". */
    catchAll: Whole
  }
  /** A question by its first word; on the text as written. */
  question: RegExp
  /** Whole messages (or clauses) that steer. */
  control: {
    skip: Whole
    /** In a sentence: that what is asked for cannot be given: "never had a", "can't get at". */
    lacks: RegExp
    cancel: Whole
    repeat: Whole
    explain: Whole
    undo: Whole
    /** Impatience where a task is under way … */
    hurry: Whole
    /** … and impatience whatever else is said beside it. */
    hurryBeside: RegExp
  }
}
