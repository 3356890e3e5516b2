import { describe, expect, test } from 'vitest'
import { readLimits } from './choices.ts'
import { readSource } from './read-source.ts'
import { openReaderPool } from './reader-pool.ts'
import type { SourceFormat } from './source.ts'
import { wordParagraph, writeDocx, writeZip } from './testing/write-docx.ts'
import { textPage, writePdf } from './testing/write-pdf.ts'

const bytesOf = (content: string | Uint8Array) =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content
const read = (format: SourceFormat, content: string | Uint8Array) =>
  readSource({ format, bytes: bytesOf(content), address: null, contentType: null })
async function whyNot(format: SourceFormat, content: string | Uint8Array) {
  const outcome = await read(format, content)
  if (outcome.kind === 'read') throw new Error(`it was read: ${outcome.source.documents[0]?.body.slice(0, 200)}`)
  return outcome.skipped
}
async function sourceOf(format: SourceFormat, content: string | Uint8Array) {
  const outcome = await read(format, content)
  if (outcome.kind === 'skipped') throw new Error(outcome.skipped.problem)
  return outcome.source
}

describe('a file that cannot be read says why and what to do', () => {
  const line = textPage(['A page with a line of text that is long enough to be one.'])
  test.each<[string, SourceFormat, string | Uint8Array, string, RegExp]>([
    ['an empty one', 'text', '', 'empty', /nothing in it/],
    ['an encrypted PDF', 'pdf', writePdf([line], { encrypted: true }), 'encrypted', /without one/],
    ['a PDF cut off', 'pdf', writePdf([line]).slice(0, 600), 'broken', /Export it again/],
    ['a PDF of noise', 'pdf', `%PDF-1.7\n${'\u0001\u0002 noise '.repeat(500)}`, 'broken', /Export it again/],
    ['a scanned PDF', 'pdf', writePdf([[], [], []]), 'no-text', /OCR/],
    ['a web page named .pdf', 'pdf', '<!doctype html><p>Hi</p>', 'wrong-name', /is a web page/],
    ['a PDF named .html', 'html', writePdf([line]), 'wrong-name', /is a PDF/],
    ['a PDF named .docx', 'docx', writePdf([line]), 'wrong-name', /is a PDF/],
    ['a picture named .txt', 'text', Uint8Array.from([137, 80, 78, 71, 0, 0, 1]), 'wrong-name', /binary/],
    [
      'an archive that is no document',
      'docx',
      writeZip([{ name: 'a.txt', content: 'x' }]),
      'wrong-name',
      /no Word document/,
    ],
    ['an old or locked .doc', 'docx', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), 'encrypted', /\.docx/],
    ['a .docx cut off', 'docx', writeDocx(wordParagraph('Text')).slice(0, 500), 'broken', /save it again/],
    [
      'a .docx with a password',
      'docx',
      writeZip([{ name: 'word/document.xml', content: 'x', locked: true }]),
      'encrypted',
      /password/,
    ],
    ['a .docx of pictures alone', 'docx', writeDocx(''), 'no-text', /no text/],
    [
      'a .docx that declares entities',
      'docx',
      writeZip([{ name: 'word/document.xml', content: '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>' }]),
      'broken',
      /entities/,
    ],
    [
      'a page made by scripts',
      'html',
      '<html><body><div id="app"></div><script>render()</script></body></html>',
      'no-text',
      /scripts/,
    ],
    ['a CSV whose answers are empty', 'csv', 'question,answer\nIs it free?,\n', 'no-text', /both/],
  ])('%s', async (_name, format, content, why, problem) => {
    expect(await whyNot(format, content)).toEqual({ why, problem: expect.stringMatching(problem) as string })
  })

  test('a CSV with a quote that never closes is read as far as it makes sense, or told', async () => {
    expect((await whyNot('csv', `a,b\n"${'x'.repeat(2_000_000)}`)).why).toBe('broken')
  })
})

describe('what unpacks or nests without end is stopped', () => {
  test('a zip bomb, whatever size its directory claims', async () => {
    const zeros = Buffer.alloc(100_000_000, 32)
    for (const claimed of [zeros.length, 1_000])
      expect(await whyNot('docx', writeZip([{ name: 'word/document.xml', content: zeros, claimed }]))).toMatchObject({
        why: 'too-large',
      })
  })

  test('many parts that are large together', async () => {
    const parts = Array.from({ length: 100 }, (_, at) => ({
      name: `word/header${at}.xml`,
      content: Buffer.alloc(900_000, 65),
    }))
    expect(await whyNot('docx', writeZip([...parts, { name: 'word/document.xml', content: 'x' }]))).toMatchObject({
      why: 'too-large',
    })
  })

  test('pictures and attachments are not unpacked at all', async () => {
    const bytes = writeDocx(wordParagraph('A short text.'), [
      { name: 'word/media/image1.png', content: Buffer.alloc(100_000_000) },
    ])
    expect((await sourceOf('docx', bytes)).documents[0]?.body).toBe('A short text.\n')
  })

  test('a document nested twenty thousand deep', async () => {
    const deep = 20_000
    expect(await whyNot('docx', writeDocx('<w:sdt>'.repeat(deep) + '</w:sdt>'.repeat(deep)))).toMatchObject({
      why: 'broken',
    })
  })

  test('a page nested twenty thousand deep is read as text', async () => {
    const { documents } = await sourceOf(
      'html',
      `<main><p>Begin.</p>${'<div>'.repeat(20_000)}inside${'</div>'.repeat(20_000)}</main>`,
    )
    expect(documents[0]?.body).toContain('inside')
  })
  test('lists nested a thousand deep become an article that can be read', async () => {
    const { documents } = await sourceOf('html', `<main><p>Begin.</p>${'<ul><li>x'.repeat(1_000)}</main>`)
    expect(documents[0]?.body.length).toBeLessThan(200_000)
  })
})

describe('what is huge is cut, and told', () => {
  test('a table of a hundred thousand rows and five hundred columns', async () => {
    const wide = `<tr>${'<td>x</td>'.repeat(500)}</tr>`
    const { documents } = await sourceOf(
      'html',
      `<main><table>${wide.repeat(5)}${'<tr><td>a</td><td>b</td></tr>'.repeat(100_000)}</table></main>`,
    )
    const body = documents.map((document) => document.body).join('')
    expect(body.split('\n').length).toBeLessThanOrEqual(readLimits.tableRows + 5)
    expect(body.split('\n')[0]?.split('|').length).toBeLessThanOrEqual(readLimits.tableColumns + 2)
  })

  test('a cell that claims to span a billion rows and columns', async () => {
    const { documents } = await sourceOf(
      'html',
      '<main><table><tr><td colspan="1000000000" rowspan="1000000000">a</td><td>b</td></tr><tr><td>c</td></tr></table></main>',
    )
    expect(documents[0]?.body.length).toBeLessThan(1_000)
  })

  test('a CSV of thirty thousand rows', async () => {
    const rows = Array.from({ length: 30_000 }, (_, at) => `Question ${at}?,Answer ${at}.`)
    const { documents, notes } = await sourceOf('csv', ['question,answer', ...rows].join('\n'))
    expect(documents).toHaveLength(readLimits.csvRows)
    expect(notes[0]).toContain('the first 20000 were read')
  })

  test('a PDF of ten thousand pages', async () => {
    const page = textPage(['A line on every page of it.'])
    const { documents, notes, pages } = await sourceOf('pdf', writePdf(Array.from({ length: 10_000 }, () => page)))
    expect(pages).toBe(readLimits.pages)
    expect(notes[0]).toContain('It has 10000 pages; the first 2000 were read')
    expect(documents[0]?.body).toContain('A line')
  }, 120_000)

  test('a text of eight million characters becomes documents of a size that can be indexed', async () => {
    const { documents, notes } = await sourceOf('text', `${'One more sentence of it. '.repeat(40)}\n\n`.repeat(8_000))
    expect(documents.length).toBeGreaterThan(10)
    for (const { body } of documents) expect(body.length).toBeLessThan(400_000)
    expect(notes[0]).toContain('longer than')
    expect(new Set(documents.map(({ part }) => part)).size).toBe(documents.length)
  })
})

describe('a reading thread', () => {
  test('reads beside the server, and one that takes too long is ended', async () => {
    const slow = writePdf(
      Array.from({ length: 3_000 }, () => textPage(Array.from({ length: 40 }, () => 'A line of text.'))),
    )
    const hurried = openReaderPool({ threads: 1, fileMs: 60 })
    const late = await hurried.read({ format: 'pdf', bytes: slow, address: null, contentType: null })
    await hurried.close()
    expect(late).toMatchObject({ kind: 'skipped', skipped: { why: 'too-slow' } })
  })

  test('that runs out of memory takes nothing else along', async () => {
    const small = openReaderPool({ threads: 1, threadMemoryMb: 24 })
    const rows = Array.from(
      { length: 20_000 },
      (_, at) => `Question number ${at} is it?,Answer ${at} ${'word '.repeat(100)}.`,
    )
    const order = {
      format: 'csv' as const,
      bytes: bytesOf(['question,answer', ...rows].join('\n')),
      address: null,
      contentType: null,
    }
    expect(await small.read(order)).toMatchObject({ kind: 'skipped', skipped: { why: 'too-much-memory' } })
    const after = await small.read({ format: 'text', bytes: bytesOf('Short text.'), address: null, contentType: null })
    await small.close()
    expect(after).toMatchObject({ kind: 'read' })
  }, 60_000)

  test('goes on with the next file after a broken one', async () => {
    const pool = openReaderPool({ threads: 1 })
    const outcomes = await Promise.all(
      ['%PDF-1.4 broken', 'no PDF', writePdf([textPage(['This one is as it should be, with text.'])])].map((content) =>
        pool.read({ format: 'pdf', bytes: bytesOf(content), address: null, contentType: null }),
      ),
    )
    await pool.close()
    expect(outcomes.map(({ kind }) => kind)).toEqual(['skipped', 'skipped', 'read'])
  })
})
