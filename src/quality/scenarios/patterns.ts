/** The regular expression between two slashes; null for words. */
export const expressionIn = (text: string): string | null => /^\/(.+)\/$/s.exec(text)?.[1] ?? null

/** Case never matters in replies, and a reply may have several lines. */
export const patternFlags = 'is'
