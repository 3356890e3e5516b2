import { readLimits } from '../../choices.ts'
import { attribute, flat, type HtmlNode, isElement, textOf, walk } from './nodes.ts'

/** Never text that a reader came for. Buttons stay where they are the words of a heading (accordions). */
const dropped = new Set(
  'script style noscript template svg canvas iframe object embed audio video picture img map head meta link form input select textarea dialog nav menu'.split(
    ' ',
  ),
)
const droppedRoles = /^(?:navigation|banner|contentinfo|search|complementary|dialog|alertdialog|menu|menubar|tooltip)$/

/** Names of what stands around an article. A name counts as a whole word: `sidebar-left`, not `insider`. */
const around =
  /(?:^|[\s_-])(?:cookies?|consent|gdpr|ccpa|onetrust|breadcrumbs?|sidebar|side-nav|nav|navbar|navigation|menu|masthead|topbar|footer|share|sharing|social|related|recommend(?:ed|ations)?|promo|newsletter|subscribe|popup|modal|overlay|adverts?|ads|sponsored|comments?|disqus|pagination|pager|skip-link|skip-to-content|toolbar|toc|rating|feedback|was-this-helpful|print-only|sr-only|visually-hidden)(?:$|[\s_-])/i
const within = /(?:^|[\s_-])(?:article|content|main|body|post|entry|page)(?:$|[\s_-])/i

/** Takes out of a page what is not its text: code, navigation, banners, forms, what is hidden. Changes the tree. */
export function clean(root: HtmlNode): void {
  const levels: { node: HtmlNode; depth: number }[] = [{ node: root, depth: 0 }]
  for (let next = levels.pop(); next !== undefined; next = levels.pop()) {
    const { node, depth } = next
    if (depth > readLimits.nesting) {
      // Nobody writes so deep. What is down there stays as text.
      node.children = [{ type: 'text', data: textOf(node), parent: node }]
      continue
    }
    if (node.children === undefined) continue
    node.children = node.children.filter((child) => child.type === 'text' || (isElement(child) && !isDropped(child)))
    for (const child of node.children) levels.push({ node: child, depth: depth + 1 })
  }
}

function isDropped(node: HtmlNode): boolean {
  const name = node.name ?? ''
  if (dropped.has(name) || isHidden(node)) return true
  if (name === 'button') return !isWithinHeading(node)
  if (name === 'aside' || name === 'footer' || name === 'header')
    return !isWithin(node, 'article', 'main') || name === 'footer'
  if (droppedRoles.test(attribute(node, 'role'))) return true
  if (name === 'body' || name === 'html' || name === 'main' || name === 'article') return false
  const named = `${attribute(node, 'class')} ${attribute(node, 'id')}`
  return around.test(named) && !within.test(named) && !holdsTheArticle(node)
}

const isHidden = (node: HtmlNode): boolean =>
  node.attribs?.hidden !== undefined ||
  attribute(node, 'aria-hidden') === 'true' ||
  /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attribute(node, 'style'))

const isWithinHeading = (node: HtmlNode): boolean => isWithin(node, 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'summary', 'dt')

function isWithin(node: HtmlNode, ...names: string[]): boolean {
  for (let above = node.parent ?? null; above !== null; above = above.parent ?? null)
    if (names.includes(above.name ?? '')) return true
  return false
}

/** A layout's wrapper may be called "page-with-sidebar": what holds the article stays, whatever it is called. */
function holdsTheArticle(node: HtmlNode): boolean {
  for (const below of walk(node))
    if (below !== node && (below.name === 'main' || below.name === 'article' || below.name === 'h1'))
      return flat(textOf(below)).length > 0
  return false
}
