import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readBlocks } from '../documents/blocks.ts'
import { toMarkdown } from './markdown.ts'
import { plain, type TreeBlock } from './tree.ts'

const flat = (text: string) => text.replace(/\s+/g, ' ').trim()
/** Text that is full of what Markdown means something by. */
const text = fc
  .array(
    fc.constantFrom(
      '#',
      '-',
      '*',
      '_',
      '`',
      '[',
      ']',
      '(',
      ')',
      '<',
      '>',
      '!',
      '|',
      '\\',
      '1.',
      '2)',
      '+',
      '=',
      '~',
      '&amp;',
      '&',
      'a',
      'B',
      'word',
      ' ',
      '---',
      '***',
      'x_y',
      '<b>',
      'http://a.b',
      '"',
      ':',
      '  ',
      '\t',
      '\n',
    ),
    { minLength: 1, maxLength: 14 },
  )
  .map((parts) => flat(parts.join('')))
  .filter((joined) => joined !== '')

const words = (block: ReturnType<typeof readBlocks>[number]) =>
  flat(block.kind === 'heading' ? block.text : block.statements.join(' '))

test('whatever text a source has is text again when its article is read: nothing of it becomes markup', () => {
  fc.assert(
    fc.property(text, fc.constantFrom('paragraph', 'heading', 'list', 'linked'), (content, kind) => {
      const block: TreeBlock =
        kind === 'heading'
          ? { kind, depth: 2, text: content }
          : kind === 'list'
            ? { kind, ordered: false, items: [{ text: plain(content), below: null }] }
            : {
                kind: 'paragraph',
                text: kind === 'linked' ? [{ text: content, href: 'https://a.example/(x)?<y> z' }] : plain(content),
              }
      const read = readBlocks(toMarkdown({ blocks: [block] }))
      expect(read).toHaveLength(1)
      expect(read[0]?.kind).toBe(kind === 'linked' ? 'paragraph' : kind)
      expect(read.map(words).join(' ')).toBe(content)
    }),
    { numRuns: 2_000, seed: 7 },
  )
})

test('cells keep their pipes, and rows their columns', () => {
  const blocks: TreeBlock[] = [
    {
      kind: 'table',
      headed: true,
      rows: [
        ['Way', 'Cost|$'],
        ['Fast | *new*', '1 < 2'],
        ['Slow', ''],
      ],
    },
  ]
  expect(readBlocks(toMarkdown({ blocks }))).toEqual([
    { kind: 'table', columns: ['Way', 'Cost|$'], statements: ['Fast | *new* – Cost|$: 1 < 2', 'Slow'] },
  ])
})

test('what must be typed keeps its lines, also where it has fences of its own', () => {
  const blocks: TreeBlock[] = [{ kind: 'code', text: 'one\n```\ntwo\n' }]
  expect(toMarkdown({ blocks })).toBe('````\none\n```\ntwo\n````\n')
})
