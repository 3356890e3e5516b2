/**
 * What speaks for two neighbours being two wishes: the weights of a logistic regression, by `node training/wishes/fit.ts --data DIR`. Fitted on 6,600 cuts of
 * messages made of examples that the models had not seen (both assistants, clinc150, banking77), single, joined in 20 ways, and with stories and
 * courtesies around them. The bias is 0.7 above the fitted one: at most two in a hundred single wishes are taken apart.
 */
export const cutWeights = {
  bias: -1.56,
  /** How the text sets the two apart (segments.ts). */
  sentence: -0.66,
  joined: 3.9,
  weak: -0.91,
  comma: -1.82,
  unmarked: -2.77,
  /** Logit of the less and of the more confident of the two. */
  least: 0.05,
  most: 0.09,
  /** Logarithm of the words of the shorter one, of the first, and of both. */
  words: 0.76,
  wordsFirst: -0.29,
  long: 0.35,
  /** Logarithm of the least probability that both together give to one of the two intents. */
  support: -0.06,
  /** Logit of the best intent of both together; how far it is above the surer one. */
  both: -0.15,
  gain: -0.24,
  /** Both together are about something else than either. */
  other: 0.99,
  lostBoth: 0.22,
  /** How unlike anything known the less likely one is: the score, and its logarithm. */
  outOfScope: -2.87,
  unlike: -0.52,
  /** The second is short and says "it". */
  reference: -1.2,
  /** The second says of itself that it is one more. */
  added: -0.31,
  /** Both under one level of the intents (`returns/size`, `returns/start`) and nothing says that there are two of it. */
  sameBusiness: -0.58,
  /** One of them only tells how things are; what follows are the same signs of that one. */
  tellsFirst: -2.85,
  tellsThen: -0.37,
  tellsBoth: 0.52,
  tellsSentence: 0.32,
  tellsThenComma: -0.69,
  tellsFirstSure: 0.12,
  tellsThenSure: -0.14,
  tellsFirstLost: 0,
  tellsThenLost: 0.06,
  tellsFirstUnlike: -0.26,
  tellsThenUnlike: -0.27,
  /** They begin as a request or a question does. */
  asksFirst: 0.21,
  asksThen: 0.15,
  asksBoth: 0.97,
  /** The second begins with "because", "so" and the like. */
  reason: -1.55,
  /** Cosine of the meanings; the same where one of them only tells; long words that both have. */
  alike: -2.66,
  alikeTells: -1.76,
  shared: -0.08,
}
