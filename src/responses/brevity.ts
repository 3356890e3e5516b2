import type { ReplyPart } from '#domain/reply.ts'
import { responseLimits } from './limits.ts'

type TextPart = Extract<ReplyPart, { kind: 'text' }>

/**
 * The same parts said once: a sentence that an earlier part already said is dropped, empty parts go, and bubbles beyond the limit are
 * joined to the last. Cited parts are never changed: their text is held to its quotes.
 */
export function shorten(parts: readonly ReplyPart[]): ReplyPart[] {
  const said = new Set<string>()
  const kept: ReplyPart[] = []
  for (const part of parts) {
    if (part.kind !== 'text' || part.citations) {
      if (part.kind === 'text') {
        if (said.has(part.text)) continue
        said.add(part.text)
      }
      kept.push(part)
      continue
    }
    const text = part.text
      .split('\n')
      .map((line) =>
        line
          .split(/(?<=[.!?])\s+/)
          .filter((sentence) => isNew(sentence, said))
          .join(' '),
      )
      .join('\n')
      .replace(/\n{2,}/g, '\n')
      .trim()
    if (text !== '') kept.push({ ...part, text })
  }
  return joinBeyond(kept)
}

function isNew(sentence: string, said: Set<string>): boolean {
  const key = sentence
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  // Items of a list and very short words may repeat.
  if (key.length < 12 || sentence.startsWith('•')) return true
  if (said.has(key)) return false
  said.add(key)
  return true
}

function joinBeyond(parts: ReplyPart[]): ReplyPart[] {
  const kept: ReplyPart[] = []
  for (const part of parts) {
    const last = kept.at(-1)
    if (kept.length >= responseLimits.parts && joinable(last) && joinable(part))
      kept[kept.length - 1] = { ...last, text: `${last.text}\n${part.text}` }
    else kept.push(part)
  }
  return kept
}

const joinable = (part: ReplyPart | undefined): part is TextPart => part?.kind === 'text' && !part.citations
