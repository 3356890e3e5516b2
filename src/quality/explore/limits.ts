/** Choices of the exploration, each with its reason. Weights are relative. */
export const exploreSettings = {
  /** Messages of one conversation at most: the longest flow of a shop with everything corrected once. */
  turns: 14,
  /** Of conversations, how many are of somebody nobody knows. */
  anonymousShare: 0.15,
  /** How often what is said goes by the customer's own records rather than by anybody's. */
  ownShare: 0.85,
  /** How often a question that takes any words gets what a customer of a scenario said somewhere. */
  linesShare: 0.8,
  /** Letters of such a line at most: an answer, no story. */
  lineLength: 90,
  /** Changed fields told in a scenario: enough to see the effect, few enough to read. */
  fieldsTold: 6,
  move: { press: 62, answer: 30, yesNo: 4, cancel: 1, wish: 1, control: 2 },
} as const
