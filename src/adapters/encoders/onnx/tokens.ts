import { Tokenizer } from '@huggingface/tokenizers'
import type { Span } from '#domain/understanding.ts'
import { cutText } from '../vectors.ts'
import { alignPieces, type PieceStyle } from './alignment.ts'
import { unitsPerToken } from './limits.ts'

/** What the model gets. */
export interface TokenisedText {
  ids: number[]
  /** Where each token stands in the text; `null` for special tokens and those of the prompt. */
  spans(): (Span | null)[]
}

export interface TextTokeniser {
  /** `null` where the text has nothing that the vocabulary has pieces for: it is empty, blank or invisible. */
  tokenise(text: string): TokenisedText | null
}

/** Tokenises as the model's own tokeniser does, cut to `tokens` with the special tokens at both ends kept. Throws what the library throws. */
export function createTokeniser(
  definition: object,
  config: object,
  { tokens, prompt }: { tokens: number; prompt: string },
): TextTokeniser {
  const tokeniser = new Tokenizer(definition, config)
  const frame = frameOf(tokeniser)
  const style = styleOf(definition, tokeniser)
  const room = tokens - frame.before - frame.after
  const promptTokens = contentOf(prompt).ids.length
  const units = prompt.length + tokens * unitsPerToken

  function contentOf(text: string) {
    const { ids, tokens: pieces } = tokeniser.encode(text)
    const end = ids.length - frame.after
    return { ids: ids.slice(frame.before, end), pieces: pieces.slice(frame.before, end) }
  }

  return {
    tokenise(text) {
      const whole = cutText(prompt + text, units)
      if (text.trim() === '') return null
      const content = contentOf(whole)
      if (content.ids.length <= promptTokens) return null
      const ids = content.ids.slice(0, room)
      return {
        ids: [...frame.idsBefore, ...ids, ...frame.idsAfter],
        spans() {
          const aligned = alignPieces(whole, content.pieces.slice(0, room), style).map((span) =>
            span === null || span.end <= prompt.length
              ? null
              : { start: Math.max(0, span.start - prompt.length), end: span.end - prompt.length },
          )
          return [...frame.idsBefore.map(() => null), ...aligned, ...frame.idsAfter.map(() => null)]
        },
      }
    },
  }
}

interface Frame {
  before: number
  after: number
  idsBefore: number[]
  idsAfter: number[]
}

/** The special tokens around every text, such as [CLS] and [SEP]: what an empty text has. */
function frameOf(tokeniser: Tokenizer): Frame {
  const { ids: empty } = tokeniser.encode('')
  const { ids: filled } = tokeniser.encode('a')
  let before = 0
  while (before < empty.length && empty[before] === filled[before]) before++
  return {
    before,
    after: empty.length - before,
    idsBefore: empty.slice(0, before),
    idsAfter: empty.slice(before),
  }
}

function styleOf(definition: object, tokeniser: Tokenizer): PieceStyle {
  const { model } = definition as { model?: { continuing_subword_prefix?: unknown } }
  const prefix = model?.continuing_subword_prefix
  const { normalizer } = tokeniser
  return {
    continuation: typeof prefix === 'string' ? prefix : '',
    bytes: JSON.stringify((definition as { pre_tokenizer?: unknown }).pre_tokenizer ?? null).includes('"ByteLevel"'),
    normalise: normalizer === null ? (text) => text : (text) => normalizer(text),
  }
}
