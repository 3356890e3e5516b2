import { drawing } from './art.ts'
import { type DemoCustomer, loadDemoCustomers } from './demo-info.ts'
import { showProducts } from './products.ts'
import { tryPanel } from './try-panel.ts'

/** The part of the widget's element that a page may use. */
interface Chat extends HTMLElement {
  open(): void
  ask(text: string): void
}

const byId = <T extends HTMLElement>(id: string) => document.getElementById(id) as T

/** Resolves once the widget's script, which loads on its own, has put the chat on the page. */
const chat: Promise<Chat> = customElements.whenDefined('parley-chat').then(
  () =>
    new Promise((resolve) => {
      const look = () => {
        const found = document.querySelector<Chat>('parley-chat')
        if (found) resolve(found)
        else requestAnimationFrame(look)
      }
      look()
    }),
)
const ask = (text: string) => void chat.then((element) => element.ask(text))

// ── colours: the system's, until the visitor chooses
const dark = matchMedia('(prefers-color-scheme: dark)')
const themeButton = byId('theme')
function showTheme(theme: string | null): void {
  if (theme) document.documentElement.dataset['theme'] = theme
  themeButton.setAttribute('aria-pressed', String((theme ?? (dark.matches ? 'dark' : 'light')) === 'dark'))
  void chat.then((element) => theme && element.setAttribute('theme', theme))
}
showTheme(localStorage.getItem('shop:theme'))
themeButton.addEventListener('click', () => {
  const next = themeButton.getAttribute('aria-pressed') === 'true' ? 'light' : 'dark'
  localStorage.setItem('shop:theme', next)
  showTheme(next)
})

// ── the wares
byId('hero-art').append(drawing('jackets', 'olive'), drawing('boots', 'brown'), drawing('sweaters', 'cream'))
showProducts(byId('products'), byId('filters'), ask)
byId('help').addEventListener('click', () => void chat.then((element) => element.open()))

// ── who is signed in
const customers = await loadDemoCustomers(() => fetch('/demo/info'))
const remembered = 'shop:customer'
const panel = tryPanel({ customers: byId('customers'), card: byId('try-card'), account: byId('account') }, customers, {
  choose: signIn,
  ask,
})
signIn(customers.find(({ id }) => id === sessionStorage.getItem(remembered)) ?? null)

/** What a real shop does after its own sign-in: hand the signed identity to the chat. */
function signIn(customer: DemoCustomer | null): void {
  sessionStorage.setItem(remembered, customer?.id ?? '')
  panel.show(customer)
  void chat.then((element) => {
    if (customer?.identity) element.setAttribute('identity', customer.identity)
    else element.removeAttribute('identity')
  })
}
