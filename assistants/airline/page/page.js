/** The demo page: who to be, and what to say. Served as it is, without a build. */

/** @typedef {{ customerId: string, name: string, membership: string, reservations: string[], shows: string, tryThis: string[], identity?: string }} Customer */

/** The widget's script loads on its own; resolves once the chat is on the page. */
const chat = customElements.whenDefined('parley-chat').then(
  () =>
    new Promise((resolve) => {
      const look = () => {
        const found = document.querySelector('parley-chat')
        if (found) resolve(found)
        else requestAnimationFrame(look)
      }
      look()
    }),
)
const account = document.getElementById('account')
const list = document.getElementById('customers')
const remembered = 'airline:customer'

document.getElementById('open').addEventListener('click', async () => (await chat).open())

const customers = await loadCustomers()
for (const customer of customers) {
  account.append(new Option(`${customer.name} (${customer.membership})`, customer.customerId))
  list.append(card(customer))
}
account.disabled = customers.length === 0
account.addEventListener('change', () => signIn(account.value))
await signIn(sessionStorage.getItem(remembered) ?? '')

/** @returns {Promise<Customer[]>} none where the server has no demo */
async function loadCustomers() {
  try {
    const response = await fetch('/demo/info')
    return response.ok ? (await response.json()).customers : []
  } catch {
    return []
  }
}

/** What a real website does after its own sign-in: hand the signed identity to the chat. */
async function signIn(id) {
  const chosen = customers.find(({ customerId }) => customerId === id)
  sessionStorage.setItem(remembered, chosen?.customerId ?? '')
  account.value = chosen?.customerId ?? ''
  for (const item of list.children) item.toggleAttribute('data-chosen', item.id === `is-${chosen?.customerId}`)
  const widget = await chat
  if (chosen?.identity) widget.setAttribute('identity', chosen.identity)
  else widget.removeAttribute('identity')
}

/** @param {Customer} customer */
function card({ customerId, name, membership, reservations, shows, tryThis }) {
  const item = document.createElement('li')
  item.id = `is-${customerId}`
  const title = document.createElement('h3')
  title.textContent = `${name}, ${membership}`
  const about = document.createElement('p')
  about.textContent = `${customerId} · ${reservations.join(', ')} · ${shows}`
  item.append(title, about, ...tryThis.map((text) => sentence(customerId, text)))
  return item
}

function sentence(customerId, text) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'sentence'
  button.textContent = text
  button.addEventListener('click', async () => {
    await signIn(customerId)
    ;(await chat).ask(text)
  })
  return button
}
