import type { ListBlock, SourceTree, Span, TreeBlock } from './tree.ts'

/**
 * Writes a tree as Markdown that reads back as the same tree: every format ends up as an article, which people can read, git can compare
 * and the index is built from. Whatever stood in the source is escaped: it is text, never markup and never front matter.
 */
export function toMarkdown({ blocks }: Pick<SourceTree, 'blocks'>): string {
  const written = blocks.map(writeBlock).filter((text) => text !== '')
  return written.length === 0 ? '' : `${written.join('\n\n')}\n`
}

function writeBlock(block: TreeBlock): string {
  switch (block.kind) {
    case 'heading': {
      const text = escapeInline(flat(block.text)).replace(/#/g, '\\#')
      return text === '' ? '' : `${'#'.repeat(Math.min(6, Math.max(1, block.depth)))} ${text}`
    }
    case 'paragraph':
      return escapeLineStart(writeSpans(block.text))
    case 'list':
      return writeList(block, '').join('\n')
    case 'code': {
      const fence = '`'.repeat(1 + Math.max(2, ...(block.text.match(/`+/g) ?? []).map(({ length }) => length)))
      return block.text.trim() === '' ? '' : `${fence}\n${block.text.replace(/\s+$/, '')}\n${fence}`
    }
    case 'table':
      return writeTable(block.rows, block.headed)
  }
}

function writeList({ ordered, items }: ListBlock, indent: string): string[] {
  return items.flatMap(({ text, below }, at) => {
    const mark = ordered ? `${at + 1}. ` : '- '
    const own = `${indent}${mark}${escapeLineStart(writeSpans(text))}`.trimEnd()
    return below === null ? [own] : [own, ...writeList(below, indent + ' '.repeat(mark.length))]
  })
}

function writeTable(rows: readonly string[][], headed: boolean): string {
  const width = Math.max(0, ...rows.map((row) => row.length))
  if (width === 0) return ''
  const line = (row: readonly string[]) =>
    `| ${Array.from({ length: width }, (_, at) => escapeInline(flat(row[at] ?? '')).replace(/\|/g, '\\|')).join(' | ')} |`
  const [head = [], ...body] = headed ? rows : [[], ...rows]
  return [line(head), `|${'---|'.repeat(width)}`, ...body.map(line)].join('\n')
}

function writeSpans(spans: readonly Span[]): string {
  const parts = joined(spans).map(({ text, href }) => {
    const words = escapeInline(text.replace(/\s+/g, ' '))
    if (href === null || words.trim() === '') return words
    const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/.exec(words) ?? []
    return `${before}[${inner}](<${href.replace(/[<>\s\\]/g, encodeURIComponent)}>)${after}`
  })
  return flat(parts.join(''))
}

/** Pages divide one link into several for their own reasons. */
function joined(spans: readonly Span[]): Span[] {
  const whole: Span[] = []
  for (const { text, href } of spans) {
    const before = whole.at(-1)
    if (before !== undefined && before.href === href) before.text += text
    else whole.push({ text, href })
  }
  return whole
}

const flat = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** Underscores within words and single exclamation marks mean nothing to Markdown and stay as they are. */
const escapeInline = (text: string): string =>
  text
    .replace(/[\\`*[\]<]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/&(?=#?\w+;)/g, '\\&')

/** What at the start of a line would make a heading, a quote, a list, a rule, or code. */
const escapeLineStart = (text: string): string =>
  text.replace(/^(?:([#>+=~|-])|(\d{1,9})([.)])(?=\s|$))/, (_whole, mark?: string, digits?: string, dot?: string) =>
    mark === undefined ? `${digits}\\${dot}` : `\\${mark}`,
  )
