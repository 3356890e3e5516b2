import type { CustomerRow, Level, PaymentMethod } from '../rows.ts'
import { service, subscribe } from './account-rows.ts'
import type { OrderPlan, SeedSheet } from './sheet.ts'

/** A seeded customer that is the same for every seed: for trying things by hand, for scenarios and for tests. */
export type DemoCustomer = {
  customerId: string
  name: string
  username: string
  email: string
  phone: string
  zip: string
  accountNumber: string
  level: Level
  pin: string
  securityAnswer: string
  /** Order numbers by what each is good for. */
  orders: Record<string, string>
  /** What this customer is there to show. */
  shows: string
}

type DemoEntry = {
  username: string
  name: [first: string, last: string]
  accountNumber: string
  level: Level
  phone: string
  street: string
  city: string
  region: string
  postalCode: string
  country?: 'US' | 'CA'
  pin: string
  securityAnswer: string
  paymentMethod: PaymentMethod
  shows: string
  orders: Record<string, Omit<OrderPlan, 'customer'> & { number: string }>
  more?: (sheet: SeedSheet, customer: CustomerRow) => void
}

const boots = { product: 'Fellside Trail Boots', colour: 'brown', size: '9' }
const jeans = { product: 'Marlow Basics Everyday Jeans', colour: 'dark blue', size: '32' }
const straightJeans = { product: 'Oakhart Straight Jeans', colour: 'black', size: '34' }
const shirt = { product: 'Harrow Lane Oxford Shirt', colour: 'white', size: 'M' }
const rainJacket = { product: 'Fellside Rain Jacket', colour: 'navy', size: 'L' }
const sneakers = { product: 'Kestrel Runner Sneakers', colour: 'white', size: '9' }
const dress = { product: 'Juniper & Co Wrap Dress', colour: 'green', size: 'S' }

const entries: readonly DemoEntry[] = [
  {
    username: 'jrivera1',
    name: ['Josephine', 'Rivera'],
    accountNumber: 'AC-30817',
    level: 'gold',
    phone: '(617) 555-0101',
    street: '48 Beacon Street',
    city: 'Boston',
    region: 'MA',
    postalCode: '02108',
    pin: '4821',
    securityAnswer: 'Hartley',
    paymentMethod: 'credit-card',
    shows: 'gold: status of a parcel under way, cancelling it, unlimited returns, a notice with a wrong date',
    orders: {
      inTransit: {
        number: 'MF-104233',
        state: 'in-transit',
        ageDays: 3,
        dueInDays: 2,
        items: [boots, shirt],
        notices: [{ about: 'date', text: 'Your order arrives in three weeks.', isCorrect: false, sentDaysAgo: 1 }],
      },
      longAgo: { number: 'MF-103110', state: 'delivered', ageDays: 220, items: [rainJacket] },
    },
    more: (sheet, customer) => subscribe(sheet, customer, { state: 'active', dueInDays: 40 }),
  },
  {
    username: 'mbell1',
    name: ['Marcus', 'Bell'],
    accountNumber: 'AC-30818',
    level: 'silver',
    phone: '(312) 555-0102',
    street: '910 Lake Drive',
    city: 'Chicago',
    region: 'IL',
    postalCode: '60614',
    pin: '7350',
    securityAnswer: 'Biscuit',
    paymentMethod: 'paypal',
    shows:
      'silver: an order not yet sent (cancel, change, upgrade), returns inside and outside 180 days, subscription one day late',
    orders: {
      received: {
        number: 'MF-104310',
        state: 'received',
        ageDays: 0,
        items: [sneakers, { ...shirt, colour: 'navy' }],
        hourShare: 0.9,
      },
      within180: { number: 'MF-103780', state: 'delivered', ageDays: 150, items: [boots] },
      outside180: { number: 'MF-103402', state: 'delivered', ageDays: 200, items: [straightJeans] },
    },
    more: (sheet, customer) => subscribe(sheet, customer, { state: 'past-due', dueInDays: -1 }),
  },
  {
    username: 'pnair1',
    name: ['Priya', 'Nair'],
    accountNumber: 'AC-30819',
    level: 'bronze',
    phone: '(503) 555-0103',
    street: '27 Orchard Road',
    city: 'Portland',
    region: 'OR',
    postalCode: '97210',
    pin: '1946',
    securityAnswer: 'Tampa',
    paymentMethod: 'debit-card',
    shows:
      'bronze: returns inside and outside 90 days, an order not yet sent that pays shipping, subscription six days late',
    orders: {
      within90: { number: 'MF-104120', state: 'delivered', ageDays: 60, items: [dress, jeans] },
      outside90: { number: 'MF-103655', state: 'delivered', ageDays: 120, items: [sneakers] },
      received: { number: 'MF-104301', state: 'received', ageDays: 1, items: [jeans] },
    },
    more: (sheet, customer) => subscribe(sheet, customer, { state: 'past-due', dueInDays: -6 }),
  },
  {
    username: 'twhitfield1',
    name: ['Tom', 'Whitfield'],
    accountNumber: 'AC-30820',
    level: 'guest',
    phone: '(303) 555-0104',
    street: '5 Mill Road',
    city: 'Denver',
    region: 'CO',
    postalCode: '80206',
    pin: '2087',
    securityAnswer: 'Rex',
    paymentMethod: 'credit-card',
    shows: 'guest: returns inside and outside 30 days, a parcel under way that cannot be cancelled any more',
    orders: {
      within30: { number: 'MF-104051', state: 'delivered', ageDays: 20, items: [boots, jeans] },
      outside30: { number: 'MF-103990', state: 'delivered', ageDays: 45, items: [rainJacket] },
      inTransit: { number: 'MF-104290', state: 'in-transit', ageDays: 2, items: [jeans] },
      received: { number: 'MF-104312', state: 'received', ageDays: 0, items: [shirt], hourShare: 0.8 },
    },
  },
  {
    username: 'hcole1',
    name: ['Hannah', 'Cole'],
    accountNumber: 'AC-30821',
    level: 'silver',
    phone: '(512) 555-0105',
    street: '312 Willow Lane',
    city: 'Austin',
    region: 'TX',
    postalCode: '78704',
    pin: '6604',
    securityAnswer: 'Nilsson',
    paymentMethod: 'credit-card',
    shows: 'a parcel marked delivered 12 days ago that never came (replacement)',
    orders: {
      missingLong: { number: 'MF-104022', state: 'delivered', ageDays: 17, deliveredDaysAgo: 12, items: [rainJacket] },
    },
  },
  {
    username: 'lortega1',
    name: ['Luis', 'Ortega'],
    accountNumber: 'AC-30822',
    level: 'bronze',
    phone: '(404) 555-0106',
    street: '88 Pearl Street',
    city: 'Atlanta',
    region: 'GA',
    postalCode: '30309',
    pin: '3318',
    securityAnswer: 'Luna',
    paymentMethod: 'paypal',
    shows: 'a parcel marked delivered 4 days ago that never came (wait); one overdue by 9 days and still under way',
    orders: {
      missingShort: { number: 'MF-104190', state: 'delivered', ageDays: 9, deliveredDaysAgo: 4, items: [sneakers] },
      overdue: { number: 'MF-104098', state: 'in-transit', ageDays: 14, dueInDays: -9, items: [shirt] },
    },
  },
  {
    username: 'gkim1',
    name: ['Grace', 'Kim'],
    accountNumber: 'AC-30823',
    level: 'guest',
    phone: '(206) 555-0107',
    street: '19 Harbor View',
    city: 'Seattle',
    region: 'WA',
    postalCode: '98103',
    pin: '9152',
    securityAnswer: 'Boise',
    paymentMethod: 'debit-card',
    shows: 'guest: a handling fee charged by mistake, and a gift-wrap fee that is right',
    orders: {
      mistakenFee: {
        number: 'MF-104255',
        state: 'received',
        ageDays: 1,
        items: [dress],
        fees: [{ kind: 'handling', name: 'Handling', amountCents: 1_200, isOurMistake: true }],
      },
      rightFee: {
        number: 'MF-104140',
        state: 'delivered',
        ageDays: 12,
        items: [shirt],
        fees: [{ kind: 'gift-wrap', name: 'Gift wrapping', amountCents: 500 }],
      },
    },
  },
  {
    username: 'dosei1',
    name: ['Daniel', 'Osei'],
    accountNumber: 'AC-30824',
    level: 'gold',
    phone: '(608) 555-0108',
    street: '7 Summit Avenue',
    city: 'Madison',
    region: 'WI',
    postalCode: '53703',
    pin: '5529',
    securityAnswer: 'Okoye',
    paymentMethod: 'credit-card',
    shows:
      'gold: a monogram fee that is right and still waived, a refund in progress (RF-20411), a wrong delivery time',
    orders: {
      rightFee: {
        number: 'MF-104262',
        state: 'received',
        ageDays: 1,
        items: [shirt],
        fees: [{ kind: 'monogram', name: 'Monogram', amountCents: 1_200 }],
        deliveryTimeIsOurMistake: true,
      },
      refundInProgress: {
        number: 'MF-104075',
        state: 'delivered',
        ageDays: 24,
        items: [boots, jeans],
        refund: { id: 'RF-20411', method: 'original-card', state: 'in-progress', startedDaysAgo: 3 },
      },
    },
  },
  {
    username: 'ezhang1',
    name: ['Emily', 'Zhang'],
    accountNumber: 'AC-30825',
    level: 'bronze',
    phone: '(919) 555-0109',
    street: '64 Chapel Hill Road',
    city: 'Raleigh',
    region: 'NC',
    postalCode: '27605',
    pin: '8073',
    securityAnswer: 'Pepper',
    paymentMethod: 'credit-card',
    shows:
      'a return that arrived 9 days ago without a refund (RT-50112), and an order with one shirt too many by our mistake',
    orders: {
      returnArrived: {
        number: 'MF-104031',
        state: 'delivered',
        ageDays: 30,
        items: [straightJeans],
        returned: { id: 'RT-50112', reason: 'size', openedDaysAgo: 16, arrivedDaysAgo: 9 },
      },
      quantityMistake: {
        number: 'MF-104305',
        state: 'received',
        ageDays: 0,
        items: [{ ...shirt, quantity: 2, askedQuantity: 1 }],
        hourShare: 0.7,
      },
    },
  },
  {
    username: 'nfischer1',
    name: ['Noah', 'Fischer'],
    accountNumber: 'AC-30826',
    level: 'guest',
    phone: '(602) 555-0110',
    street: '230 Cedar Avenue',
    city: 'Phoenix',
    region: 'AZ',
    postalCode: '85014',
    pin: '1260',
    securityAnswer: 'Waffles',
    paymentMethod: 'credit-card',
    shows: 'guest: a return that arrived 4 days ago (too early), and an order charged twice by our mistake',
    orders: {
      returnArrived: {
        number: 'MF-104088',
        state: 'delivered',
        ageDays: 22,
        items: [sneakers],
        returned: { id: 'RT-50113', reason: 'colour', openedDaysAgo: 10, arrivedDaysAgo: 4 },
      },
      chargedByMistake: {
        number: 'MF-104278',
        state: 'delivered',
        ageDays: 8,
        items: [jeans],
        billedByMistakeCents: 4_900,
      },
    },
  },
  {
    username: 'arahman1',
    name: ['Aisha', 'Rahman'],
    accountNumber: 'AC-30827',
    level: 'silver',
    phone: '(617) 555-0111',
    street: '141 Linden Street',
    city: 'Boston',
    region: 'MA',
    postalCode: '02130',
    pin: '4477',
    securityAnswer: 'Santos',
    paymentMethod: 'debit-card',
    shows:
      'silver: subscription billed $8 too much and paid, a service added by our mistake, an order out for delivery',
    orders: {
      outForDelivery: { number: 'MF-104247', state: 'out-for-delivery', ageDays: 5, dueInDays: 0, items: [boots] },
    },
    more: (sheet, customer) => {
      subscribe(sheet, customer, { state: 'active', dueInDays: 120, overchargeCents: 800, overchargePaid: true })
      service(sheet, customer, 'style-box', { active: 1, isOurMistake: 1, chargedCents: 4_000 })
      service(sheet, customer, 'package-protection', { active: 1, isOurMistake: 0, chargedCents: 800 })
    },
  },
  {
    username: 'ogrant1',
    name: ['Oliver', 'Grant'],
    accountNumber: 'AC-30828',
    level: 'bronze',
    phone: '(312) 555-0112',
    street: '3 Quarry Road',
    city: 'Chicago',
    region: 'IL',
    postalCode: '60647',
    pin: '6891',
    securityAnswer: 'Lisbon',
    paymentMethod: 'paypal',
    shows:
      'bronze: subscription billed twice by our mistake, a service removed by our mistake, a promotional credit of $40 missing',
    orders: { delivered: { number: 'MF-104160', state: 'delivered', ageDays: 15, items: [shirt] } },
    more: (sheet, customer) => {
      subscribe(sheet, customer, {
        state: 'active',
        dueInDays: 200,
        overchargeCents: 9_900,
        overchargeIsOurMistake: true,
        overchargePaid: true,
      })
      service(sheet, customer, 'gift-reminder', { active: 0, isOurMistake: 1, chargedCents: 0 })
      sheet.data.credits.push({
        id: sheet.id('CR', 10_001),
        customerId: customer.id,
        source: 'promotional-package',
        amountCents: 4_000,
        dueAt: sheet.ago(5),
        postedAt: null,
        settledBy: null,
        orderNumber: null,
        reason: null,
      })
    },
  },
  {
    username: 'smarino1',
    name: ['Sofia', 'Marino'],
    accountNumber: 'AC-30829',
    level: 'bronze',
    phone: '(416) 555-0113',
    street: '77 King Street',
    city: 'Toronto',
    region: 'ON',
    postalCode: 'M5V 2T6',
    country: 'CA',
    pin: '3905',
    securityAnswer: 'Yamada',
    paymentMethod: 'credit-card',
    shows: 'Canada: a shipping cost of $15 on an order out for delivery ($8 back) and on one under way (waived)',
    orders: {
      outForDelivery: { number: 'MF-104266', state: 'out-for-delivery', ageDays: 9, dueInDays: 0, items: [jeans] },
      inTransit: { number: 'MF-104283', state: 'in-transit', ageDays: 4, items: [shirt] },
    },
  },
  {
    username: 'bcarter1',
    name: ['Ben', 'Carter'],
    accountNumber: 'AC-30830',
    level: 'guest',
    phone: '(503) 555-0114',
    street: '52 Fern Road',
    city: 'Portland',
    region: 'OR',
    postalCode: '97214',
    pin: '7718',
    securityAnswer: 'Albany',
    paymentMethod: 'debit-card',
    shows: 'guest: a cancelled order and a cancelled subscription',
    orders: { cancelled: { number: 'MF-104099', state: 'cancelled', ageDays: 11, items: [dress] } },
    more: (sheet, customer) => subscribe(sheet, customer, { state: 'cancelled', dueInDays: 0 }),
  },
]

const email = (entry: DemoEntry): string => `${entry.name[0]}.${entry.name[1]}@example.com`.toLowerCase()
const questionOf: Record<string, string> = {
  Biscuit: 'What was the name of your first pet?',
  Rex: 'What was the name of your first pet?',
  Luna: 'What was the name of your first pet?',
  Pepper: 'What was the name of your first pet?',
  Waffles: 'What was the name of your first pet?',
  Tampa: 'In which city were you born?',
  Boise: 'In which city were you born?',
  Lisbon: 'In which city were you born?',
  Albany: 'In which city were you born?',
}

/** The documented customers. Their ids and numbers never depend on the seed. */
export const demoCustomers: readonly DemoCustomer[] = entries.map((entry, index) => ({
  customerId: `C-${10_001 + index}`,
  name: entry.name.join(' '),
  username: entry.username,
  email: email(entry),
  phone: entry.phone,
  zip: entry.postalCode,
  accountNumber: entry.accountNumber,
  level: entry.level,
  pin: entry.pin,
  securityAnswer: entry.securityAnswer,
  orders: Object.fromEntries(Object.entries(entry.orders).map(([name, order]) => [name, order.number])),
  shows: entry.shows,
}))

export const demoOrderNumbers: ReadonlySet<string> = new Set(
  demoCustomers.flatMap((customer) => Object.values(customer.orders)),
)

/** Adds the documented customers first, so that their ids are the lowest ones. */
export function seedDemo(sheet: SeedSheet): void {
  for (const entry of entries) {
    const [firstName, lastName] = entry.name
    const customer = sheet.addCustomer({
      username: entry.username,
      firstName,
      lastName,
      email: email(entry),
      phone: entry.phone,
      street: entry.street,
      city: entry.city,
      region: entry.region,
      postalCode: entry.postalCode,
      country: entry.country ?? 'US',
      level: entry.level,
      pin: entry.pin,
      securityQuestion: questionOf[entry.securityAnswer] ?? "What was your mother's maiden name?",
      securityAnswer: entry.securityAnswer,
      paymentMethod: entry.paymentMethod,
      memberDays: 400,
      accountNumber: entry.accountNumber,
    })
    for (const order of Object.values(entry.orders)) sheet.addOrder({ ...order, customer })
    entry.more?.(sheet, customer)
  }
}
