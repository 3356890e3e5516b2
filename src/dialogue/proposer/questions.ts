import type { Wish } from '#domain/understanding.ts'

/**
 * Whether a wish asks what holds in general ("can I cancel after it shipped?", "how long do refunds take") and nothing else: a second
 * sentence, or a number of one's own, makes it a case.
 */
export const asksRules = ({ meaning, text }: Wish): boolean =>
  meaning?.act.kind === 'question' && meaning.act.about === 'rules' && !/[.!?;]\s+\S/.test(text)

/** Whether it asks what would be: "if it does not fit", "after it shipped", "what if". Nobody wants that done now. */
export const isSupposed = ({ meaning, text }: Wish): boolean =>
  (meaning?.conditions.length ?? 0) > 0 ||
  meaning?.hypothetical != null ||
  /\b(?:after|once|without|even if|already)\b/i.test(text)
