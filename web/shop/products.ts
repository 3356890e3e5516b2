import { colours, drawing } from './art.ts'
import { element } from './element.ts'
import { type Ware, wares } from './wares.ts'

const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 0 })

/** The grid of wares with its category buttons. `ask` opens the chat with a question. */
export function showProducts(list: HTMLElement, filters: HTMLElement, ask: (text: string) => void): void {
  const cards = wares.map((ware) => ({ ware, card: productCard(ware, ask) }))
  list.append(...cards.map(({ card }) => card))
  const groups: [label: string, categories: string[] | null][] = [
    ['All', null],
    ['Footwear', ['boots', 'shoes', 'sneakers']],
    ['Outerwear', ['coats', 'jackets']],
    ['Clothing', ['sweaters', 'dresses', 'jeans', 'shirts', 'trousers', 't-shirts']],
    ['Accessories', ['accessories']],
  ]
  const buttons = groups.map(([label, categories]) =>
    element('button', { type: 'button', class: 'chip', 'aria-pressed': String(categories === null) }, label),
  )
  for (const [index, button] of buttons.entries())
    button.addEventListener('click', () => {
      const categories = groups[index]?.[1] ?? null
      for (const other of buttons) other.setAttribute('aria-pressed', String(other === button))
      for (const { ware, card } of cards) card.hidden = categories !== null && !categories.includes(ware.category)
    })
  filters.append(...buttons)
}

function productCard(ware: Ware, ask: (text: string) => void): HTMLElement {
  const art = element('div', { class: 'art' })
  const full = `${ware.brand} ${ware.name}`
  const swatches = ware.colours.map((colour) => {
    const swatch = element('button', {
      type: 'button',
      class: 'swatch',
      'aria-label': `${full} in ${colour}`,
      title: colour,
    })
    swatch.style.setProperty('--cloth', colours[colour] ?? '#888')
    swatch.addEventListener('click', () => paint(colour))
    return { colour, swatch }
  })
  function paint(colour: string): void {
    art.replaceChildren(drawing(ware.drawing, colour))
    art.style.setProperty('--cloth', colours[colour] ?? '#888')
    for (const other of swatches) other.swatch.setAttribute('aria-pressed', String(other.colour === colour))
  }
  paint(ware.colours[0] ?? 'black')
  const askButton = element(
    'button',
    { type: 'button', class: 'ask', 'aria-label': `Ask about ${full}` },
    'Ask about it',
  )
  askButton.addEventListener('click', () => ask(`Which sizes of the ${full} are in stock?`))
  return element(
    'li',
    { class: 'product' },
    element('div', { class: 'frame' }, art, ware.note ? element('span', { class: 'tag' }, ware.note) : '', askButton),
    element(
      'div',
      { class: 'facts' },
      element('p', { class: 'maker' }, ware.brand),
      element('h3', {}, ware.name),
      element('p', { class: 'price' }, dollars.format(ware.price)),
    ),
    element('div', { class: 'swatches' }, ...swatches.map(({ swatch }) => swatch)),
  )
}
