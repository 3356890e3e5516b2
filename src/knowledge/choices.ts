/** The numbers of this folder that are choices, each with its unit and its reason. */

export const limits = {
  /** Characters of one source file. The longest help article seen has 9,000; a book belongs in an ingest job, not in a release part. */
  fileCharacters: 400_000,
  documents: 20_000,
  questionsPerDocument: 60,
  /** Characters. A passage is what a citation points at: longer ones answer several questions and rank for none. */
  passageCharacters: 1_200,
  /** Terms of a query that are looked at: a message may have 8,000 characters, its question is rarely beyond the first 60 words. */
  queryTerms: 48,
  /** Passages that get the dear features after the postings were summed. */
  candidates: 60,
  /** Nested lists and quotes deeper than this are read as plain text. */
  nesting: 12,
} as const

/** BM25+ over weighted fields (Robertson/Zaragoza BM25F; Lv/Zhai 2011 for the lower bound `delta`). */
export const bm25 = {
  k1: 1.2,
  delta: 0.4,
  /** How much a field counts and how strongly its length is held against it. */
  fields: {
    title: { weight: 2.2, b: 0.3 },
    heading: { weight: 1.6, b: 0.3 },
    questions: { weight: 0.5, b: 0.5 },
    paraphrases: { weight: 0.1, b: 0.7 },
    body: { weight: 1, b: 0.6 },
  },
} as const

export type FieldName = keyof typeof bm25.fields

/** What a word found by another way than as written is worth, of 1. */
export const matchWeights = {
  /** "parcel" for "package": same thing, other word. */
  everydayWord: 0.75,
  /** One or two letters off: the spelling step corrected most before; what is left is a guess. */
  misspelt: 0.7,
  /** "changed my mind" for "cancel": the phrase has no other meaning. */
  phrase: 0.85,
  /** "mind" in it: hardly says anything by itself. */
  insidePhrase: 0.25,
} as const

export const answerLimits = {
  /** Characters of an answer: what fits on a phone without scrolling. */
  characters: 600,
  /** Characters up to which a whole paragraph is given instead of a part of it. */
  wholeParagraph: 420,
  sentences: 4,
  /** Rows or items that are listed. */
  lines: 8,
  /** Passages of the article that are looked through for the statement, and of the best one's score what they need at least. */
  passages: 8,
  nearPassage: 0.35,
  /** How far behind the best an item of a list without a leading line may be to be given with it. */
  closeItem: 0.15,
  /** … and from which on a sentence before the best one of its paragraph is left out. */
  fartherSentence: 0.2,
} as const

/** Confidence from which an answer is given. Below it the assistant says that it does not know. */
export const answerThreshold = 0.6

/** Milliseconds that an encoder has for a query; one at an endpoint may be slow, and words alone find most. */
export const queryVectorWithinMs = 700

/** What is put together for a prompt. */
export const contextLimits = {
  /** Passages that were found; models lose what stands in the middle of more. */
  passages: 10,
  /** Of the best score: what is further behind is about something else. */
  nearBest: 0.3,
  /** Found passages whose neighbours come along, where the budget has room. */
  withNeighbours: 3,
  /** Share of word triples in common from which a passage repeats another. */
  sameText: 0.8,
  /** Characters of a document's first line up to which it is given as its lead. */
  leadCharacters: 300,
} as const

/** Where the index is served. */
export const serving = {
  /** Passages above which it gets a thread of its own: up to here a search takes some two milliseconds. */
  passagesInProcess: 5_000,
  /** Questions that may wait for the thread; beyond them it is quicker to say so. */
  waiting: 64,
  /** Milliseconds after which a thread that has not answered is taken for dead. */
  answerWithinMs: 10_000,
  /** Milliseconds after a failed start until the next try. */
  restartAfterMs: 5_000,
  /** Bytes copied at a time to where the thread reads them, about a millisecond each. */
  copyBytes: 2 * 1024 * 1024,
} as const
