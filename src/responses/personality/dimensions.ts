import type { FeatureName } from './count-features.ts'

/**
 * What a way of speaking is made of. Every dimension runs from 0 to 1; 0.5 is how the wordings were written, so that nothing is changed or
 * judged there. docs/personality.md holds the same table (a test compares them).
 */
export interface Dimension {
  /** What 0, 0.5 and 1 mean. */
  low: string
  middle: string
  high: string
  /** What is measured in a text, and the values of it that score 0, 0.5 and 1. Ordinary service replies lie in the middle. */
  feature: FeatureName
  scale: readonly [atZero: number, atHalf: number, atOne: number]
  /** Below a target of 0.5 none at all is right as well: nobody has to joke a little. */
  isRare: boolean
  /**
   * What is done without a model: `both` ways, only `less` or only `more` by rewriting; `choice`: the wording that is nearest is chosen,
   * none is rewritten.
   */
  rewriting: 'both' | 'less' | 'more' | 'choice'
  /** What a model is told: far below the middle, below, above, far above. */
  told: readonly [veryLow: string, low: string, high: string, veryHigh: string]
}

const define = <const T extends Record<string, Dimension>>(dimensions: T): { [K in keyof T]: Dimension } => dimensions

export const dimensions = define({
  formality: {
    low: 'casual: "Hi", "sure", "got it"',
    middle: 'as written',
    high: 'formal: "Hello", "certainly", "thank you"',
    feature: 'formalMarkers',
    scale: [-5, -0.4, 2.2],
    isRare: false,
    rewriting: 'both',
    told: [
      'Write casually, as to a friend.',
      'Keep a relaxed, informal register.',
      'Keep a formal register.',
      'Write formally, as in a business letter; no slang, no casual greeting.',
    ],
  },
  warmth: {
    low: 'matter-of-fact, no pleasantries',
    middle: 'as written',
    high: 'kind words, thanks, welcome',
    feature: 'warmMarkers',
    scale: [0, 1, 4],
    isRare: true,
    rewriting: 'both',
    told: [
      'Stay matter-of-fact; no pleasantries.',
      'Keep pleasantries to a minimum.',
      'Be warm and kind.',
      'Be very warm: welcome, thank, and show that you are glad to help.',
    ],
  },
  verbosity: {
    low: 'only what is needed',
    middle: 'as written',
    high: 'explains and adds background',
    feature: 'wordsPerReply',
    scale: [5, 15, 45],
    isRare: false,
    rewriting: 'less',
    told: [
      'Say only what is needed, in one or two short sentences.',
      'Be brief.',
      'Explain a little more than was asked.',
      'Explain fully, with the reasons and what follows.',
    ],
  },
  directness: {
    low: 'asks round the corner: "Could you tell me …?"',
    middle: 'as written',
    high: 'asks outright: "Please tell me …"',
    feature: 'directRequests',
    scale: [0.4, 0.9, 1],
    isRare: false,
    rewriting: 'both',
    told: [
      'Put requests as gentle questions.',
      'Prefer soft requests to instructions.',
      'Say the most important thing first and ask outright.',
      'Begin with the answer itself; ask for what is needed in plain imperatives.',
    ],
  },
  humour: {
    low: 'serious',
    middle: 'as written',
    high: 'light and playful',
    feature: 'playfulMarkers',
    scale: [0, 0.3, 1.5],
    isRare: true,
    rewriting: 'less',
    told: [
      'No humour.',
      'Stay serious.',
      'A light touch of humour is welcome where nothing has gone wrong.',
      'Be playful where nothing has gone wrong; never joke about money, delays or health.',
    ],
  },
  empathy: {
    low: 'keeps to the facts',
    middle: 'as written',
    high: 'says that it understands how the customer feels',
    feature: 'empathicMarkers',
    scale: [0, 0.3, 2.5],
    isRare: true,
    rewriting: 'more',
    told: [
      'Keep to the facts; do not speak of feelings.',
      'Speak of feelings only where the customer does.',
      'Acknowledge how the customer feels before the facts.',
      'Begin by acknowledging, in your own words and once, what this means for the customer.',
    ],
  },
  technicality: {
    low: 'everyday words: "sign in"',
    middle: 'as written',
    high: 'exact terms: "authentication"',
    feature: 'technicalTerms',
    scale: [0, 0.3, 3],
    isRare: true,
    rewriting: 'less',
    told: [
      'Use no technical term at all.',
      'Prefer everyday words to technical terms.',
      'Use the exact technical terms.',
      'Write for experts: exact terms, no paraphrase.',
    ],
  },
  emoji_use: {
    low: 'none',
    middle: 'as written',
    high: 'one in most replies',
    feature: 'emoji',
    scale: [0, 1, 5],
    isRare: true,
    rewriting: 'both',
    told: [
      'No emoji.',
      'Almost never an emoji.',
      'An emoji now and then, where the news is good.',
      'One fitting emoji in most replies, none where the news is bad.',
    ],
  },
  sentence_length: {
    low: 'short main clauses',
    middle: 'as written',
    high: 'long, joined sentences',
    feature: 'wordsPerSentence',
    scale: [5.5, 8.5, 18],
    isRare: false,
    rewriting: 'less',
    told: [
      'Very short sentences.',
      'Short sentences.',
      'Longer, connected sentences.',
      'Long, well-connected sentences.',
    ],
  },
  hedging: {
    low: 'plain statements',
    middle: 'as written',
    high: 'softened: "I\'m afraid", "just"',
    feature: 'hedges',
    scale: [0, 1, 4],
    isRare: true,
    rewriting: 'less',
    told: [
      'State what the sources say without softening words.',
      'Few softening words.',
      'Soften statements a little.',
      'Soften statements; never as certain as the sources are not.',
    ],
  },
  enthusiasm: {
    low: 'even',
    middle: 'as written',
    high: 'excited: "Great", "Wonderful news"',
    feature: 'enthusiasticMarkers',
    scale: [0, 0.2, 2],
    isRare: true,
    rewriting: 'both',
    told: [
      'An even, calm voice.',
      'Little excitement.',
      'Be lively where the news is good.',
      'Be enthusiastic where the news is good.',
    ],
  },
  politeness: {
    low: 'no "please"',
    middle: 'as written',
    high: '"please", "kindly", "may I"',
    feature: 'politeMarkers',
    scale: [0, 1.6, 4],
    isRare: false,
    rewriting: 'both',
    told: [
      'No courtesy formulas.',
      'Few courtesy formulas.',
      'Say please and thank you.',
      'Be most courteous: please, thank you, may I.',
    ],
  },
  contraction: {
    low: '"do not", "it is"',
    middle: 'as written',
    high: '"don\'t", "it\'s" wherever possible',
    feature: 'contractionShare',
    scale: [0, 0.9, 0.98],
    isRare: false,
    rewriting: 'both',
    told: [
      'No contractions ("do not", never "don\'t").',
      'Few contractions.',
      'Use contractions.',
      'Use contractions wherever English has them.',
    ],
  },
  first_person_plural: {
    low: '"I": one assistant speaks',
    middle: 'as written',
    high: '"we": the company speaks',
    feature: 'weShare',
    scale: [0, 0.2, 1],
    isRare: false,
    rewriting: 'more',
    told: [
      'Speak as "I", never as "we".',
      'Speak as "I" rather than "we".',
      'Speak as "we" rather than "I".',
      'Speak as "we", for the company.',
    ],
  },
  proactivity: {
    low: 'answers what was asked',
    middle: 'as written',
    high: 'offers the next step',
    feature: 'offers',
    scale: [0, 0.45, 1.2],
    isRare: false,
    rewriting: 'more',
    told: [
      'Answer only what was asked.',
      'Offer more only where it is needed.',
      'Mention the next useful step, if the sources have one.',
      'Always end with the next useful step, if the sources have one.',
    ],
  },
  reading_level: {
    low: 'easy to read: short, common words',
    middle: 'as written',
    high: 'reads like a contract',
    feature: 'readingGrade',
    scale: [1, 2.6, 10],
    isRare: false,
    rewriting: 'less',
    told: [
      'Write for a ten-year-old: short, common words.',
      'Use common words.',
      'Write for an educated reader.',
      'Write for a reader at home in the subject; long words are fine.',
    ],
  },
  exclamation: {
    low: 'no exclamation marks',
    middle: 'as written',
    high: 'most sentences with good news end in one',
    feature: 'exclamationShare',
    scale: [0, 0.05, 0.25],
    isRare: true,
    rewriting: 'both',
    told: [
      'No exclamation marks.',
      'Hardly any exclamation marks.',
      'An exclamation mark is fine where the news is good.',
      'Exclamation marks where the news is good.',
    ],
  },
  apology: {
    low: 'does not apologise',
    middle: 'as written',
    high: 'apologises for every trouble',
    feature: 'apologies',
    scale: [0, 0.1, 0.5],
    isRare: true,
    rewriting: 'both',
    told: [
      'Do not apologise.',
      'Apologise only for our own mistakes.',
      'Apologise where something went wrong.',
      'Apologise, once and sincerely, for any trouble.',
    ],
  },
  customer_focus: {
    low: 'speaks of the company: "I need", "we offer"',
    middle: 'as written',
    high: 'speaks of the customer: "you", "your"',
    feature: 'youShare',
    scale: [0.1, 0.42, 0.9],
    isRare: false,
    rewriting: 'choice',
    told: [
      'Speak of the company and what it does.',
      'Speak of the matter rather than of the customer.',
      'Put it from the customer\'s side ("you get" rather than "we send").',
      'Put everything from the customer\'s side: "you", "your".',
    ],
  },
  structure: {
    low: 'running text',
    middle: 'as written',
    high: 'lists and steps',
    feature: 'listShare',
    scale: [0, 0.1, 0.8],
    isRare: true,
    rewriting: 'choice',
    told: [
      'Running text only, no lists.',
      'Running text; a list only for four things or more.',
      'Put several things as a list, one line each.',
      'Put steps and several things as lists, one line each.',
    ],
  },
})

export type DimensionName = keyof typeof dimensions
export const dimensionNames = Object.keys(dimensions) as DimensionName[]
