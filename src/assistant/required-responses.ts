/** Responses that the turn says by itself, beside the engine's `repair.*`; every assistant words them. */
export const requiredResponses = [
  'greeting',
  'knowledge.unknown',
  'handoff.promise',
  'handoff.closed',
  'handoff.still-waiting',
  'handoff.withdrawn',
  'intake.empty',
  'intake.too-long',
  'intake.over-long-token',
  'language.not-supported',
  'turn.failed',
  'check.safe',
  'check.private',
] as const
