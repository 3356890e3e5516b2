import { limits } from '../choices.ts'
import { type Block, readBlocks } from './blocks.ts'
import type { KnowledgeDocument } from './document.ts'

/** A statement that can be quoted alone: a sentence, a list item, a table row. */
export interface Statement {
  text: string
  /** A step is an item of a numbered list: only the whole list tells how. */
  kind: 'sentence' | 'item' | 'step' | 'row'
  /** Statements of one paragraph, list or table share it. */
  block: number
}

/** What is found and cited: one section of an article, or a part of a long one. */
export interface Passage {
  /** Index of its document in the base. */
  document: number
  /** 1, 2, 3 … in its document. */
  number: number
  /** Headings above it, outermost first, without the title. */
  headings: string[]
  statements: Statement[]
}

const kindIn = (block: Exclude<Block, { kind: 'heading' }>): Statement['kind'] => {
  if (block.kind === 'paragraph') return 'sentence'
  if (block.kind === 'table') return 'row'
  return block.ordered ? 'step' : 'item'
}

/** Cuts a document into passages along its headings; a long section is cut between blocks, a huge block between statements. */
export function cutPassages(document: KnowledgeDocument, index: number): Passage[] {
  const passages: Passage[] = []
  let headings: { depth: number; text: string }[] = []
  let statements: Statement[] = []
  let size = 0
  let block = 0
  const close = () => {
    if (statements.length > 0)
      passages.push({
        document: index,
        number: passages.length + 1,
        headings: headings.map(({ text }) => text),
        statements,
      })
    statements = []
    size = 0
  }
  for (const current of readBlocks(document.body)) {
    if (current.kind === 'heading') {
      close()
      if (current.depth === 1 && current.text === document.title) continue
      headings = [
        ...headings.filter(({ depth }) => depth < current.depth),
        { depth: current.depth, text: current.text },
      ]
      continue
    }
    block += 1
    const length = sizeOf(current)
    // A lead ("You need:") stays with its list even where that makes the passage longer than usual.
    const led = statements.at(-1)?.text.endsWith(':') && current.kind !== 'paragraph'
    if (size > 0 && size + length > limits.passageCharacters && !led) close()
    for (const text of current.statements) {
      if (size > 0 && size + text.length > limits.passageCharacters * 2) close()
      statements.push({ text, kind: kindIn(current), block })
      size += text.length + 1
    }
  }
  close()
  return passages
}

const sizeOf = (block: Exclude<Block, { kind: 'heading' }>): number =>
  block.statements.reduce((sum, text) => sum + text.length + 1, 0)
