import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { problemText } from '#domain/problem.ts'
import { readDocuments } from '../documents/document.ts'
import { readKnowledgeFolder } from './folder.ts'
import { openReaderPool, type ReaderPool } from './reader-pool.ts'
import { textPage, writePdf } from './testing/write-pdf.ts'

let folder: string
let pool: ReaderPool
beforeAll(() => {
  pool = openReaderPool({ threads: 1 })
})
afterAll(() => pool.close())
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-folder-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const write = async (files: Record<string, string | Uint8Array>) => {
  for (const [file, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), content)
  }
}
const read = () => readKnowledgeFolder(folder, { cache: join(folder, '.cache'), pool })
async function documents() {
  const { files, problems, sources } = await read()
  const checked = readDocuments(files)
  return { ...checked, problems: [...problems, ...checked.problems].map(problemText), sources }
}
const handbook = () => writePdf([textPage(['You can return what you bought within thirty days after it came.'])])

describe('a knowledge folder', () => {
  test('holds articles and files of other formats side by side; what is neither is left alone', async () => {
    await write({
      'knowledge/returns.md': '# Returns\n\nSend it back.\n',
      'knowledge/README.md': 'Not an article',
      'knowledge/manual/handbook.pdf': handbook(),
      'knowledge/faq.csv': 'question,answer\nIs it free?,Yes.\nIs it fast?,No.\n',
      'knowledge/logo.svg': '<svg/>',
      'knowledge/.DS_Store': 'x',
      'knowledge/~$open.docx': 'x',
    })
    const { documents: read, problems } = await documents()
    expect(problems).toEqual([])
    expect(read.map(({ slug, path, category }) => [slug, path, category])).toEqual([
      ['faq-is-it-fast', 'knowledge/faq.csv#faq-is-it-fast', 'knowledge'],
      ['faq-is-it-free', 'knowledge/faq.csv#faq-is-it-free', 'knowledge'],
      ['handbook', 'knowledge/manual/handbook.pdf', 'manual'],
      ['returns', 'knowledge/returns.md', 'knowledge'],
    ])
  })

  test('knows more of a file from a .meta.yaml beside it and from sources.yaml, the nearest word counting', async () => {
    await write({
      'knowledge/manual/handbook.pdf': handbook(),
      'knowledge/manual/handbook.pdf.meta.yaml':
        'title: The handbook\naudience: [gold, silver]\nvalid_until: 2026-12-31\n',
      'knowledge/manual/faq.csv': 'question,answer,category\nIs it free?,Yes.,cost\nIs it fast?,No.,\n',
      'knowledge/sources.yaml':
        'files:\n  manual/:\n    owner: logistics\n    title: Manuals\n    locale: en-GB\n  manual/faq.csv:\n    owner: support\n    questions: [x]\n',
    })
    const { documents: read } = await documents()
    expect(
      read.map(({ slug, title, owner, locale, audience, category, questions }) => [
        slug,
        title,
        owner,
        locale,
        audience,
        category,
        questions,
      ]),
    ).toEqual([
      ['faq-is-it-fast', 'Is it fast?', 'support', 'en-GB', ['everyone'], 'manual', ['Is it fast?']],
      ['faq-is-it-free', 'Is it free?', 'support', 'en-GB', ['everyone'], 'cost', ['Is it free?']],
      ['handbook', 'The handbook', 'logistics', 'en-GB', ['gold', 'silver'], 'manual', []],
    ])
    expect(read[2]?.validUntilMs).toBe(Date.parse('2027-01-01'))
  })

  test('reports what is broken, with what to do, and reads the rest', async () => {
    await write({
      'knowledge/broken.pdf': '%PDF-1.7 nothing',
      'knowledge/old.doc': 'x',
      'knowledge/handbook.pdf': handbook(),
      'knowledge/bad.pdf.meta.yaml': 'title: [',
      'knowledge/bad.pdf': handbook(),
    })
    const { documents: read, problems, sources } = await documents()
    expect(read.map(({ slug }) => slug)).toEqual(['bad', 'handbook'])
    expect(problems.toSorted()).toEqual([
      expect.stringContaining('knowledge/bad.pdf.meta.yaml:1'),
      'knowledge/broken.pdf Skipped: It is damaged or cut off. Export it again.',
      'knowledge/old.doc Skipped: This is an old Word file. Save it as .docx.',
    ])
    expect(sources.find(({ file }) => file === 'knowledge/broken.pdf')?.skipped?.why).toBe('broken')
  })

  test('gives every article a name of its own, whatever files are called', async () => {
    await write({
      'knowledge/returns.md': '# Returns\n\nOurs.\n',
      'knowledge/returns.txt': 'Theirs, which is a text.\n',
      'knowledge/a/index.html': '<main><h1>A</h1><p>Text of a.</p></main>',
      'knowledge/b/index.html': '<main><h1>B</h1><p>Text of b.</p></main>',
      'knowledge/b/returns.txt': 'Another one, which is a text.\n',
    })
    const { documents: read, problems } = await documents()
    expect(problems.filter((text) => text.includes('same name'))).toEqual([])
    expect(read.map(({ slug }) => slug)).toEqual(['a', 'b', 'b-returns', 'returns', 'returns-2'])
  })

  test('of an unchanged file is not read again; a changed one is; a removed one is gone', async () => {
    await write({ 'knowledge/a.txt': 'First text.\n', 'knowledge/b.txt': 'Second text.\n' })
    expect((await read()).sources.map(({ isUnchanged }) => isUnchanged)).toEqual([false, false])
    await write({ 'knowledge/b.txt': 'Another text.\n' })
    const again = await read()
    expect(again.sources.map(({ isUnchanged }) => isUnchanged)).toEqual([true, false])
    expect(again.files[1]?.text).toContain('Another text.')
    await rm(join(folder, 'knowledge/a.txt'))
    expect((await read()).sources.map(({ file }) => file)).toEqual(['knowledge/b.txt'])
  })

  test('reads the same files to the same articles, in the same order', async () => {
    await write(
      Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`knowledge/${at}/x.txt`, `Text number ${at}.\n`])),
    )
    const first = await read()
    await rm(join(folder, '.cache'), { recursive: true })
    expect((await read()).files).toEqual(first.files)
  })

  test('with a folder outside reads that in place, with what sources.yaml says of it; one that is not there is told', async () => {
    await write({
      'outside/ladder.md': '---\ntitle: Ladder\nowner: Ann\n---\nFold it.\n',
      'outside/saw.txt': 'Mind the saw.\n',
      'knowledge/sources.yaml':
        'sources:\n  - folder: outside\n    name: tools\n    owner: Bob\n    category: tools\n  - folder: nowhere\n',
    })
    const { documents: read, problems } = await documents()
    expect(read.map(({ slug, path, owner, category }) => [slug, path, owner, category])).toEqual([
      ['ladder', 'knowledge/@tools/ladder.md', 'Ann', 'tools'],
      ['saw', 'knowledge/@tools/saw.txt', 'Bob', 'tools'],
    ])
    expect(problems).toEqual([expect.stringContaining('nowhere is not there')])
  })

  test('a sources.yaml that is wrong is an error with its line', async () => {
    await write({ 'knowledge/sources.yaml': 'sources:\n  - sitemap: https://x.example/sitemap.xml\n    at_mots: 4\n' })
    const { problems } = await read()
    expect(problems[0]).toMatchObject({ severity: 'error', file: 'knowledge/sources.yaml', line: 3 })
  })

  test('that is not there is empty', async () => {
    expect(await read()).toEqual({ files: [], sources: [], problems: [] })
  })
})
