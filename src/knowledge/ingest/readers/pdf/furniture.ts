import type { PdfLine } from './lines.ts'
import { bodySize, headingFactor } from './structure.ts'

/** Part of the page's height, at top and bottom, where headers and footers stand. */
const zone = 0.09
/** Pages on which a line must come again, with other digits, to be furniture. */
const repeatsAtLeast = 3
const repeatedShare = 0.3

const pageNumber =
  /^(?:[-–—]\s*)?(?:page|seite|página|p\.)?\s*(?:\d{1,5}(?:\s*(?:\/|of|von|de)\s*\d{1,5})?|[ivxlc]{1,6})(?:\s*[-–—])?$/i

/** A line of a table of contents, with its dots. Found by a search it would promise what stands elsewhere. */
const contents = /(?:\s?\.){5,}\s*(?:\d{1,5}|[ivxlc]{1,6})$/i

/** Takes out tables of contents, running headers, footers and page numbers: what stands at the edge of many pages in the same words. */
export function withoutFurniture(lines: readonly PdfLine[], heights: ReadonlyMap<number, number>): PdfLine[] {
  const seen = new Map<string, Set<number>>()
  const isAtEdge = ({ page, y }: PdfLine): boolean => {
    const height = heights.get(page) ?? 0
    return y > height * (1 - zone) || y < height * zone
  }
  const body = bodySize(lines)
  // "Chapter 1", "Chapter 2" in a large font are headings; the same words on every page are not, however large.
  const kind = ({ text, size }: PdfLine) =>
    size >= body * headingFactor ? text : text.replace(/\d+/g, '0').toLowerCase()
  for (const line of lines) {
    if (!isAtEdge(line)) continue
    const pages = seen.get(kind(line)) ?? new Set()
    seen.set(kind(line), pages.add(line.page))
  }
  const repeated = Math.max(repeatsAtLeast, heights.size * repeatedShare)
  const isFurniture = (line: PdfLine): boolean =>
    isAtEdge(line) && (pageNumber.test(line.text) || (seen.get(kind(line))?.size ?? 0) >= repeated)
  return lines.filter((line) => !contents.test(line.text) && !isFurniture(line))
}
