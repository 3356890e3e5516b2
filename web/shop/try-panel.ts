import { type DemoCustomer, generalSentences } from './demo-info.ts'
import { element } from './element.ts'

export interface TryPanel {
  show(customer: DemoCustomer | null): void
}

/** Who to be and what to say: the demo's customers, and sentences that suit the chosen one. */
export function tryPanel(
  places: { customers: HTMLElement; card: HTMLElement; account: HTMLSelectElement },
  customers: readonly DemoCustomer[],
  actions: { choose(customer: DemoCustomer | null): void; ask(text: string): void },
): TryPanel {
  const guest = element('button', { type: 'button', class: 'customer' }, avatar('?'), labels('Guest', 'not signed in'))
  guest.addEventListener('click', () => actions.choose(null))
  const buttons = customers.map((customer) => {
    const button = element(
      'button',
      { type: 'button', class: 'customer', 'data-level': customer.level },
      avatar(initials(customer.name)),
      labels(customer.name, customer.level),
    )
    button.addEventListener('click', () => actions.choose(customer))
    return { customer, button }
  })
  places.customers.append(guest, ...buttons.map(({ button }) => button))
  places.account.append(...customers.map(({ id, name }) => element('option', { value: id }, name)))
  places.account.disabled = customers.length === 0
  places.account.addEventListener('change', () =>
    actions.choose(customers.find(({ id }) => id === places.account.value) ?? null),
  )

  return {
    show(chosen) {
      guest.setAttribute('aria-pressed', String(chosen === null))
      for (const { customer, button } of buttons) button.setAttribute('aria-pressed', String(customer === chosen))
      places.account.value = chosen?.id ?? ''
      places.card.replaceChildren(...card(chosen, customers, actions.ask))
    },
  }
}

function card(chosen: DemoCustomer | null, customers: readonly DemoCustomer[], ask: (text: string) => void): Node[] {
  const sentence = (text: string) => {
    const button = element('button', { type: 'button', class: 'sentence' }, text)
    button.addEventListener('click', () => ask(text))
    return button
  }
  const facts = (pairs: [string, string][]) =>
    element(
      'dl',
      { class: 'try-facts' },
      ...pairs.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))),
    )
  if (chosen) {
    const { name, level, email, orders, shows, sentences } = chosen
    return [
      element('h3', {}, `Try as ${name.split(' ')[0] ?? name}`),
      shows ? element('p', { class: 'shows' }, shows) : '',
      facts([
        ['Member', level],
        ['E-mail', email],
        ['Orders', orders.join(', ') || 'none'],
      ]),
      element('div', { class: 'sentences' }, ...[...sentences, ...generalSentences.slice(-2)].map(sentence)),
    ].map(asNode)
  }
  const sample = customers.find(({ orders }) => orders.length > 0)
  return [
    element('h3', {}, 'Try as a guest'),
    sample
      ? element(
          'p',
          { class: 'shows' },
          `Account questions need an order number and its e-mail, such as ${sample.orders[0]} and ${sample.email}.`,
        )
      : '',
    element('div', { class: 'sentences' }, ...['Where is my order?', ...generalSentences].map(sentence)),
  ].map(asNode)
}

const asNode = (value: Node | string): Node => (typeof value === 'string' ? document.createTextNode(value) : value)
const initials = (name: string) =>
  name
    .split(' ')
    .map((part) => part[0] ?? '')
    .join('')
    .slice(0, 2)
const avatar = (text: string) => element('span', { class: 'initials', 'aria-hidden': 'true' }, text)
const labels = (name: string, level: string) =>
  element('span', { class: 'who' }, element('strong', {}, name), element('small', {}, level))
