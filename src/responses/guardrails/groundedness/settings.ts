/** Numbers that were chosen on the half of the pairs that the check was built on (test/groundedness/built.yaml). */
export const limits = {
  /** A concept in the same sentence, another clause, counts this much of one in the clause. */
  sentenceShare: 0.4,
  /** A concept in the sentence before, or in the heading. */
  aroundShare: 0.3,
  /** A concept of the subject that a clause shares with the one before it. */
  inheritedShare: 0.7,
  /** What a statement is about, its first concept, weighs this many times as much. */
  subject: 1,
  /** What a number weighs beside concepts, which weigh from 0.5 to 1.6. */
  amountWeight: 1.5,
  /** A number is said of something else where another number's clause fits better by this much, [0, 1]. */
  rivalMargin: 0.1,
  /** … and counts in full from this much on. */
  rivalFull: 0.25,
  /** Places of one number that fit so nearly the same are all asked which side the limit is on. */
  sameFit: 0.12,
  /** A clause that denies what the statement says, or the other way round, fits that much less. */
  otherSide: 0.15,
  /** Bonus of a place whose number is a limit of the same side. */
  sameSide: 0.1,
  /** Sentences of the sources that a statement is held against. */
  sentencesAtMost: 10,
  /** Highest score of a statement that something is said against. */
  againstAtMost: 0.4,
  /** Sentences that fit so nearly the best may each support a statement. */
  nearlyAsGood: 0.08,
  /** A condition of the source is left out where less than this share of its meaning is in the statement. */
  conditionShare: 0.3,
  /** A further clause of the source is spoken of from this share of its meaning on; its negations count then. */
  touchedShare: 0.6,
  /** Less of a statement's meaning in the sources than this is too little. */
  leastCoverage: 0.5,
} as const
