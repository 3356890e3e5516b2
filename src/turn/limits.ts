/** The numbers of the turn that are choices, each with its unit and reason. */
export const turnLimits = {
  /** Characters of one message (issue of the product: longer ones get the length reply). */
  messageCharacters: 8_000,
  /** Words of a message from which on it counts as written in another language … */
  foreignWords: 2,
  /** … where the language is this sure, [0, 1]: mashed keys look like Dutch or Vietnamese with less. */
  foreignSureness: 0.7,
  /** Words of a message from which on it changes the language of the conversation: fewer may be a quotation or a loan … */
  switchingWords: 3,
  /** … or characters of a script that is written without spaces. */
  switchingCharacters: 4,
  /** How long a proposer beside the embedded models is waited for: a reply that comes a second later is worse than one that asks back. */
  proposerMs: 1_500,
  /** A model's second opinion on whether a message is an attack: it stands before everything else, so it must not be felt. */
  guardMs: 1_200,
  /**
   * Language models of one turn together, an answer that is streamed aside: customers wait about ten seconds for anything before they leave,
   * and tools and the answer itself come on top.
   */
  modelsMs: 6_000,
  /** What models do after a turn, such as the summary of a hand-off: nobody waits, but it has to end. */
  modelsLaterMs: 30_000,
  /** With less left than this no model is asked: none answers so soon. */
  modelLeastMs: 150,
  /** What a model's own time limit is given to end it, before the turn goes on without. */
  modelGraceMs: 100,
  /** A holder that is silent this long is taken for dead. Renewed while it runs, so only crashes and long pauses reach it. */
  leaseMs: 15_000,
  /** How often within a lease it is renewed and the dead are looked for: one late sweep does no harm. */
  sweepsPerLease: 4,
  /** Conversations taken over per sweep, so that a restart after a crash under load does not start thousands at once. */
  takeOverAtOnce: 50,
  /** After a typed message: the time in which the next keystroke of somebody who goes on usually comes. Felt as thinking, not as delay. */
  fragmentQuietMs: 350,
  /** A customer who types on is waited for this long after the last sign of it … */
  fragmentWaitMs: 1_200,
  /** … but never longer than this in all: ten seconds of silence is the complaint we must not earn. */
  fragmentWaitAtMostMs: 4_000,
  fragmentPollMs: 50,
  /**
   * How late something may be said that was due while no server ran (null: at any time). "Are you still there?" after hours would be
   * silly; a message that was promised is better late than never, for a day; a flow that waits goes on whenever it can.
   */
  alarmLateMs: { silence: 10 * 60_000, scheduled: 24 * 3_600_000, wait: null },
  /** Conversations whose alarm is taken up at a time: thousands may be overdue after a downtime, and turns of people come first. */
  alarmsAtOnce: 20,
  /** What is due is looked for this often even where no timer says so: a replica that died had timers of its own. */
  alarmSweepMs: 30_000,
  /** Least time between two looks, so that under load they are taken up in handfuls. Nobody notices a reminder that is so much late. */
  alarmsApartMs: 200,
  /** How long a turn waits for the profile store: it answers in a millisecond or is away, and nobody should wait for a nicety. */
  profileMs: 1_000,
  /** Messages after a caring answer that are still met with care: "I mean it" comes in the first two or three. */
  careTurns: 3,
  /** Tries of a turn that failed outside its steps (the database was away). */
  attempts: 4,
  retryAfterMs: 250,
  /** How long a stopping server waits for running turns. */
  stopWithinMs: 8_000,
  /** How long an HTTP request waits for the reply. */
  waitForReplyMs: 25_000,
} as const
