import { plain, type SourceTree, type TreeBlock } from '../tree.ts'

const bullet = /^\s*(?:[-*•‣▪◦·]|(\d{1,3})[.)])\s+(\S.*)$/
const underline = /^\s*(={3,}|-{3,}|~{3,})\s*$/

/** Reads plain text: blank lines end paragraphs; underlined lines, numbered titles and short lines in capitals are headings. */
export function readText(text: string): SourceTree {
  const blocks: TreeBlock[] = []
  let paragraph: string[] = []
  const flush = () => {
    const [only] = paragraph
    if (paragraph.length === 1 && only !== undefined && isHeading(only))
      blocks.push({ kind: 'heading', depth: 2, text: only.trim() })
    else if (paragraph.length > 0) blocks.push({ kind: 'paragraph', text: plain(joinLines(paragraph)) })
    paragraph = []
  }
  for (const line of text.replace(/\r\n?/g, '\n').replace(/\f/g, '\n\n').split('\n')) {
    const rule = underline.exec(line)?.[1]
    const item = bullet.exec(line)
    if (line.trim() === '') flush()
    else if (rule !== undefined) {
      const head = paragraph.pop()
      flush()
      if (head !== undefined) blocks.push({ kind: 'heading', depth: rule.startsWith('=') ? 1 : 2, text: head.trim() })
    } else if (item?.[2] !== undefined) {
      flush()
      const ordered = item[1] !== undefined
      const before = blocks.at(-1)
      const entry = { text: plain(item[2]), below: null }
      if (before?.kind === 'list' && before.ordered === ordered) before.items.push(entry)
      else blocks.push({ kind: 'list', ordered, items: [entry] })
    } else if (paragraph.length === 0 && /^\s{2,}\S/.test(line) && blocks.at(-1)?.kind === 'list') {
      // An indented line goes on with the item above it.
      const list = blocks.at(-1)
      if (list?.kind === 'list') list.items.at(-1)?.text.push(...plain(` ${line.trim()}`))
    } else paragraph.push(line)
  }
  flush()
  const [first] = blocks
  return { title: first?.kind === 'heading' ? first.text : null, locale: null, blocks }
}

const isHeading = (line: string): boolean => {
  const text = line.trim()
  if (text.length > 80 || /[.!,;:]$/.test(text)) return false
  return /^\d+(?:\.\d+)*\.?\s+\p{Lu}/u.test(text) || (/\p{Lu}{3}/u.test(text) && text === text.toUpperCase())
}

/** Lines of one paragraph as running text; a word that was divided at the end of a line is one again. */
export function joinLines(lines: readonly string[]): string {
  return lines.reduce((text, line) => {
    const next = line.trim()
    if (text === '') return next
    if (/\p{L}-$/u.test(text) && /^\p{Ll}/u.test(next)) return text.slice(0, -1) + next
    return `${text} ${next}`
  }, '')
}
