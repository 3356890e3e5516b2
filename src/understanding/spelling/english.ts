import { common, further } from './english-words.ts'

function unfold(folded: string): string[] {
  const words: string[] = []
  let previous = ''
  for (const [, shared, rest] of folded.matchAll(/([A-Z])([a-z']*)/g)) {
    previous = previous.slice(0, (shared as string).charCodeAt(0) - 65) + rest
    words.push(previous)
  }
  return words
}

interface English {
  /** 11,000 words that a slip may be corrected to. */
  common: ReadonlySet<string>
  /** Whether it is a word: 40,000 and their possessives. */
  has(word: string): boolean
}

let loaded: English | undefined

/** Unfolded at first use (10 ms); then shared by all assistants of the process. */
export function english(): English {
  if (loaded === undefined) {
    const often = new Set(unfold(common))
    const all = new Set([...often, ...unfold(further)])
    loaded = { common: often, has: (word) => all.has(word) || (word.endsWith("'s") && all.has(word.slice(0, -2))) }
  }
  return loaded
}
