/** Numbers of the memory that are choices, each with its reason. */
export const memoryLimits = {
  /** Things kept: "the first order we talked about" in a long conversation, and small enough for every snapshot. */
  things: 24,
  /** What was done with one thing. */
  deeds: 6,
  /** Attributes kept of one thing, and characters of each: enough to tell it from its like, not a copy of its record. */
  attributes: 12,
  attributeCharacters: 60,
  /** Texts of a list ("items: boots, socks"). */
  attributeTexts: 8,
  /** How deep a tool's result is looked into, and how many of its objects: results are bounded, but not by us. */
  resultDepth: 5,
  resultObjects: 200,
  /** Notes of what happened, and characters of one. */
  notes: 24,
  noteCharacters: 160,
  /** Characters of the summary for people and prompts: half a screen. */
  summaryCharacters: 1_200,
  /** Words of a message that the topic is compared by. */
  topicWords: 24,
  /** From here a message counts as a change of subject, [0, 1]. */
  topicShift: 0.55,
  /** Facts that may wait for the customer's yes. */
  unconfirmed: 8,
  /** Facts of one profile: a customer can still read them all. */
  profileFacts: 60,
  /** Characters of a fact's name and of its value as JSON. */
  factCharacters: 60,
  factValueCharacters: 400,
} as const

/** Weights of what words may stand for. Scores are compared with one another only; confidence is what the dialogue sees. */
export const referenceWeights = {
  /** Each message further back a thing came up last. */
  earlier: 0.8,
  /** Before the subject changed. */
  beforeShift: 0.7,
  /** The wish takes a thing of another kind. */
  notWanted: 0.5,
  /** The open task is about it. */
  inPlay: 1.2,
  /** A rival this close, as a share of the best, makes it a question. */
  rival: 0.95,
  /** Confidence of a reference that is a question: below what fills a slot (0.5), so that the flow asks. */
  doubtful: 0.45,
  /** Confidence by what it rests on. */
  sure: {
    pronoun: 0.82,
    noun: 0.88,
    place: 0.9,
    attribute: 0.88,
    deed: 0.88,
    comparison: 0.85,
    other: 0.85,
    plural: 0.85,
  },
  /** Taken off for each message further back, and what is left at least. */
  perMessage: 0.02,
  least: 0.6,
} as const

/** Telling how somebody likes to be spoken to from how they write. */
export const mannerSettings = {
  /** Messages before anything is inferred, and words of each on average that are few. */
  messages: 6,
  fewWords: 4,
} as const
