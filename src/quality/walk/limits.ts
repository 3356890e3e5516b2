/** What a random customer and a random back end do how often, and how long a walk may be. Weights are relative. */
export const walkSettings = {
  /** Moves before the customer wants to leave; a real conversation has half of it. */
  moves: { least: 2, most: 12 },
  /** Tries to bring a conversation to its end before it counts as stuck: eight tasks on the stack, eight wishes waiting, each with an offer. */
  endTries: 40,
  /** Elements of a made-up list. */
  listLength: 3,
  /** Nesting of a made-up value; deeper parts are empty where they may be. */
  depth: 6,
  /** Conversations in one world: its store grows with them. */
  worldSize: 50,
  /** How many findings are kept word for word; the rest is counted. */
  findingsKept: 20,
  move: {
    press: 34,
    answer: 24,
    wish: 12,
    yesNo: 8,
    correct: 5,
    cancel: 3,
    control: 4,
    nonsense: 3,
    twoAtOnce: 2,
    stale: 2,
    wait: 2,
    person: 0.5,
  },
  tool: { ok: 78, refused: 14, failed: 4, lost: 4 },
} as const
