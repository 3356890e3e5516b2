export interface DemoCustomer {
  id: string
  name: string
  level: string
  email: string
  /** What this customer is there to show. */
  shows: string
  orders: string[]
  /** Sentences to try. */
  sentences: string[]
  /** Signed identity, as the website of a real shop would make it; null where the server gives none. */
  identity: string | null
}

/** Sentences that show something for an order, by what the shop's seed calls it. */
const sentenceFor: Record<string, (order: string) => string> = {
  inTransit: (order) => `Where is my order ${order}?`,
  outForDelivery: (order) => `When will ${order} arrive?`,
  received: (order) => `Please cancel order ${order}`,
  within30: (order) => `I want to return something from ${order}, the size is wrong`,
  within90: (order) => `I want to return something from ${order}, the size is wrong`,
  within180: (order) => `I want to return something from ${order}, the size is wrong`,
  longAgo: (order) => `Can I still send back ${order}?`,
  outside30: (order) => `Can I still send back ${order}?`,
  outside90: (order) => `Can I still send back ${order}?`,
  outside180: (order) => `Can I still send back ${order}?`,
  missingLong: (order) => `${order} says delivered but it never came`,
  missingShort: (order) => `${order} says delivered but it never came`,
  overdue: (order) => `${order} is late, where is it?`,
  mistakenFee: (order) => `What is the fee on ${order}?`,
  rightFee: (order) => `There is a fee on ${order} that I do not understand`,
  refundInProgress: () => 'What is the state of my refund?',
  returnArrived: (order) => `I sent ${order} back, where is my money?`,
  quantityMistake: (order) => `You sent too many shirts in ${order}`,
  chargedByMistake: (order) => `I was charged twice for ${order}`,
  cancelled: (order) => `Is ${order} really cancelled?`,
}

/** For everybody, signed in or not. */
export const generalSentences = [
  'Do the trail boots come in black?',
  'How long do I have to return something?',
  'What does overnight shipping cost?',
  'My promo code does not work',
  'I want to talk to a person',
]

/** The demo's customers from `/demo/info`; none where the server has no demo. Fields that are missing or odd are passed over. */
export async function loadDemoCustomers(fetchInfo: () => Promise<Response>): Promise<DemoCustomer[]> {
  try {
    const response = await fetchInfo()
    return response.ok ? readCustomers(await response.json()) : []
  } catch {
    // Without the demo's data the page is still a shop with a chat.
    return []
  }
}

export function readCustomers(info: unknown): DemoCustomer[] {
  const { customers, tokens } = record(info)
  if (!Array.isArray(customers)) return []
  return customers.flatMap((entry: unknown) => {
    const customer = record(entry)
    const name = text(customer['name'])
    const email = text(customer['email'])
    if (!name || !email) return []
    const orders = Object.entries(record(customer['orders'])).flatMap(([label, number]) =>
      typeof number === 'string' ? [{ label, number }] : [],
    )
    const single = text(customer['order'])
    const given = [customer['try']].flat().filter((sentence): sentence is string => typeof sentence === 'string')
    const made = orders.flatMap(({ label, number }) => sentenceFor[label]?.(number) ?? [])
    return {
      id: text(customer['customerId']) || email,
      name,
      level: text(customer['level']) || 'guest',
      email,
      shows: text(customer['shows']) || text(customer['state']),
      orders: orders.length > 0 ? orders.map(({ number }) => number) : single ? [single] : [],
      sentences: given.length > 0 ? given : made,
      identity: text(customer['identity']) || text(record(tokens)[email]) || null,
    }
  })
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
