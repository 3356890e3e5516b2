import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tinyTokenizer } from './testing/model-fixture.ts'
import { createTokeniser } from './tokens.ts'

const special = (id: number, content: string) => ({ id, content, special: true, normalized: false })
const inTwo = {
  type: 'RobertaProcessing',
  sep: ['</s>', 1],
  cls: ['<s>', 0],
  trim_offsets: true,
  add_prefix_space: false,
}

/** As GPT-2 and RoBERTa: bytes, and a space belongs to the word behind it. */
const bytePairs = {
  added_tokens: [special(0, '<s>'), special(1, '</s>')],
  normalizer: null,
  pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
  post_processor: inTwo,
  decoder: { type: 'ByteLevel' },
  model: {
    type: 'BPE',
    vocab: Object.fromEntries(
      ['<s>', '</s>', ...'mycafÃ©ĠordeðŁĻĤ', 'my', 'Ġo', 'Ġor', 'Ġord', 'Ġorder', 'er'].map((piece, id) => [piece, id]),
    ),
    merges: ['m y', 'Ġ o', 'Ġo r', 'Ġor d', 'e r', 'Ġord er'],
  },
}

/** As XLM-RoBERTa: pieces of SentencePiece, a space written as a mark. */
const pieces = {
  added_tokens: [special(0, '<s>'), special(1, '</s>'), special(2, '<unk>')],
  normalizer: { type: 'NFKC' },
  pre_tokenizer: { type: 'Metaspace', replacement: '▁', add_prefix_space: true, prepend_scheme: 'always' },
  post_processor: inTwo,
  decoder: { type: 'Metaspace', replacement: '▁', add_prefix_space: true },
  model: {
    type: 'Unigram',
    unk_id: 2,
    vocab: [
      ['<s>', 0],
      ['</s>', 0],
      ['<unk>', 0],
      ['▁my', -1],
      ['▁or', -2],
      ['der', -2],
      ['▁café', -3],
      ['▁', -5],
    ],
  },
}

const found = (definition: object, text: string, tokens = 32) => {
  const tokenised = createTokeniser(definition, {}, { tokens, prompt: '' }).tokenise(text)
  return tokenised?.spans().map((span) => (span === null ? null : text.slice(span.start, span.end)))
}

describe('the tokens of a text stand where they were found', () => {
  test('by WordPiece', () => {
    expect(found(tinyTokenizer(), 'Cancel MY örders!')).toEqual([null, 'Cancel', 'MY', 'örder', 's', '!', null])
  })

  test('by byte pairs', () => {
    expect(found(bytePairs, 'my order café 🙂')).toEqual([
      null,
      'my',
      'order',
      null,
      'c',
      'a',
      'f',
      'é',
      'é',
      null,
      '🙂',
      '🙂',
      '🙂',
      '🙂',
      null,
    ])
  })

  test('by SentencePiece', () => {
    expect(found(pieces, 'my order café 🙂')).toEqual([null, 'my', 'or', 'der', 'café', null, '🙂', null])
  })
})

describe('a text that is too long', () => {
  test('is cut, and keeps the special tokens at both ends', () => {
    const tokeniser = createTokeniser(tinyTokenizer(), {}, { tokens: 5, prompt: '' })
    const { cls, sep } = { cls: 2, sep: 3 }
    const long = tokeniser.tokenise('my order is my order is')
    expect([long?.ids.length, long?.ids[0], long?.ids[4]]).toEqual([5, cls, sep])
  })

  test('is never cut within a letter', () => {
    const tokeniser = createTokeniser(tinyTokenizer(), {}, { tokens: 5, prompt: '' })
    for (const length of [79, 80, 81]) expect(() => tokeniser.tokenise(`${'x'.repeat(length)}🙂`)).not.toThrow()
  })
})

describe('whatever stands in a text', () => {
  const strange = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.constantFrom(
      'x'.repeat(100_000),
      '🙂'.repeat(50_000),
      ' \u200b'.repeat(50_000),
      '<s></s><unk>[CLS]',
      '\ud83d\ude42\ud83d',
    ),
  )
  test.each([
    ['WordPiece', tinyTokenizer()],
    ['byte pairs', bytePairs],
    ['SentencePiece', pieces],
  ])('%s gives at most so many tokens, each with its span or none', (_, definition) => {
    const tokeniser = createTokeniser(definition, {}, { tokens: 512, prompt: 'query: ' })
    fc.assert(
      fc.property(strange, (text) => {
        const tokenised = tokeniser.tokenise(text)
        if (tokenised === null) return
        expect(tokenised.ids.length).toBeLessThanOrEqual(512)
        expect(tokenised.ids.every(Number.isInteger)).toBe(true)
        const spans = tokenised.spans()
        expect(spans).toHaveLength(tokenised.ids.length)
        for (const span of spans) if (span !== null) expect(span.end).toBeLessThanOrEqual(text.length)
      }),
    )
  })
})

describe('a text without tokens', () => {
  test.each(['', ' ', '\u200b\u202e'])('%j is nothing to the model', (text) => {
    expect(createTokeniser(tinyTokenizer(), {}, { tokens: 8, prompt: 'query: ' }).tokenise(text)).toBeNull()
  })
})
