import { firstHeading } from '../documents/document.ts'
import { readLimits } from './choices.ts'
import { detectLocale } from './detect-locale.ts'
import { assertIsFormat } from './format.ts'
import { toMarkdown } from './markdown.ts'
import { slugOf } from './slug.ts'
import { type ReadDocument, type ReadOutcome, type ReadSource, type SourceFormat, Unreadable } from './source.ts'
import { decodeText, statedCharset } from './text-encoding.ts'
import type { SourceTree, TreeBlock } from './tree.ts'

export interface ReadOrder {
  format: SourceFormat
  bytes: Uint8Array
  /** Where it was fetched from: its links become absolute by it. */
  address: string | null
  /** Of the answer it was fetched with. */
  contentType: string | null
}

/** Reads one source of any format in this thread; the libraries are loaded when they are first needed. Never throws. */
export async function readSource(order: ReadOrder): Promise<ReadOutcome> {
  try {
    const limit = readLimits.bytes[order.format]
    if (order.bytes.length === 0) throw new Unreadable('empty', 'There is nothing in it.')
    if (order.bytes.length > limit)
      throw new Unreadable('too-large', `It is larger than ${limit / 1_000_000} MB. Split it.`)
    assertIsFormat(order.bytes, order.format)
    return { kind: 'read', source: await readAs[order.format](order) }
  } catch (error) {
    if (error instanceof Unreadable) return { kind: 'skipped', skipped: { why: error.why, problem: error.message } }
    const problem = error instanceof Error ? error.message : String(error)
    return { kind: 'skipped', skipped: { why: 'broken', problem: `It cannot be read (${problem.slice(0, 200)}).` } }
  }
}

const readAs: Record<SourceFormat, (order: ReadOrder) => Promise<ReadSource>> = {
  async html({ bytes, address, contentType }) {
    const { readHtml } = await import('./readers/html/read-html.ts')
    return sourceOf(readHtml(decodeText(bytes, statedCharset(bytes, contentType)), address))
  },
  async pdf({ bytes }) {
    const { readPdf } = await import('./readers/pdf/read-pdf.ts')
    const { tree, pages, notes } = await readPdf(bytes)
    return sourceOf(tree, pages, notes)
  },
  async docx({ bytes }) {
    const { readDocx } = await import('./readers/docx/read-docx.ts')
    return sourceOf(await readDocx(bytes))
  },
  async text({ bytes, contentType }) {
    const { readText } = await import('./readers/text.ts')
    return sourceOf(readText(decodeText(bytes, statedCharset(new Uint8Array(), contentType))))
  },
  async csv({ bytes }) {
    const { readCsv } = await import('./readers/csv.ts')
    const source = readCsv(decodeText(bytes))
    const locale = detectLocale(
      source.documents
        .map(({ body }) => body)
        .join('\n')
        .slice(0, 20_000),
    )
    for (const { metadata } of source.documents) if (locale !== null) metadata.locale ??= locale
    return source
  },
  // An article of the folder is read where it is checked; one that was fetched is text with its own markup.
  async markdown({ bytes }) {
    const body = decodeText(bytes).replace(/\r\n?/g, '\n')
    const title = firstHeading(body)
    return {
      documents: [
        { part: null, metadata: title === null ? {} : { title: title.slice(0, readLimits.titleCharacters) }, body },
      ],
      pages: pagesOf(body),
      notes: [],
    }
  },
}

const pagesOf = (text: string): number => Math.max(1, Math.ceil(text.length / 3_000))

function sourceOf({ title, locale, blocks }: SourceTree, pages?: number, notes: string[] = []): ReadSource {
  const told = locale ?? detectLocale(sample(blocks))
  const [first] = blocks
  const metadata = { ...(title === null ? {} : { title }), ...(told === null ? {} : { locale: told }) }
  // The title stands in the front matter; said twice it would count twice.
  const rest = first?.kind === 'heading' && first.text === title ? blocks.slice(1) : blocks
  const documents = cut(rest, title, notes).map(({ part, heading, body }): ReadDocument => {
    const name = heading === null ? title : [title, heading].filter((text) => text !== null).join(': ')
    return {
      part,
      metadata: { ...metadata, ...(name === null ? {} : { title: name.slice(0, readLimits.titleCharacters) }) },
      body,
    }
  })
  if (documents.length === 0) throw new Unreadable('no-text', 'There is no text in it.')
  return { documents, pages: pages ?? pagesOf(documents.map(({ body }) => body).join('')), notes }
}

function sample(blocks: readonly TreeBlock[]): string {
  const text = toMarkdown({ blocks: blocks.filter(({ kind }) => kind !== 'heading').slice(0, 60) })
  return text.slice(0, 20_000)
}

/** Long sources become several documents, cut before headings where there are any, the first one without a number. */
function cut(
  blocks: readonly TreeBlock[],
  title: string | null,
  notes: string[],
): { part: string | null; heading: string | null; body: string }[] {
  const parts: { heading: string | null; blocks: TreeBlock[]; size: number }[] = []
  let total = 0
  for (const block of blocks) {
    const size = toMarkdown({ blocks: [block] }).length
    if (total + size > readLimits.charactersPerSource) {
      notes.push(`It is longer than ${readLimits.charactersPerSource} characters; the rest was left out. Split it.`)
      break
    }
    total += size
    const current = parts.at(-1)
    const isFull =
      current !== undefined &&
      (current.size + size > readLimits.charactersPerDocument ||
        (block.kind === 'heading' && block.depth <= 2 && current.size > readLimits.charactersPerDocument / 2))
    if (current !== undefined && !isFull) {
      current.blocks.push(block)
      current.size += size
    } else
      parts.push({ heading: parts.length > 0 && block.kind === 'heading' ? block.text : null, blocks: [block], size })
  }
  return parts.flatMap(({ heading, blocks: own }, at) => {
    const body = toMarkdown({ blocks: own })
    if (body.trim() === '') return []
    const part = at === 0 ? null : `${slugOf(heading ?? title ?? 'part') || 'part'}-${at + 1}`
    return [{ part, heading, body }]
  })
}
