/** Every number of this folder that is a choice, with its unit and reason. */
export const limits = {
  /** Words that are read: a mood shows in the first few hundred, if at all. */
  words: 400,
  /** UTF-16 units between two words that are searched for marks: a line of a thousand dashes says nothing more. */
  gap: 64,
  /** Words behind a negation that it turns ("not very good at all"), within the clause. */
  negationReach: 4,
} as const
