import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Random, seededRandom } from '#domain/random.ts'
import { wordItem, wordParagraph, wordTable, writeDocx } from '#knowledge/ingest/testing/write-docx.ts'
import { type PlacedText, writePdf } from '#knowledge/ingest/testing/write-pdf.ts'

/** Made-up help pages, the same in every run. A page has about 3,000 characters, as a printed one has. */
export type Kind = 'markdown' | 'html' | 'pdf' | 'docx' | 'csv'

const words =
  'the order parcel you can return within thirty days of delivery and we send a label by mail if it is not too late to change your address or the payment method before our warehouse packs it on the same day as a rule but not on holidays'.split(
    ' ',
  )
const charactersPerPage = 3_000

class Writer {
  private readonly random: Random
  constructor(seed: string) {
    this.random = seededRandom(seed)
  }
  private below(limit: number): number {
    return Math.floor(this.random.next() * limit)
  }
  sentence(): string {
    const text = Array.from({ length: 8 + this.below(12) }, () => words[this.below(words.length)]).join(' ')
    return `${text[0]?.toUpperCase()}${text.slice(1)}, ${this.below(1_000)} times.`
  }
  paragraph(): string {
    return Array.from({ length: 4 }, () => this.sentence()).join(' ')
  }
  /** Headings, paragraphs, a list and a table in every page. */
  sections(pages: number): { heading: string; paragraphs: string[]; items: string[]; rows: string[][] }[] {
    return Array.from({ length: pages }, () => {
      const paragraphs: string[] = []
      while (paragraphs.join('').length < charactersPerPage * 0.8) paragraphs.push(this.paragraph())
      return {
        heading: this.sentence().slice(0, 40),
        paragraphs,
        items: [this.sentence(), this.sentence(), this.sentence()],
        rows: [
          ['Country', 'Cost', 'Days'],
          ...['Germany', 'Spain', 'Norway'].map((name) => [name, `$${this.below(40)}`, String(this.below(9))]),
        ],
      }
    })
  }
}

/** Writes files with `pages` pages in all into a knowledge folder below `folder`. */
export async function writeCorpus(folder: string, kind: Kind, pages: number, pagesPerFile: number): Promise<void> {
  const target = join(folder, 'knowledge')
  await mkdir(target, { recursive: true })
  const writer = new Writer(kind)
  for (let file = 0; file * pagesPerFile < pages; file += 1)
    await writeFile(join(target, `page-${file}.${endings[kind]}`), write[kind](writer, pagesPerFile, file))
}

const endings: Record<Kind, string> = { markdown: 'md', html: 'html', pdf: 'pdf', docx: 'docx', csv: 'csv' }

const write: Record<Kind, (writer: Writer, pages: number, file: number) => string | Uint8Array> = {
  markdown: (writer, pages, file) =>
    `---\ntitle: Page ${file}\ncategory: help\n---\n\n${writer
      .sections(pages)
      .map(
        ({ heading, paragraphs, items, rows }) =>
          `## ${heading}\n\n${paragraphs.join('\n\n')}\n\n${items.map((item) => `- ${item}`).join('\n')}\n\n${rows.map((row, at) => `| ${row.join(' | ')} |${at === 0 ? '\n|---|---|---|' : ''}`).join('\n')}`,
      )
      .join('\n\n')}\n`,
  html: (writer, pages, file) => {
    const menu = Array.from(
      { length: 40 },
      (_, at) => `<li class="menu-item"><a href="/c/${at}">Category ${at}</a></li>`,
    ).join('')
    const body = writer
      .sections(pages)
      .map(
        ({ heading, paragraphs, items, rows }) =>
          `<h2 id="a">${heading}</h2>${paragraphs.map((text) => `<p class="text"><span>${text}</span> <a href="/x">More</a></p>`).join('')}<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul><table>${rows.map((row, at) => `<tr>${row.map((cell) => (at === 0 ? `<th>${cell}</th>` : `<td>${cell}</td>`)).join('')}</tr>`).join('')}</table>`,
      )
    return `<!doctype html><html lang="en"><head><title>Page ${file}</title><style>${'.a{color:red}'.repeat(200)}</style></head><body><header><nav><ul>${menu}</ul></nav></header><div class="cookie-banner"><p>We use cookies.</p></div><div class="content"><h1>Page ${file}</h1>${body.join('')}</div><aside class="sidebar"><ul>${menu}</ul></aside><footer><p>© Shop</p></footer><script>${'var a = 1;'.repeat(500)}</script></body></html>`
  },
  pdf: (writer, pages, file) =>
    writePdf(
      writer.sections(pages).map((section, at) => pdfPage(section, at)),
      { title: `Handbook ${file}`, language: 'en' },
    ),
  docx: (writer, pages) =>
    writeDocx(
      writer
        .sections(pages)
        .map(
          ({ heading, paragraphs, items, rows }) =>
            wordParagraph(heading, 'Heading1') +
            paragraphs.map((text) => wordParagraph(text)).join('') +
            items.map((item) => wordItem(item, 1)).join('') +
            wordTable(rows),
        )
        .join(''),
    ),
  csv: (writer, pages) => {
    const rows: string[] = []
    while (rows.join('\n').length < pages * charactersPerPage)
      rows.push(...Array.from({ length: 10 }, () => `"${writer.sentence().slice(0, -1)}?","${writer.paragraph()}"`))
    return `question,answer\n${rows.join('\n')}\n`
  },
}

function pdfPage(
  { heading, paragraphs, items, rows }: ReturnType<Writer['sections']>[number],
  number: number,
): PlacedText[] {
  const placed: PlacedText[] = [
    { text: 'Shop handbook', x: 60, y: 815, size: 9 },
    { text: `Page ${number + 1}`, x: 280, y: 25, size: 9 },
    { text: heading, x: 60, y: 780, size: 16 },
  ]
  let y = 756
  const line = (text: string, x = 60) => {
    placed.push({ text, x, y, size: 9 })
    y -= 11.5
  }
  for (const paragraph of paragraphs) {
    for (const text of paragraph.match(/.{1,105}(?:\s|$)/g) ?? []) line(text.trim())
    y -= 8
  }
  for (const item of items) line(`• ${item}`)
  y -= 8
  for (const row of rows) {
    for (const [at, text] of row.entries()) placed.push({ text, x: 60 + at * 150, y, size: 9 })
    y -= 11.5
  }
  return placed
}
