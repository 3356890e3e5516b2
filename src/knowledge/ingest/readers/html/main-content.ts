import { attribute, flat, type HtmlNode, textOf, walk } from './nodes.ts'

/** Share of the page's text that an element must have to be taken for its content by name alone. */
const namedShare = 0.35
/** Share of links in an element's text from which it is a list of links and no text. */
export const linksAtMost = 0.5
/** Neighbours of the best element with this share of its score belong to it: text in several boxes. */
const neighbourShare = 0.2

/**
 * Finds what a reader came for, after `clean`: the element that the page itself calls its content, else the one whose paragraphs score
 * highest (length and commas, as Readability counts them, less the share of links), with neighbours that score like it.
 */
export function mainContent(root: HtmlNode): { nodes: HtmlNode[]; isNamed: boolean } {
  const body = [...walk(root)].find(({ name }) => name === 'body') ?? root
  const all = lengthOf(body)
  for (const isNamed of [isMain, isArticle]) {
    const found = [...walk(body)].filter(isNamed)
    const outer = found.filter((node) => !found.some((other) => other !== node && isBelow(node, other)))
    const [longest] = outer.toSorted((a, b) => lengthOf(b) - lengthOf(a))
    if (longest !== undefined && lengthOf(longest) >= all * namedShare) return { nodes: [longest], isNamed: true }
  }
  const scores = scored(body)
  const [best] = [...scores].toSorted(([, a], [, b]) => b - a)
  if (best === undefined) return { nodes: [body], isNamed: false }
  const [node, score] = best
  const siblings = node === body ? [node] : (node.parent?.children ?? [node])
  const nodes = siblings.filter((sibling) => {
    if (sibling === node || /^h[1-6]$/.test(sibling.name ?? '')) return true
    if ((scores.get(sibling) ?? 0) >= score * neighbourShare) return true
    return sibling.name === 'p' && lengthOf(sibling) > 60 && linkShare(sibling) < 0.3
  })
  // A scored part of a short page would lose the rest for nothing.
  return lengthOf({ type: 'tag', children: nodes }) >= all * 0.2
    ? { nodes, isNamed: false }
    : { nodes: [body], isNamed: false }
}

const isMain = (node: HtmlNode) => node.name === 'main' || attribute(node, 'role') === 'main'
const isArticle = (node: HtmlNode) =>
  node.name === 'article' || attribute(node, 'role') === 'article' || attribute(node, 'itemprop') === 'articleBody'

function isBelow(node: HtmlNode, other: HtmlNode): boolean {
  for (let above = node.parent ?? null; above !== null; above = above.parent ?? null) if (above === other) return true
  return false
}

const lengths = new WeakMap<HtmlNode, number>()
function lengthOf(node: HtmlNode): number {
  const known = lengths.get(node)
  if (known !== undefined) return known
  const length = flat(textOf(node)).length
  lengths.set(node, length)
  return length
}

/** Part of an element's text that is words of links, [0, 1]. */
export function linkShare(node: HtmlNode): number {
  const all = flat(textOf(node)).length
  if (all === 0) return 0
  let linked = 0
  for (const below of walk(node)) if (below.name === 'a') linked += flat(textOf(below)).length
  return Math.min(1, linked / all)
}

const telling = new Set(['p', 'li', 'td', 'pre', 'blockquote', 'dd'])

function scored(body: HtmlNode): Map<HtmlNode, number> {
  const scores = new Map<HtmlNode, number>()
  const add = (node: HtmlNode | null | undefined, score: number) => {
    if (node?.name) scores.set(node, (scores.get(node) ?? 0) + score)
  }
  for (const node of walk(body)) {
    if (!telling.has(node.name ?? '') && !isTextBox(node)) continue
    const text = flat(textOf(node))
    if (text.length < 25) continue
    const score = (1 + (text.match(/[,،、]/g)?.length ?? 0) + Math.min(3, text.length / 100)) * (1 - linkShare(node))
    // A list's items and a table's cells speak for what the list stands in.
    const up = node.name === 'li' || node.name === 'td' || node.name === 'dd' ? node.parent?.parent : node.parent
    add(up, score)
    add(up?.parent, score / 2)
  }
  return scores
}

/** A `div` with text of its own, as pages without paragraphs have it. */
const isTextBox = (node: HtmlNode): boolean =>
  (node.name === 'div' || node.name === 'section') &&
  (node.children ?? []).some(({ type, data }) => type === 'text' && (data ?? '').trim().length > 25)
