/** Numbers of the dialogue that are choices, in one place. Those an assistant may change are in `policy/thresholds.ts`. */
export const limits = {
  /** Flows on top of each other. People lose the thread long before; a ninth wish is queued. */
  stackDepth: 8,
  /** Wishes put off. More than this in one conversation is not a wish list any more. */
  queuedWishes: 8,
  /** Steps in one turn. The longest flow of the shop has 40, a repeat over a long list some hundred; only a loop gets here. */
  stepsPerTurn: 600,
  /** Things said that are left of a turn which was stopped for its steps: what came before the loop, mostly. */
  saidInLoop: 4,
  /** Rounds of a repeat unless it says how many; and at most. Longer lists are cut, and the reasons of the turn say so. */
  rounds: 25,
  roundsAtMost: 50,
  /** Alarms of one conversation. A flow that sets more is stuck in a loop. */
  alarms: 16,
  /** Days an alarm may lie ahead: longer than any warranty a flow would remind of. */
  alarmDays: 800,
  /** Milliseconds a scheduled time may be past and is said at once instead: as late as an alarm may be where no server ran. */
  scheduledLateMs: 86_400_000,
  /** Milliseconds from now at least where the clock itself has begun what schedules: nobody is spoken to every second. */
  scheduledApartMs: 15 * 60_000,
  /** Times in a row that waits end and scheduled things are done while the customer writes nothing: two months of a daily reminder. */
  clockTurns: 60,
  /** The hour of the day, in the zone of the customer, at which something is said that has a date but no time. */
  scheduledHour: 9,
  /** Commands in one turn: a message has a handful of wishes and slots at most. */
  commandsPerTurn: 24,
  /** Options shown with a question, as buttons. More do not fit a phone; the rest can still be named. */
  optionsShown: 8,
  /** Options kept for naming: a list longer than this is cut. */
  optionsKept: 25,
  /** Remembered finished flows and steps that can be taken back. */
  remembered: 20,
  /** Characters of what a customer said for a text slot. */
  textSlotLength: 2000,
} as const

/** Bounds of one expression: far above what a person writes, low enough that no file can stall a turn. */
export const expressionLimits = {
  /** Characters of source. */
  sourceLength: 1000,
  /** Nodes of the tree. */
  nodes: 200,
  /** Nesting of the tree. */
  depth: 32,
  /** Evaluations of nodes in one run, those inside `filter` and its like included. */
  evaluations: 20_000,
  /** Items that `filter` and its like look at. */
  listItems: 1000,
  /** Characters of a text that is put together. */
  textLength: 10_000,
} as const
