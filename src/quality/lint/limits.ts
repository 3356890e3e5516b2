/** The numbers of this folder that are choices. */
export const lintLimits = {
  /** Characters of a button: two lines on a small phone; messaging apps cut off earlier. */
  buttonCharacters: 40,
  /** From this share of the flows on, the others are asked why they have no owner or version. */
  usualShare: 0.5,
} as const
