import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildKnowledge, type Knowledge, loadKnowledge, readDocuments, readKnowledgeFolder } from '../index.ts'
import { wordParagraph, wordTable, writeDocx } from './testing/write-docx.ts'
import { textPage, writePdf } from './testing/write-pdf.ts'

let folder: string
let knowledge: Knowledge
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-answers-'))
  await mkdir(join(folder, 'knowledge'))
  const write = (file: string, content: string | Uint8Array) => writeFile(join(folder, 'knowledge', file), content)
  await write(
    'warranty.pdf',
    writePdf([
      [
        { text: 'Warranty', x: 60, y: 770, size: 18 },
        ...textPage(
          ['Every ladder has a warranty of five years from the day of delive-', 'ry. Keep the invoice.'],
          11,
          730,
        ),
        { text: 'How to claim the warranty', x: 60, y: 640, size: 14 },
        ...textPage(['Send a photo of the damage to the workshop.'], 11, 610),
      ],
    ]),
  )
  await write(
    'faq.csv',
    'question,answer\nDo you rent out scaffolding?,"Yes, scaffolding is rented by the week."\nCan I pay in cash?,"No, cards only."\n',
  )
  await write(
    'fees.docx',
    writeDocx(
      wordParagraph('Rental fees', 'Heading1') +
        wordTable([
          ['Tool', 'Fee a day'],
          ['Hammer drill', '$14'],
          ['Tile saw', '$22'],
        ]),
    ),
  )
  await write(
    'opening.html',
    '<html lang="en"><nav><a href="/">Home</a></nav><main><h1>Opening hours of the workshop</h1><p>The workshop is open from 8 to 5 on weekdays.</p></main></html>',
  )
  const { documents, problems } = readDocuments((await readKnowledgeFolder(folder, { cache: null })).files)
  expect(problems).toEqual([])
  knowledge = loadKnowledge(await buildKnowledge(documents, { threshold: 0 }))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test.each([
  ['How long is the warranty of a ladder?', 'warranty', 'five years from the day of delivery'],
  ['Do you rent out scaffolding?', 'faq-do-you-rent-out-scaffolding', 'rented by the week'],
  ['What is the fee for the tile saw?', 'fees', '$22'],
  ['When is the workshop open?', 'opening', 'from 8 to 5'],
])('"%s" is answered from %s, word for word and with a citation', async (question, slug, words) => {
  const answer = await knowledge.answer(question, { nowMs: 0 })
  expect(answer?.slug).toBe(slug)
  expect(answer?.text).toContain(words)
  expect(answer?.citations[0]?.quote).toContain(words)
})
