/** Numbers of the scenario runner that are choices. */
export const scenarioLimits = {
  /** Turns of a goal-driven customer unless the scenario says otherwise: the longest task of the shop takes eight. */
  turns: 12,
  /** How often the same question gets the same answer before the scenario fails: the assistant evidently does not take it. */
  sameQuestion: 3,
  /** While time passes, silent conversations are looked for this often (minutes); the server looks every 30 seconds. */
  hopMinutes: 15,
  /** Longest time that may pass in one `wait`, in days: a year of hops takes seconds. */
  waitDays: 366,
} as const
