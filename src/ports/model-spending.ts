/** What was spent on language models. */
export interface Spent {
  /** US dollars. */
  cost: number
  tokens: number
}

export interface SpentOn {
  tenant: string
  /** Null where it belongs to no conversation. */
  conversation: string | null
  /** UTC date, such as 2026-11-21. */
  day: string
}

/** Counts what language models cost, for all processes that serve the same tenants. */
export interface ModelSpending {
  /** Adds, and gives what was spent in all: by the tenant on that day, by the conversation ever. Adding nothing only asks. */
  add(on: SpentOn, spent: Spent): Promise<{ day: Spent; conversation: Spent }>
}
