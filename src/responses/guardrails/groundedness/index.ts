import { stemEnglish } from '#words/index.ts'

/** Whether sources say what a statement says. */
export interface Support {
  supported: boolean
  /** [0, 1]: the share of the statement's meaning that the sources carry; 0 where they contradict it. */
  score: number
  /** What no source says, in a few words for the trace; null where it is supported. */
  why: string | null
  /** Index of the source it rests on best; null where it rests on none, and for small talk. */
  source: number | null
}

/** Sources that were read once; asked about each sentence of an answer. */
export interface Grounding {
  supportOf(statement: string): Support
}

const stems = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}.%$€£-]+/gu) ?? []).map((word) => stemEnglish(word.replace(/[.-]+$/, '')))

/** Reads the sources of an answer. Linear in their length. */
export function groundingFor(sources: readonly string[]): Grounding {
  const known = sources.map((source) => new Set(stems(source)))
  return {
    supportOf(statement) {
      const words = stems(statement)
      let best: Support = { supported: false, score: 0, why: 'no source speaks of it', source: null }
      for (const [source, of] of known.entries()) {
        const score = words.filter((word) => of.has(word)).length / Math.max(1, words.length)
        const missing = words.find((word) => /\d/.test(word) && !of.has(word))
        const supported = score >= 0.6 && missing === undefined
        if (score > best.score)
          best = { supported, score, why: supported ? null : `no source says ${missing ?? 'this'}`, source }
      }
      return best
    },
  }
}

/** Whether the sources say what the statement says; see docs/groundedness.md. For several statements read the sources once with `groundingFor`. */
export const supportOf = (statement: string, sources: readonly string[]): Support =>
  groundingFor(sources).supportOf(statement)
