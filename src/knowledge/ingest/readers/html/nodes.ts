/** A node of a parsed page, as far as this folder looks at it. */
export interface HtmlNode {
  type: string
  name?: string
  data?: string
  attribs?: Record<string, string>
  children?: HtmlNode[]
  parent?: HtmlNode | null
}

export const isElement = (node: HtmlNode): boolean =>
  node.type === 'tag' || node.type === 'script' || node.type === 'style'

export const attribute = (node: HtmlNode, name: string): string => node.attribs?.[name] ?? ''

/** All text below, with white space as it stands. Iterative: pages nest as deep as their makers like. */
export function textOf(node: HtmlNode): string {
  const parts: string[] = []
  const open: HtmlNode[] = [node]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.type === 'text') parts.push(next.data ?? '')
    else if (next.name === 'br') parts.push('\n')
    for (const child of next.children?.toReversed() ?? []) open.push(child)
  }
  return parts.join('')
}

/** The node and all below it, parents first. */
export function* walk(node: HtmlNode): Generator<HtmlNode> {
  const open: HtmlNode[] = [node]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    yield next
    for (const child of next.children?.toReversed() ?? []) open.push(child)
  }
}

export const flat = (text: string): string => text.replace(/\s+/g, ' ').trim()
