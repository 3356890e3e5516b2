/** Every number of this folder that is a choice and not a table, with its unit and reason. */
export const limits = {
  /** Parts that cross-validation cuts the examples into: each part is read by a model trained on the others. */
  folds: 5,
  /** Examples below which an intent is thin: with fewer, each further one raises accuracy by about a point (docs/understanding/authoring.md). */
  thinExamples: 10,
  /** Examples below which an intent will hardly be recognised. */
  fewestExamples: 5,

  /**
   * Probable label errors. Chosen on banking77 and hwu64 with 3 % of the labels changed at random (docs/understanding/authoring.md): how sure
   * a model that has not seen the example is of the other intent, and how little it gives its own.
   */
  labelConfidence: 0.9,
  labelOwn: 0.02,
  /** From this confidence on it is a warning; below, a hint. */
  labelSure: 0.97,
  /** Of so many nearest examples so many stand under the other intent, none under its own, and the nearest is at least so like it (cosine). */
  labelNeighbours: 5,
  labelNeighboursForOther: 3,
  labelSimilarity: 0.3,
  /** Shorter ones ("three", "no clue") mean what the question before them makes of them. */
  labelWords: 3,

  /** Two intents are alike from this share of errors on when each of their examples has to go to one of the two; 0.5 is a coin. */
  alikeErrors: 0.3,
  /** Errors on fewer examples than this are chance. */
  alikeFewestErrors: 4,
  /** From this share on it is worth a look. */
  alikeWorthALook: 0.2,

  /**
   * Outliers are among this share of the examples with the highest out-of-scope scores (how high those are depends on the set), above this
   * score at least, with less than so much confidence for their own intent and for any. Shorter ones are far from everything by nature.
   */
  outlierShare: 0.03,
  outlierScore: 0.3,
  outlierOwn: 0.05,
  outlierBest: 0.3,
  outlierWords: 3,

  /** A value is missing its mark where it is marked at least so often, in at least this share of the examples that have it. */
  markedTimes: 2,
  markedShare: 0.6,
  /** Values marked as another type than usual: at most this share of the marks of the same words. */
  oddMarkShare: 0.15,
  oddMarkTimes: 6,
  /** Words of a marked value that is looked for elsewhere. */
  longestValue: 8,

  /** The learning curve: fewer folds than elsewhere, since each is trained once per share. */
  curveFolds: 3,
  curveShares: [0.2, 0.4, 0.6, 0.8, 1],
  /** Further examples that are spoken of: an afternoon's work. */
  curveMore: 30,
  /** How strongly an intent's slope is drawn towards that of all, in weighted squares of log examples: about as much as 20 errors say. */
  curvePrior: 8,

  /** Numbers of groups that are tried first, then this many between the best ones. */
  clusterCounts: [2, 3, 4, 6, 8, 11, 15, 20, 26, 34, 45, 60, 80, 105, 140, 190, 250],
  clusterRefinements: 3,
  /** Groups at most, and texts that a group has at least on average. */
  clusterMost: 250,
  clusterSmallest: 5,
  /** Texts that groups are made from; more are sorted into them. Bounds the memory: the similarities of so many take 36 MB. */
  clusterSample: 3_000,

  /** Different utterances of a suggested intent, examples that are shown of it, typical ones they are chosen from, weight of being unlike. */
  suggestSmallest: 5,
  suggestExamples: 5,
  suggestConsidered: 200,
  suggestDiversity: 0.5,
  /** An utterance is understood already from this confidence on and below this out-of-scope score. */
  knownConfidence: 0.5,
  knownOutOfScope: 0.5,

  /** The report: bins of confidence, confused pairs, examples of each, errors (each with its neighbours) that one page can hold. */
  reportBins: 15,
  reportConfusions: 40,
  reportExamples: 3,
  reportErrors: 200,
  reportNeighbours: 3,

  /** Intents whose words are shown, words that are left out one by one (each costs one reading), neighbours of each sort. */
  explainedIntents: 3,
  explainedWords: 80,
  shownNeighbours: 5,
  /** Probabilities are held this far from 0 and 1 before their odds are compared: beyond, differences mean nothing. */
  leastProbability: 1e-4,
} as const
