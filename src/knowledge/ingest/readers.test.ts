import { describe, expect, test } from 'vitest'
import { readSource } from './read-source.ts'
import type { SourceFormat } from './source.ts'
import { wordItem, wordLink, wordParagraph, wordTable, writeDocx } from './testing/write-docx.ts'
import { type PlacedText, textPage, writePdf } from './testing/write-pdf.ts'

const address = 'https://shop.example/help/returns'
async function read(format: SourceFormat, content: string | Uint8Array) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const outcome = await readSource({ format, bytes, address, contentType: null })
  if (outcome.kind === 'skipped') throw new Error(outcome.skipped.problem)
  return outcome.source
}
const articleOf = async (format: SourceFormat, content: string | Uint8Array) => {
  const [document, ...more] = (await read(format, content)).documents
  if (document === undefined || more.length > 0) throw new Error('not one document')
  return document
}

describe('a web page', () => {
  const page = (content: string) =>
    `<!doctype html><html lang="en-GB"><head><title>Returns | Shop</title><script>track()</script></head><body>
    <header><a href="/">Shop</a><nav><ul><li><a href="/shoes">Shoes</a></li><li><a href="/bags">Bags</a></li></ul></nav></header>
    <div id="cookie-consent">We use cookies to make it better for you, with your consent. <button>Accept</button></div>
    <div class="page-with-sidebar"><div class="sidebar"><p>Everything for the winter, now 20 % cheaper than before.</p></div>
    ${content}</div><footer><p>© Shop, a company, with an imprint, terms, and much more text than anyone reads.</p></footer></body></html>`

  test('is read without its navigation, banners, margins and footer', async () => {
    const { metadata, body } = await articleOf(
      'html',
      page(
        '<div class="text"><h1>Returns <a href="#returns">#</a></h1><p>You can send it back within 30 days, free of charge.</p></div>',
      ),
    )
    expect(metadata).toEqual({ title: 'Returns', locale: 'en-GB' })
    expect(body).toBe('You can send it back within 30 days, free of charge.\n')
  })

  test('keeps headings, lists in lists, tables, links with whole addresses, and questions of accordions', async () => {
    const { body } = await articleOf(
      'html',
      page(`<main><h1>Returns</h1><h2>Steps</h2><ol><li>Pack it<ul><li>with care</li></ul></li><li>Print <a href="../label">the label</a></li></ol>
      <table><tr><th>Country</th><th>Cost</th></tr><tr><td rowspan="2">US</td><td>$4</td></tr><tr><td>$9</td></tr></table>
      <details><summary>What if it is broken?</summary><p>We replace it.</p></details><dl><dt>RMA</dt><dd>The return's number</dd></dl></main>`),
    )
    expect(body).toBe(`## Steps

1. Pack it
   - with care
2. Print [the label](<https://shop.example/label>)

| Country | Cost |
|---|---|
| US | $4 |
| US | $9 |

### What if it is broken?

We replace it.

- RMA: The return's number
`)
  })

  test('runs nothing and links to nothing but addresses', async () => {
    const { body } = await articleOf(
      'html',
      page(
        '<main><p onclick="steal()">See <a href="javascript:steal()">this</a><script>steal()</script><style>p{}</style>.</p></main>',
      ),
    )
    expect(body).toBe('See this.\n')
  })

  test('of a folder keeps its links to its neighbours, and no others without an address', async () => {
    const content =
      '<main><p><a href="../fees.html">fees</a>, <a href="java\nscript:x()">x</a>, <a href="#y">y</a></p></main>'
    const outcome = await readSource({
      format: 'html',
      bytes: new TextEncoder().encode(content),
      address: null,
      contentType: null,
    })
    expect(outcome.kind === 'read' && outcome.source.documents[0]?.body).toBe('[fees](<../fees.html>), x, y\n')
  })

  test('gives its text also where it is called nothing: paragraphs tell it from lists of links', async () => {
    const { body } = await articleOf(
      'html',
      `<body><div><a href="/a">Aaa</a> <a href="/b">Bbb</a></div><ul><li><a href="/1">Shoes</a></li><li><a href="/2">Bags</a></li><li><a href="/3">Hats</a></li></ul>
      <div><div><p>Parcels leave the warehouse on the day you order, if you order before noon, and take three days.</p><p>On the weekend, nothing leaves, and on holidays neither.</p></div></div></body>`,
    )
    expect(body).toContain('Parcels leave')
    expect(body).toContain('On the weekend')
    expect(body).not.toContain('Shoes')
  })
})

describe('a PDF', () => {
  const page = (number: number): PlacedText[] => [
    { text: 'Shop handbook', x: 60, y: 812, size: 9 },
    { text: `Page ${number} of 3`, x: 280, y: 30, size: 9 },
    { text: `Chapter ${number}`, x: 60, y: 760, size: 20 },
    ...textPage(
      [
        'You can send back what you bought within thirty days of deli-',
        'very, and we pay for it. This goes on for one more line, to',
        'the end.',
      ],
      11,
      720,
    ),
    { text: 'Exceptions', x: 60, y: 660, size: 11, bold: true },
    { text: '• Opened software', x: 60, y: 640, size: 11 },
    { text: '• Gift cards that were used for some-', x: 60, y: 625, size: 11 },
    { text: 'thing', x: 72, y: 610, size: 11 },
    ...[
      ['Country', 'Cost', 'Days'],
      ['Germany', '$4', '3'],
      ['Spain', '$14', '5'],
    ].flatMap((row, at) => row.map((text, column) => ({ text, x: 60 + column * 150, y: 560 - at * 15, size: 11 }))),
  ]

  test('is read with headings by font, lists, tables by columns, and words that lines had divided', async () => {
    const { documents, pages } = await read('pdf', writePdf([page(1), page(2), page(3)], { language: 'en-GB' }))
    expect(pages).toBe(3)
    expect(documents[0]?.metadata).toEqual({ title: 'Chapter 1', locale: 'en-GB' })
    expect(documents[0]?.body.slice(0, documents[0].body.indexOf('# Chapter 2'))).toBe(
      `You can send back what you bought within thirty days of delivery, and we pay for it. This goes on for one more line, to the end.

## Exceptions

- Opened software
- Gift cards that were used for something

| Country | Cost | Days |
|---|---|---|
| Germany | $4 | 3 |
| Spain | $14 | 5 |

`,
    )
  })

  test('loses what stands at the edge of every page', async () => {
    const { body } = await articleOf('pdf', writePdf([page(1), page(2), page(3)]))
    expect(body).not.toMatch(/handbook|Page \d/)
  })

  test('leaves out the lines of its table of contents', async () => {
    const { body } = await articleOf(
      'pdf',
      writePdf([
        textPage(['1 Returns . . . . . . . . . . 4', 'Costs ............ 12', 'Text that stays where it is.']),
      ]),
    )
    expect(body).toBe('Text that stays where it is.\n')
  })

  test('goes on over the end of a page', async () => {
    const { body } = await articleOf(
      'pdf',
      writePdf([
        textPage(['A sentence that begins on the first page and does not end']),
        textPage(['before the second one.']),
      ]),
    )
    expect(body).toBe('A sentence that begins on the first page and does not end before the second one.\n')
  })
})

test('a Word document is read by its styles: headings, lists, tables, links', async () => {
  const { metadata, body } = await articleOf(
    'docx',
    writeDocx(
      [
        wordParagraph('Returns', 'Heading1'),
        wordParagraph('You can send it back.'),
        wordItem('Pack', 1),
        wordItem('Send', 1),
        wordParagraph('Costs', 'Heading2'),
        wordItem('First', 2),
        wordTable([
          ['Way', 'Cost'],
          ['Fast', '$14'],
        ]),
        wordLink('Help'),
      ].join(''),
    ),
  )
  expect(metadata).toEqual({ title: 'Returns', locale: 'en-GB' })
  expect(body).toBe(
    'You can send it back.\n\n- Pack\n- Send\n\n## Costs\n\n1. First\n\n| Way | Cost |\n|---|---|\n| Fast | $14 |\n\n[Help](<https://shop.example/help>)\n',
  )
})

test('plain text has headings that are underlined, numbered or in capitals', async () => {
  const { metadata, body } = await articleOf(
    'text',
    'RETURNS\n\nYou can return within 30 days of deli-\nvery.\n\nCosts\n-----\nIt is free:\n- Pack\n- Send it\n  back\n\n2.1 Exceptions\n\nNone.\n',
  )
  expect(metadata.title).toBe('RETURNS')
  expect(body).toBe(
    'You can return within 30 days of delivery.\n\n## Costs\n\nIt is free:\n\n- Pack\n- Send it back\n\n## 2.1 Exceptions\n\nNone.\n',
  )
})

describe('questions and answers in CSV', () => {
  test('become one article for each answer, with all questions that have it', async () => {
    const { documents } = await read(
      'csv',
      'Frage;Antwort;Kategorie\n"Wie gebe ich etwas zurück, bitte?";"Schicken Sie es;\nin ""30"" Tagen.";returns\nRückgabe wie?;"Schicken Sie es;\nin ""30"" Tagen.";returns\nWo sind Sie?;In Berlin.;about\n',
    )
    expect(
      documents.map(({ part, metadata: { title, questions, category } }) => [part, title, questions, category]),
    ).toEqual([
      [
        'wie-gebe-ich-etwas-zuruck-bitte',
        'Wie gebe ich etwas zurück, bitte?',
        ['Wie gebe ich etwas zurück, bitte?', 'Rückgabe wie?'],
        'returns',
      ],
      ['wo-sind-sie', 'Wo sind Sie?', ['Wo sind Sie?'], 'about'],
    ])
    expect(documents[0]?.body).toBe('Schicken Sie es; in "30" Tagen.\n')
  })

  test.each([',', ';', '\t', '|'])('are read with %j between the fields, and without heads', async (sign) => {
    const { documents } = await read('csv', `Is it free?${sign}Yes\nIs it fast?${sign}No\n`)
    expect(documents.map(({ metadata, body }) => [metadata.title, body])).toEqual([
      ['Is it free?', 'Yes\n'],
      ['Is it fast?', 'No\n'],
    ])
  })

  test('a table of something else becomes one article with that table', async () => {
    const { body } = await articleOf('csv', 'Country,Cost\nGermany,$4\nSpain,"$1,400"\n')
    expect(body).toBe('| Country | Cost |\n|---|---|\n| Germany | $4 |\n| Spain | $1,400 |\n')
  })
})

test.each([
  ['UTF-8 with a mark', [0xef, 0xbb, 0xbf, ...Buffer.from('Größe: 5 €')]],
  ['UTF-16', [0xff, 0xfe, ...Buffer.from('Größe: 5 €', 'utf16le')]],
  ['windows-1252', [...Buffer.from('Gr\xf6\xdfe: 5 \x80', 'latin1')]],
])('text in %s is read as it was meant', async (_name, bytes) => {
  expect((await articleOf('text', Uint8Array.from(bytes))).body).toBe('Größe: 5 €\n')
})

test('a page is read in the encoding that it states', async () => {
  const html = Buffer.from(
    '<html><head><meta charset="iso-8859-2"></head><body><main><p>\xb3\xf3d\xbc</p></main></body></html>',
    'latin1',
  )
  expect((await articleOf('html', Uint8Array.from(html))).body).toBe('łódź\n')
})

test.each([
  [
    'en',
    'You can return your order within thirty days, and the money is with you after a week from the day of the return.',
  ],
  [
    'de',
    'Sie können die Bestellung innerhalb von dreißig Tagen zurückgeben, und das Geld ist nach einer Woche wieder auf dem Konto.',
  ],
  [
    'fr',
    'Vous pouvez retourner votre commande dans les trente jours, et nous vous remboursons le prix des articles avec une carte.',
  ],
])('the language of %s text is told where nobody states it', async (locale, text) => {
  expect((await articleOf('text', text)).metadata.locale).toBe(locale)
})
