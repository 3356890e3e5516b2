import type { CustomerRow, Level, OrderState } from '../rows.ts'
import { serviceCodes } from '../tariff.ts'
import { type SubscriptionPlan, service, subscribe } from './account-rows.ts'
import { demoOrderNumbers } from './demo.ts'
import { cities, firstNames, lastNames, securityQuestions, streets } from './names.ts'
import type { SeededRandom } from './random.ts'
import type { ItemPlan, OrderPlan, SeedSheet } from './sheet.ts'

export const seedSize = { customers: 300, products: 150, orders: 1_200 } as const

/** Purchase ages on both sides of every rule's border: 30, 90 and 180 days. */
const borderAges = [29, 30, 31, 89, 90, 91, 179, 180, 181] as const
/** Days a parcel has been missing, on both sides of the 7 that a customer is asked to wait. */
const borderMissing = [6, 7, 8] as const
const levels: readonly Level[] = ['guest', 'bronze', 'silver', 'gold']

export function seedCustomers(sheet: SeedSheet, random: SeededRandom): void {
  const usernames = new Map<string, number>()
  for (const { username } of sheet.data.customers) usernames.set(username.replace(/\d+$/, ''), 1)
  const phones = new Map<string, number>(cities.map((city) => [city.areaCode, 114]))
  while (sheet.data.customers.length < seedSize.customers) {
    const firstName = random.pick(firstNames)
    const lastName = random.pick(lastNames)
    const place = random.pick(cities)
    const base = `${firstName.charAt(0)}${lastName}`.toLowerCase()
    const count = (usernames.get(base) ?? 0) + 1
    usernames.set(base, count)
    const line = (phones.get(place.areaCode) ?? 114) + 1
    phones.set(place.areaCode, line)
    const security = random.pick(securityQuestions)
    const share = random.share()
    sheet.addCustomer({
      username: `${base}${count}`,
      firstName,
      lastName,
      email:
        `${firstName}.${lastName}${sheet.data.customers.length}@example.${random.pick(['com', 'org', 'net'])}`.toLowerCase(),
      phone: `(${place.areaCode}) 555-0${line}`,
      street: `${random.between(1, 999)} ${random.pick(streets)}`,
      city: place.city,
      region: place.region,
      postalCode: random.pick(place.postalCodes),
      country: place.country,
      level: share < 0.3 ? 'guest' : share < 0.6 ? 'bronze' : share < 0.85 ? 'silver' : 'gold',
      pin: String(random.between(0, 9_999)).padStart(4, '0'),
      securityQuestion: security.question,
      securityAnswer: random.pick(security.answers),
      paymentMethod: random.pick(['credit-card', 'credit-card', 'debit-card', 'paypal']),
      memberDays: random.between(410, 1_500),
    })
  }
}

export function seedOrders(sheet: SeedSheet, random: SeededRandom, demoCount: number): void {
  const crowd = sheet.data.customers.slice(demoCount)
  const plans: (OrderPlan & { hourShare: number })[] = [...borderPlans(sheet, random, crowd)]
  const missing = seedSize.orders - sheet.data.orders.length
  while (plans.length < missing) plans.push(randomPlan(sheet, random, random.pick(crowd)))
  const placedAt = (plan: (typeof plans)[number]): string => sheet.ago(plan.ageDays, plan.hourShare)
  plans.sort((a, b) => placedAt(a).localeCompare(placedAt(b)))
  let number = 100_100
  for (const plan of plans) {
    do number += 3
    while (demoOrderNumbers.has(`MF-${number}`))
    sheet.addOrder({ ...plan, number: `MF-${number}` })
  }
}

/** For every level, delivered orders on each side of each border, and every other state once. */
function* borderPlans(sheet: SeedSheet, random: SeededRandom, crowd: readonly CustomerRow[]) {
  for (const level of levels) {
    const customers = crowd.filter((customer) => customer.level === level)
    const plan = (facts: Partial<OrderPlan> & { state: OrderState; ageDays: number }) => ({
      customer: random.pick(customers),
      items: itemPlans(sheet, random),
      hourShare: random.share(),
      ...facts,
    })
    for (const ageDays of borderAges) yield plan({ state: 'delivered', ageDays })
    for (const days of borderMissing) {
      yield plan({ state: 'delivered', ageDays: days + 5, deliveredDaysAgo: days })
      yield plan({ state: 'in-transit', ageDays: days + 5, dueInDays: -days })
    }
    for (const state of ['received', 'in-transit', 'out-for-delivery', 'cancelled'] as const) {
      yield plan({
        state,
        ageDays: state === 'received' ? 0 : 3,
        ...(state === 'out-for-delivery' ? { dueInDays: 0 } : {}),
      })
    }
  }
}

function randomPlan(sheet: SeedSheet, random: SeededRandom, customer: CustomerRow): OrderPlan & { hourShare: number } {
  const recent = random.chance(0.3)
  const ageDays = recent ? random.between(0, 8) : random.between(9, 400)
  const state: OrderState = random.chance(0.05)
    ? 'cancelled'
    : ageDays <= 1
      ? 'received'
      : ageDays <= 4
        ? 'in-transit'
        : ageDays === 5
          ? 'out-for-delivery'
          : 'delivered'
  const express = state === 'delivered' && customer.country === 'US' && random.chance(0.15)
  return {
    customer,
    state,
    ageDays,
    items: itemPlans(sheet, random),
    hourShare: random.share(),
    shippingOption: express ? random.pick(['express', 'overnight']) : 'standard',
    deliverySlot: random.pick(['morning', 'morning', 'afternoon', 'evening']),
    ...(state === 'out-for-delivery' ? { dueInDays: 0 } : {}),
    ...(state === 'received' && random.chance(0.06) ? { deliveryTimeIsOurMistake: true } : {}),
    ...(random.chance(0.05) ? { fees: [feePlan(random)] } : {}),
    ...(state === 'delivered' && random.chance(0.02) ? { billedByMistakeCents: random.between(10, 60) * 100 } : {}),
    ...(state !== 'delivered' && state !== 'cancelled' && random.chance(0.08) ? { notices: [noticePlan(random)] } : {}),
    ...(state === 'delivered' && ageDays > 20 && random.chance(0.2) ? aftermath(random, ageDays) : {}),
  }
}

function itemPlans(sheet: SeedSheet, random: SeededRandom): ItemPlan[] {
  const count = random.pick([1, 1, 1, 2, 2, 3])
  return Array.from({ length: count }, () => {
    const product = random.pick(sheet.data.products)
    const variant = random.pick(sheet.variantsOf(product))
    const quantity = random.chance(0.1) ? 2 : 1
    const mistaken = quantity === 2 && random.chance(0.1)
    return {
      product: product.name,
      colour: variant.colour,
      size: variant.size,
      quantity,
      ...(mistaken ? { askedQuantity: 1 } : {}),
    }
  })
}

const feePlan = (random: SeededRandom) =>
  random.pick([
    { kind: 'handling', name: 'Handling', amountCents: 1_200, isOurMistake: true },
    { kind: 'surcharge', name: 'Surcharge', amountCents: 900, isOurMistake: true },
    { kind: 'gift-wrap', name: 'Gift wrapping', amountCents: 500 },
    { kind: 'monogram', name: 'Monogram', amountCents: 1_200 },
    { kind: 'tailoring', name: 'Tailoring', amountCents: 1_500 },
  ] as const)

const noticePlan = (random: SeededRandom) => ({
  ...random.pick([
    { about: 'date', text: 'Your order will arrive a month later than planned.' },
    { about: 'address', text: 'Your order is on its way to another address.' },
    { about: 'item', text: 'An item of your order was replaced.' },
    { about: 'price', text: 'The price of your order has changed.' },
  ] as const),
  isCorrect: random.chance(0.4),
})

/** What came after a delivery: a return in one of its states, or a refund in one of its. */
function aftermath(random: SeededRandom, ageDays: number): Pick<OrderPlan, 'returned' | 'refund'> {
  const since = Math.max(1, Math.min(ageDays - 14, random.between(1, 40)))
  if (random.chance(0.5)) {
    const reason = random.pick(['size', 'colour', 'stain', 'defect', 'other'] as const)
    const stage = random.between(0, 2)
    if (stage === 0) return { returned: { reason, openedDaysAgo: since } }
    return { returned: { reason, openedDaysAgo: since + 7, arrivedDaysAgo: since, refunded: stage === 2 } }
  }
  return {
    refund: {
      method: random.pick(['gift-card', 'store-credit', 'paper-check', 'original-card']),
      state: since > 7 ? 'complete' : random.pick(['not-started', 'in-progress']),
      startedDaysAgo: since,
      startedVia: random.pick(['online', 'phone', 'chat']),
    },
  }
}

/** Subscriptions, services and credits of the crowd; for every level one that is exactly 0, 1 and 2 days late. */
export function seedAccounts(sheet: SeedSheet, random: SeededRandom, demoCount: number): void {
  const lateDays = new Map<Level, number[]>(levels.map((level) => [level, [0, 1, 2]]))
  for (const customer of sheet.data.customers.slice(demoCount)) {
    const late = lateDays.get(customer.level)?.shift()
    if (late !== undefined) subscribe(sheet, customer, { state: late === 0 ? 'active' : 'past-due', dueInDays: -late })
    else if (random.chance(0.4)) subscribe(sheet, customer, subscriptionPlan(random))
    for (const code of serviceCodes) {
      if (!random.chance(0.2)) continue
      const isOurMistake = random.chance(0.1) ? 1 : 0
      const active = random.chance(0.7) ? 1 : 0
      service(sheet, customer, code, { active, isOurMistake, chargedCents: active * random.between(1, 4) * 1_000 })
    }
    if (random.chance(0.25)) creditOf(sheet, random, customer)
  }
}

function subscriptionPlan(random: SeededRandom): SubscriptionPlan {
  const share = random.share()
  if (share < 0.2) return { state: 'cancelled', dueInDays: 0 }
  if (share < 0.4) return { state: 'past-due', dueInDays: -random.between(1, 25) }
  const overcharged = random.chance(0.15)
  return {
    state: 'active',
    dueInDays: random.between(1, 330),
    ...(overcharged
      ? {
          overchargeCents: random.pick([500, 900, 1_000, 9_900]),
          overchargeIsOurMistake: random.chance(0.6),
          overchargePaid: random.chance(0.8),
        }
      : {}),
  }
}

function creditOf(sheet: SeedSheet, random: SeededRandom, customer: CustomerRow): void {
  const dueAt = sheet.ago(random.between(2, 60))
  sheet.data.credits.push({
    id: sheet.id('CR', 10_001),
    customerId: customer.id,
    source: random.pick(['subscription-refund', 'previous-purchase', 'promotional-package']),
    amountCents: random.between(2, 12) * 500,
    dueAt,
    postedAt: random.chance(0.75) ? dueAt : null,
    settledBy: null,
    orderNumber: null,
    reason: null,
  })
}
