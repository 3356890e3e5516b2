/** The numbers of this folder that are choices, each with its unit and its reason. */
export const responseLimits = {
  /** Characters of a template: what a chat bubble holds without scrolling, twice. */
  templateCharacters: 1_500,
  /** Characters an inserted value may bring: a name or an address, not a novel a tool returned. */
  valueCharacters: 400,
  /** Elements of a list that are read out; the rest is counted. */
  listItems: 12,
  variants: 24,
  quickReplies: 12,
  /** Text bubbles of one reply; what is beyond is joined to the last. */
  parts: 5,
  /** Characters of a whole reply before the check calls it too long. */
  replyCharacters: 2_400,
} as const
