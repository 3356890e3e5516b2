import { load } from 'cheerio/slim'
import { readLimits } from '../../choices.ts'
import { Unreadable } from '../../source.ts'
import { type SourceTree, type TreeBlock, textOfSpans } from '../../tree.ts'
import { readHtmlBlocks } from './blocks.ts'
import { clean } from './clean.ts'
import { linksAtMost, mainContent } from './main-content.ts'
import { attribute, flat, type HtmlNode, textOf, walk } from './nodes.ts'

/** Reads a page's content. `address` makes its links absolute. Throws `Unreadable` for a page without text. */
export function readHtml(html: string, address: string | null = null): SourceTree {
  const root = load(html, { xml: { xmlMode: false, decodeEntities: true } }).root()[0] as HtmlNode
  const head = headOf(root)
  clean(root)
  const { nodes, isNamed } = mainContent(root)
  const read = readHtmlBlocks(nodes, linkFrom(head.base ?? address))
  const blocks = isNamed ? read : read.filter((block) => !isMenu(block))
  if (!blocks.some((block) => block.kind !== 'heading'))
    throw new Unreadable('no-text', 'This page has no text of its own: it may be made by scripts. Save what it shows.')
  const headings = blocks.filter((block) => block.kind === 'heading')
  const highest = headings.filter(({ depth }) => depth === 1)
  // Several headings of the first order are chapters; then the page's own title names the whole.
  const title = (highest.length === 1 ? highest[0]?.text : null) ?? head.title ?? headings[0]?.text
  return { title: title?.slice(0, readLimits.titleCharacters) ?? null, locale: head.locale, blocks }
}

interface Head {
  title: string | null
  locale: string | null
  base: string | null
}

function headOf(root: HtmlNode): Head {
  const head: Head = { title: null, locale: null, base: null }
  for (const node of walk(root)) {
    if (node.name === 'title' && head.title === null) head.title = titleWithoutSite(flat(textOf(node))) || null
    if (node.name === 'html')
      head.locale = /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.exec(attribute(node, 'lang').trim())?.[0] ?? null
    if (node.name === 'base' && attribute(node, 'href').startsWith('http')) head.base = attribute(node, 'href')
    if (node.name === 'body') break
  }
  return head
}

/** "Returns | Help | Shop": what follows the first bar is the site. */
const titleWithoutSite = (title: string): string => title.split(/\s+[|·»–—]\s+/)[0] ?? title

/** A path without any scheme: a neighbour in the same folder, which tells what belongs together. */
const neighbour = /^[\w./%~#?=&-]+$/

/** Only addresses that a person can open; places on the same page are none. */
const linkFrom =
  (address: string | null) =>
  (href: string): string | null => {
    const target = href.trim()
    if (target === '' || target.startsWith('#')) return null
    if (address === null && neighbour.test(target)) return target
    try {
      const url = address === null ? new URL(target) : new URL(target, address)
      return /^(?:https?|mailto|tel):$/.test(url.protocol) ? url.href : null
    } catch {
      // No address at all: the words stay.
      return null
    }
  }

/** A list of nothing but short links, found where the page does not say what its content is. */
function isMenu(block: TreeBlock): boolean {
  if (block.kind !== 'list' || block.items.length < 3) return false
  const spans = block.items.flatMap(({ text }) => text)
  const all = textOfSpans(spans).length
  const linked = textOfSpans(spans.filter(({ href }) => href !== null)).length
  return linked > all * Math.max(0.8, linksAtMost) && all / block.items.length < 40
}
