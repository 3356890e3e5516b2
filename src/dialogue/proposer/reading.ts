import type { Command } from '#domain/command.ts'
import type { DialogueState } from '#domain/dialogue-state.ts'
import type { Entity, Understanding } from '#domain/understanding.ts'
import type { Words } from '../words/index.ts'
import type { Preference } from './preference.ts'
import type { Filling } from './slots.ts'
import type { DecisionContext } from './types.ts'

/** One message as the proposer works through it. */
export interface Reading {
  understanding: Understanding
  state: DialogueState
  context: DecisionContext
  /** Entities that already stand for something. */
  used: Set<Entity>
  /** Of the language that is spoken in. */
  words: Words
  /** Which of several values of a kind is wanted. */
  preference: Preference
}

export interface Answer {
  commands: Command[]
  /** The whole message is the answer; it is not looked through for wishes. */
  whole: boolean
}

/** How sure a rule (not a model) is: words that mean yes or no, a button's label typed out. */
export const ruleConfidence = 0.95

type Body<C> = C extends Command ? Omit<C, 'confidence' | 'proposer' | 'evidence'> : never

export function embedded(body: Body<Command>, confidence: number, evidence?: Command['evidence'] | null): Command {
  return { ...body, confidence, proposer: 'embedded', ...(evidence && { evidence }) } as Command
}

export const wholeMessage = ({ understanding }: Reading): NonNullable<Command['evidence']> => ({
  start: 0,
  end: understanding.corrected.length,
  text: understanding.corrected,
})

export const setSlot = (kind: 'set-slot' | 'correct-slot', filling: Filling): Command =>
  embedded({ kind, slot: filling.slot, value: filling.value, text: filling.text }, filling.confidence, filling.evidence)
