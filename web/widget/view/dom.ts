type Child = Node | string | null | false

/** Attributes; functions are event listeners (`onclick`), true is a bare attribute, false and null leave it out. */
type Attributes = Record<string, string | number | boolean | null | ((event: never) => void)>

/**
 * An element with its attributes and children. The only way the widget makes elements: strings become text nodes, so nothing that a
 * customer, an agent or a document wrote can turn into markup.
 */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value as (event: Event) => void)
    else if (value !== null && value !== false) element.setAttribute(name, value === true ? '' : String(value))
  }
  for (const child of children) if (child !== null && child !== false) element.append(child)
  return element
}

/** Changes the text only where it differs: screen readers announce every change of a live region. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text
}

export function setHidden(element: HTMLElement, hidden: boolean): void {
  if (element.hidden !== hidden) element.hidden = hidden
}

/** An address that may become a link: http or https, also relative to the page's server. Null for anything else, such as `javascript:`. */
export function safeUrl(address: string | undefined, base: string): string | null {
  if (!address) return null
  try {
    const url = new URL(address, base)
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null
  } catch {
    return null
  }
}

export function link(address: string, label: Child, newTab: string): HTMLAnchorElement {
  return h(
    'a',
    { href: address, target: '_blank', rel: 'noopener noreferrer' },
    label,
    h('span', { class: 'unseen' }, ` ${newTab}`),
  )
}

/** Text with the web addresses in it as links. */
export function linked(text: string, newTab: string): DocumentFragment {
  const fragment = document.createDocumentFragment()
  let from = 0
  for (const match of text.matchAll(/https?:\/\/[^\s<>"')\]]+[^\s<>"')\].,;:!?]/g)) {
    const address = safeUrl(match[0], match[0])
    if (address === null) continue
    fragment.append(text.slice(from, match.index), link(address, match[0], newTab))
    from = match.index + match[0].length
  }
  fragment.append(text.slice(from))
  return fragment
}
