import { type ListBlock, type ListItem, plain, type Span, type TreeBlock, textOfSpans } from '../../tree.ts'
import { attribute, flat, type HtmlNode, textOf, walk } from './nodes.ts'
import { readTable } from './table.ts'

/** Elements that stand on lines of their own. */
const lines = new Set(
  'address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer header hgroup html li main ol p pre section table tbody td th thead tfoot tr ul caption h1 h2 h3 h4 h5 h6 summary hr'.split(
    ' ',
  ),
)

/** Reads cleaned elements into blocks. `linkTo` makes an address absolute, or null for one that is none (`javascript:`, `#here`). */
export function readHtmlBlocks(nodes: readonly HtmlNode[], linkTo: (href: string) => string | null): TreeBlock[] {
  const blocks: TreeBlock[] = []
  let spans: Span[] = []
  let afterBreak = false
  const flush = () => {
    if (textOfSpans(spans) !== '') blocks.push({ kind: 'paragraph', text: spans })
    spans = []
    afterBreak = false
  }
  const inline = (node: HtmlNode, href: string | null) => {
    if (node.type === 'text') {
      const text = node.data ?? ''
      if (text.trim() !== '') afterBreak = false
      spans.push({ text: text.replace(/\s+/g, ' '), href })
      return
    }
    if (node.name === 'br') {
      if (afterBreak) return flush()
      spans.push(...plain(' '))
      afterBreak = true
      return
    }
    const target = node.name === 'a' ? (linkTo(attribute(node, 'href')) ?? href) : href
    if (node.name === 'a' && isAnchorMark(node)) return
    for (const child of node.children ?? []) visit(child, target)
  }
  const visit = (node: HtmlNode, href: string | null) => {
    const name = node.name ?? ''
    if (node.type === 'text' || !lines.has(name)) return inline(node, href)
    flush()
    const depth = headingDepth(node)
    if (depth !== null) {
      const text = flat(headingText(node))
      if (text !== '') blocks.push({ kind: 'heading', depth, text })
      return
    }
    if ((name === 'ul' || name === 'ol') && !isLayout(node)) {
      const list = readList(node, linkTo)
      if (list.items.length > 0) blocks.push(list)
      return
    }
    if (name === 'pre') {
      const text = textOf(node).replace(/^\s*\n/, '')
      if (text.trim() !== '') blocks.push({ kind: 'code', text })
      return
    }
    if (name === 'dl') {
      const list = readDefinitions(node, linkTo)
      if (list !== null) return void blocks.push(list)
    }
    if (name === 'table') {
      const table = readTable(node)
      if (table !== null) return void blocks.push(table)
    }
    for (const child of node.children ?? []) visit(child, href)
    flush()
  }
  for (const node of nodes) visit(node, null)
  flush()
  return blocks
}

/** A `summary` is the question of an accordion: as good as a heading. */
function headingDepth(node: HtmlNode): number | null {
  const number = /^h([1-6])$/.exec(node.name ?? '')?.[1]
  if (number !== undefined) return Number(number)
  if (node.name === 'summary') return 3
  if (attribute(node, 'role') !== 'heading') return null
  return Math.min(6, Math.max(1, Number(attribute(node, 'aria-level')) || 2))
}

const headingText = (node: HtmlNode): string =>
  (node.children ?? []).map((child) => (child.name === 'a' && isAnchorMark(child) ? '' : textOf(child))).join('')

/** The sign beside a heading that links to itself. */
const isAnchorMark = (node: HtmlNode): boolean => /^(?:[#¶§🔗]|permalink)?$/iu.test(flat(textOf(node)))

/** Cards and accordions are often lists: an item with headings or tables is a section. */
const isLayout = (list: HtmlNode): boolean => {
  for (const node of walk(list)) if (/^(?:h[1-6]|table|details|article)$/.test(node.name ?? '')) return true
  return false
}

function readList(list: HtmlNode, linkTo: (href: string) => string | null): ListBlock {
  const items: ListItem[] = []
  for (const child of list.children ?? []) {
    if (child.type === 'text' && flat(child.data ?? '') === '') continue
    // A list right within a list, as old editors write it, belongs to the item before.
    if (child.name === 'ul' || child.name === 'ol') {
      const inner = readList(child, linkTo)
      const before = items.at(-1)
      if (before === undefined || before.below !== null) items.push(...inner.items)
      else before.below = inner
      continue
    }
    items.push(...readItem(child, linkTo))
  }
  return { kind: 'list', ordered: list.name === 'ol', items }
}

function readItem(item: HtmlNode, linkTo: (href: string) => string | null): ListItem[] {
  const text: Span[] = []
  const lists: ListBlock[] = []
  for (const block of readHtmlBlocks(item.children ?? [item], linkTo)) {
    if (block.kind === 'paragraph') text.push(...(text.length === 0 ? [] : plain(' ')), ...block.text)
    else if (block.kind === 'list') lists.push(block)
    else if (block.kind === 'code') text.push(...plain(` ${block.text.replace(/\s+/g, ' ')} `))
  }
  const [first] = lists
  const below = first === undefined ? null : { ...first, items: lists.flatMap(({ items }) => items) }
  return textOfSpans(text) === '' ? (below?.items ?? []) : [{ text, below }]
}

/** Terms with a short explanation each become items "Term: explanation"; with long ones they are left to be read as paragraphs. */
function readDefinitions(list: HtmlNode, linkTo: (href: string) => string | null): ListBlock | null {
  if (isLayout(list)) return null
  const items: ListItem[] = []
  let terms: string[] = []
  for (const node of walk(list)) {
    if (node.name === 'dt') terms.push(flat(textOf(node)))
    if (node.name !== 'dd') continue
    const [only, ...more] = readHtmlBlocks(node.children ?? [], linkTo)
    if (only?.kind !== 'paragraph' || more.length > 0) return null
    const mark = terms.at(-1)?.endsWith('?') || terms.length === 0 ? ' ' : ': '
    items.push({ text: [...plain(terms.join(', ') + mark), ...only.text], below: null })
    terms = []
  }
  return items.length === 0 ? null : { kind: 'list', ordered: false, items }
}
