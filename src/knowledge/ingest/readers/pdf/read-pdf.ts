import { getDocumentProxy } from 'unpdf'
import { readLimits } from '../../choices.ts'
import { Unreadable } from '../../source.ts'
import type { SourceTree } from '../../tree.ts'
import { withoutFurniture } from './furniture.ts'
import { linesOf, type PdfLine, type PdfText } from './lines.ts'
import { blocksOf } from './structure.ts'

type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>
type PdfPage = Awaited<ReturnType<PdfDocument['getPage']>>

/** Characters a page has at least where it has text at all: a scan may carry its page number. */
const pageCharacters = 16

/** Reads a PDF's text with its structure, from fonts and places. Throws `Unreadable`. */
export async function readPdf(bytes: Uint8Array): Promise<{ tree: SourceTree; pages: number; notes: string[] }> {
  const document = await open(bytes)
  try {
    const notes: string[] = []
    const count = Math.min(document.numPages, readLimits.pages)
    if (count < document.numPages)
      notes.push(`It has ${document.numPages} pages; the first ${count} were read. Split it by chapters.`)
    const { lines, heights, unread } = await readLines(document, count, notes)
    if (unread > 0) notes.push(`${unread} damaged page(s) were left out.`)
    if (lines.reduce((sum, { text }) => sum + text.length, 0) < Math.min(2, count) * pageCharacters)
      throw new Unreadable(
        'no-text',
        'It has no text, only pictures of it (a scan). Make the text readable with an OCR program and save it again.',
      )
    const blocks = blocksOf(withoutFurniture(lines, heights))
    const { title, locale } = await statedBy(document)
    const heading = blocks.find((block) => block.kind === 'heading')
    return {
      tree: { title: title ?? (heading?.kind === 'heading' ? heading.text : null), locale, blocks },
      pages: count,
      notes,
    }
  } finally {
    await document.loadingTask.destroy()
  }
}

async function open(bytes: Uint8Array): Promise<PdfDocument> {
  try {
    // pdf.js takes the buffer over.
    return await getDocumentProxy(bytes, {
      verbosity: 0,
      disableFontFace: true,
      useSystemFonts: false,
      maxImageSize: 1,
    })
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException')
      throw new Unreadable('encrypted', 'It is protected by a password. Save it without one.')
    throw new Unreadable('broken', 'It is damaged or cut off. Export it again.')
  }
}

async function readLines(document: PdfDocument, count: number, notes: string[]) {
  const lines: PdfLine[] = []
  const heights = new Map<number, number>()
  const isBold = boldFonts()
  let characters = 0
  let unread = 0
  for (let number = 1; number <= count; number += 1) {
    try {
      const page = await document.getPage(number)
      heights.set(number, page.getViewport({ scale: 1 }).height)
      const pieces = await piecesOf(page, isBold)
      lines.push(...linesOf(number, pieces))
      characters += pieces.reduce((sum, { text }) => sum + text.length, 0)
      page.cleanup()
    } catch (error) {
      if (error instanceof RangeError) throw error
      unread += 1
    }
    if (characters > readLimits.charactersPerSource) {
      notes.push(`It is longer than ${readLimits.charactersPerSource} characters; ${number} of its pages were read.`)
      break
    }
  }
  return { lines, heights, unread }
}

async function piecesOf(page: PdfPage, isBold: (page: PdfPage, font: string) => Promise<boolean>): Promise<PdfText[]> {
  const { items } = await page.getTextContent()
  const pieces: PdfText[] = []
  for (const item of items) {
    if (!('str' in item)) continue
    const [a = 0, b = 0, , d = 0, x = 0, y = 0] = item.transform as number[]
    // Turned text is a watermark or the scale of a drawing.
    if (Math.abs(b) > Math.abs(a) * 0.2) continue
    const size = Math.abs(d) || Math.abs(a) || item.height
    const bold = item.str.trim() !== '' && (await isBold(page, item.fontName))
    pieces.push({ text: item.str, x, y, width: item.width, size, bold })
  }
  return pieces
}

/** Names of fonts are known once a page that uses them was prepared for drawing, which is done once for each font. */
function boldFonts(): (page: PdfPage, font: string) => Promise<boolean> {
  const known = new Map<string, boolean>()
  return async (page, font) => {
    const before = known.get(font)
    if (before !== undefined) return before
    if (!page.commonObjs.has(font)) await page.getOperatorList().catch(() => undefined)
    const name: unknown = page.commonObjs.has(font)
      ? (page.commonObjs.get(font) as { name?: unknown } | null)?.name
      : ''
    const bold = typeof name === 'string' && /bold|black|heavy|semibold|demi/i.test(name)
    known.set(font, bold)
    return bold
  }
}

async function statedBy(document: PdfDocument): Promise<{ title: string | null; locale: string | null }> {
  const { info } = await document.getMetadata().catch(() => ({ info: {} }))
  const stated = info as { Title?: unknown; Language?: unknown }
  const title = typeof stated.Title === 'string' ? stated.Title.replace(/\s+/g, ' ').trim() : ''
  // What programs put there by themselves is no title.
  const isReal =
    title.length >= 3 &&
    !/^(?:untitled|document\d*|microsoft word|slide \d)|\.(?:docx?|indd|pdf|pptx?|xlsx?)$/i.test(title)
  const locale = typeof stated.Language === 'string' && /^[a-z]{2,3}\b/i.test(stated.Language) ? stated.Language : null
  return { title: isReal ? title.slice(0, readLimits.titleCharacters) : null, locale }
}
