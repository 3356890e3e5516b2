import { readGrounds } from './grounds.ts'
import { judge } from './support.ts'

/** Whether sources say what a statement says. */
export interface Support {
  supported: boolean
  /** [0, 1]: the share of the statement's meaning that the sources carry; at most 0.5 where they do not support it. */
  score: number
  /** What no source says, in a few words for the trace; null where it is supported. */
  why: string | null
  /** Index of the source it rests on best; null where it rests on none, and for small talk. */
  source: number | null
}

/** Sources that were read once; asked about each sentence of an answer. */
export interface Grounding {
  /** One sentence; small talk that states nothing is supported with score 1. */
  supportOf(statement: string): Support
}

/** Longer statements and sources are no sentences and no passages: what reads them is not made for more. */
const most = { statement: 2_000, source: 8_000 } as const
const spaced = (text: string, characters: number): string => text.slice(0, characters).replace(/[^\S\n]{2,}/g, ' ')

/** Reads the sources of an answer. Linear in their length. */
export function groundingFor(sources: readonly string[]): Grounding {
  const grounds = readGrounds(sources.map((source) => spaced(source, most.source)))
  return {
    supportOf(statement) {
      // What is not looked at is not supported.
      if (statement.length > most.statement) return { supported: false, score: 0, why: 'it is too long', source: null }
      const { score, why, source } = judge(spaced(statement, most.statement), grounds)
      return { supported: why === null, score, why, source }
    },
  }
}

/** Whether the sources say what the statement says; see docs/groundedness.md. For several statements read the sources once with `groundingFor`. */
export const supportOf = (statement: string, sources: readonly string[]): Support =>
  groundingFor(sources).supportOf(statement)
