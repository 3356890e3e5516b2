import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alignPieces, type PieceStyle } from './alignment.ts'

const lower = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
const wordPiece: PieceStyle = { continuation: '##', bytes: false, normalise: lower }
const sentencePiece: PieceStyle = { continuation: '', bytes: false, normalise: (text) => text.normalize('NFKC') }
const bytePairs: PieceStyle = { continuation: '', bytes: true, normalise: (text) => text }

const found = (text: string, pieces: string[], style: PieceStyle) =>
  alignPieces(text, pieces, style).map((span) => (span === null ? null : text.slice(span.start, span.end)))

describe('pieces are found in the text', () => {
  test('that was put in small letters and lost its accents', () => {
    expect(found("My Café's Größe", ['my', 'cafe', "'", 's', 'gro', '##ße'], wordPiece)).toEqual([
      'My',
      'Café',
      "'",
      's',
      'Grö',
      'ße',
    ])
  })

  test('with accents written apart, which belong to their letters', () => {
    expect(found('cafe\u0301 now', ['caf', '##e', 'now'], wordPiece)).toEqual(['caf', 'e\u0301', 'now'])
  })

  test('where one letter became two', () => {
    expect(found('ﬁne ½', ['▁fi', 'ne', '▁1⁄2'], sentencePiece)).toEqual(['ﬁ', 'ne', '½'])
  })

  test('when they are unknown: they have what lies between their neighbours', () => {
    expect(found('return 🙂 the 🙂🙂', ['return', '[UNK]', 'the', '[UNK]'], wordPiece)).toEqual([
      'return',
      '🙂 ',
      'the',
      '🙂🙂',
    ])
    expect(found('athe the', ['[UNK]', 'the'], wordPiece)).toEqual(['athe ', 'the'])
  })

  test('of SentencePiece, with its mark for spaces', () => {
    expect(found('Hello  new world', ['▁Hello', '▁', '▁new', '▁wor', 'ld'], sentencePiece)).toEqual([
      'Hello',
      null,
      'new',
      'wor',
      'ld',
    ])
  })

  test('in the byte alphabet of GPT-2, letters of several bytes too', () => {
    expect(found('my café 🙂', ['my', 'Ġcaf', 'Ã©', 'ĠðŁĻĤ'], bytePairs)).toEqual(['my', 'caf', 'é', '🙂'])
    expect(found('né', ['n', 'Ã', '©'], bytePairs)).toEqual(['n', 'é', 'é'])
  })

  test('or not, but the spans always lie in the text, in order', () => {
    const piece = fc.oneof(fc.constantFrom('##a', 'a', 'b', '[UNK]', '▁', 'Ġa', ''), fc.string({ maxLength: 3 }))
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(piece), fc.boolean(), (text, pieces, bytes) => {
        const spans = alignPieces(text, pieces, { ...wordPiece, bytes }).filter((span) => span !== null)
        for (const [index, { start, end }] of spans.entries()) {
          expect(start).toBeLessThanOrEqual(end)
          expect(end).toBeLessThanOrEqual(text.length)
          expect(start).toBeGreaterThanOrEqual(spans[index - 1]?.start ?? 0)
        }
      }),
    )
  })
})
