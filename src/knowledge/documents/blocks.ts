import { fromMarkdown } from 'mdast-util-from-markdown'
import { toString as plainText } from 'mdast-util-to-string'
import { limits } from '../choices.ts'
import { splitSentences } from './sentences.ts'

type Node = ReturnType<typeof fromMarkdown>['children'][number]

/** A piece of an article that keeps together, as plain statements that can be quoted one by one. */
export type Block =
  | { kind: 'heading'; depth: number; text: string }
  | { kind: 'paragraph'; statements: string[] }
  | { kind: 'list'; ordered: boolean; statements: string[] }
  /** One statement per row, its cells named by the header: "Express (US) – Cost: $14; Delivery time: 2 business days". */
  | { kind: 'table'; columns: string[]; statements: string[] }

/** Reads Markdown into blocks. Markup, images and HTML go; links keep their words. */
export function readBlocks(markdown: string): Block[] {
  // A quote or a list nested thousands deep is no article but an attack on the parser.
  const safe = markdown
    .replace(/^([ \t]*>){6,}/gm, '>')
    .replace(/^([ \t]*[-*+][ \t]){20,}/gm, '- ')
    .replace(/\r\n?/g, '\n')
  const blocks: Block[] = []
  for (const node of fromMarkdown(safe).children) readNode(node, safe, blocks, 0)
  return blocks
}

function readNode(node: Node, source: string, blocks: Block[], depth: number): void {
  switch (node.type) {
    case 'heading':
      return void blocks.push({ kind: 'heading', depth: node.depth, text: flat(plainText(node)) })
    case 'paragraph': {
      const table = readTable(source.slice(node.position?.start.offset, node.position?.end.offset))
      if (table) return void blocks.push(table)
      const statements = splitSentences(plainText(node, { includeImageAlt: false, includeHtml: false }))
      if (statements.length > 0) blocks.push({ kind: 'paragraph', statements })
      return
    }
    case 'list':
      return void blocks.push({
        kind: 'list',
        ordered: node.ordered === true,
        statements: node.children.map((item) => itemText(item.children as Node[], 0)).filter((text) => text !== ''),
      })
    case 'blockquote':
      if (depth < limits.nesting) for (const child of node.children) readNode(child as Node, source, blocks, depth + 1)
      return
    case 'code': {
      const statements = splitSentences(node.value)
      if (statements.length > 0) blocks.push({ kind: 'paragraph', statements })
      return
    }
    default:
      return
  }
}

/** An item in one line; items below it follow, separated by semicolons. */
function itemText(children: Node[], depth: number): string {
  const parts: string[] = []
  for (const child of children) {
    if (child.type === 'list' && depth < limits.nesting)
      parts.push(child.children.map((item) => itemText(item.children as Node[], depth + 1)).join('; '))
    else parts.push(flat(plainText(child, { includeImageAlt: false, includeHtml: false })))
  }
  return parts.filter((part) => part !== '').join(' ')
}

const flat = (text: string): string => text.replace(/\s+/g, ' ').trim()

const delimiterRow = /^(?:\|\s*)?:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?$/

/**
 * GitHub's tables, which CommonMark reads as a paragraph. Pipes escaped with a backslash belong to a cell.
 * Rows become sentences that stand alone, so that a single row can be quoted.
 */
function readTable(raw: string): Extract<Block, { kind: 'table' }> | null {
  const lines = raw.split('\n')
  const [head, rule, ...rows] = lines
  if (head === undefined || rule === undefined || !head.includes('|') || !delimiterRow.test(rule.trim())) return null
  const columns = cells(head)
  const statements: string[] = []
  for (const line of rows) {
    const [name, ...values] = cells(line)
    if (name === undefined) continue
    const named = values.flatMap((value, at) => {
      const column = columns[at + 1]
      return value === '' ? [] : [column ? `${column}: ${value}` : value]
    })
    statements.push(named.length === 0 ? name : `${name} – ${named.join('; ')}`)
  }
  return statements.length === 0 ? null : { kind: 'table', columns, statements }
}

const cells = (line: string): string[] =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => flat(plainText(fromMarkdown(cell.replace(/\\\|/g, '|').trim()))))
