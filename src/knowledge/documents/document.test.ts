import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildKnowledge, loadKnowledge, readDocuments } from '../index.ts'
import { readBlocks } from './blocks.ts'
import { firstHeading, readDocumentsInSlices } from './document.ts'
import { splitSentences } from './sentences.ts'

const problemsOf = (...texts: string[]) =>
  readDocuments(
    texts.map((text, at) => ({ file: `knowledge/${String.fromCharCode(97 + at)}/x.md`, text })),
  ).problems.map(({ line, message }) => `${line}: ${message}`)

describe('a source file that cannot be used is a problem with its line', () => {
  test('a key that is not known, a date that is none', async () => {
    expect(problemsOf('---\ntitle: A\ncatgory: b\n---\ntext')[0]).toMatch(/^3: catgory/)
    expect(problemsOf('---\ntitle: A\nvalid_until: soon\n---\ntext')[0]).toMatch(/^3: valid_until.*2026-10-01/)
  })
  test('YAML that is broken, no title, no text', async () => {
    expect(problemsOf('---\ntitle: [A\n---\ntext')).toHaveLength(1)
    expect(problemsOf('just text')).toEqual(['1: has neither a title in its front matter nor a heading'])
    expect(problemsOf('---\ntitle: A\n---\n  \n')).toEqual(['1: has no text below its front matter'])
  })
  test('two files of the same name', async () => {
    expect(problemsOf('# A\ntext', '# B\ntext')[0]).toContain('same name as knowledge/a/x.md')
  })
  test('one that is too large, and its neighbours stay', async () => {
    const { documents, problems } = readDocuments([
      { file: 'a.md', text: `# A\n${'word '.repeat(100_000)}` },
      { file: 'b.md', text: '# B\ntext' },
    ])
    expect(problems[0]?.message).toContain('split the article')
    expect(documents.map(({ slug }) => slug)).toEqual(['b'])
  })
})

test('read with pauses for what else a server does, articles are the same', async () => {
  const files = Array.from({ length: 300 }, (_, at) => ({
    file: `knowledge/${at}.md`,
    text: `# Title ${at}\n\nText.\n`,
  }))
  files.push({ file: 'knowledge/more/1.md', text: '# Again\n\nText.\n' }, { file: 'knowledge/x.md', text: 'no title' })
  let others = 0
  let isOver = false
  const another = () => {
    others += 1
    if (!isOver) setImmediate(another)
  }
  another()
  expect(await readDocumentsInSlices(files, 'en', 0)).toEqual(readDocuments(files))
  isOver = true
  expect(others).toBeGreaterThan(200)
})

describe('what is read of Markdown', () => {
  test('lists, tables and paragraphs become statements; markup, images and HTML go, words of links stay', async () => {
    const blocks = readBlocks(
      '## Head *one*\n\nSee [the list](x.md), **now**. ![no](a.png) <b>Two.</b>\n\n1. First\n2. Second\n   - inner\n\n| A | B |\n|---|:-:|\n| x | `1` |\n| y \\| z | |\n',
    )
    expect(blocks).toEqual([
      { kind: 'heading', depth: 2, text: 'Head one' },
      { kind: 'paragraph', statements: ['See the list, now.', 'Two.'] },
      { kind: 'list', ordered: true, statements: ['First', 'Second inner'] },
      { kind: 'table', columns: ['A', 'B'], statements: ['x – B: 1', 'y | z'] },
    ])
  })

  test('sentences end where a reader ends them', async () => {
    expect(
      splitSentences('Open at 10 a.m. Eastern Time. It costs $8.00, e.g. for boots. Really? Yes! See No. 5.'),
    ).toEqual(['Open at 10 a.m. Eastern Time.', 'It costs $8.00, e.g. for boots.', 'Really?', 'Yes!', 'See No. 5.'])
  })

  test('nesting ten thousand deep is read in the time of an article', async () => {
    for (const bomb of [
      '>'.repeat(10_000),
      '- '.repeat(2_000),
      '*'.repeat(10_000),
      '['.repeat(10_000),
      '`'.repeat(10_000),
    ])
      expect(() => readBlocks(`${bomb} text`)).not.toThrow()
  })
})

test('whatever is asked, there is an answer or none, and its lines stand in its quotes', async () => {
  const { documents } = readDocuments([
    {
      file: 'a.md',
      text: '---\ntitle: Returns\nquestions: [How do I return?]\n---\n\nSend it back. It is free.\n\n- one\n- two\n',
    },
    { file: 'b.md', text: '# Shipping\n\n| Way | Cost |\n|---|---|\n| Fast | $14 |\n' },
  ])
  const knowledge = loadKnowledge(await buildKnowledge(documents))
  const word = fc.constantFrom('return', 'send', 'back', 'fast', 'cost', 'free', 'shipping', 'how', 'do', 'I')
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(word, fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 60 }),
      async (words) => {
        const answer = await knowledge.answer(words.join(' '), { nowMs: 0 })
        for (const line of answer?.text.split('\n') ?? [])
          expect(answer!.citations.some(({ quote }) => quote.includes(line.replace(/^• /, '')))).toBe(true)
      },
    ),
    { numRuns: 300, seed: 3 },
  )
})

describe('a text that nobody would write is read in no time', () => {
  test('a heading with thousands of spaces in it, and one that is closed by number signs', () => {
    expect(firstHeading(`# a${' '.repeat(50_000)}b #\n`)).toBe(`a${' '.repeat(50_000)}b`)
    expect(firstHeading('text\n#  \n# Returns ## \n# Other')).toBe('Returns')
    expect(firstHeading('## Second\n#none')).toBeNull()
  })
  test('a paragraph of abbreviations, or of dots', () => {
    expect(splitSentences('e.g. '.repeat(40_000))).toHaveLength(1)
    expect(splitSentences(`${'.'.repeat(100_000)}x`)).toHaveLength(1)
    expect(splitSentences('Costs are approx. 5 dollars, i.e. little. No. 12 is free!')).toEqual([
      'Costs are approx. 5 dollars, i.e. little.',
      'No. 12 is free!',
    ])
  })
  test('what is nearly a table', () => {
    expect(readBlocks(`| a | b |\n:-${' '.repeat(100_000)}:-`)).toMatchObject([{ kind: 'paragraph' }])
    expect(readBlocks('| a | b |\n  | :- | -: |  \n| c | d |')).toMatchObject([{ kind: 'table' }])
  })
})
