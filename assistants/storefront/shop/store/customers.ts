import { addDays, dayOf } from '../calendar.ts'
import type { ShopDatabase } from '../database.ts'
import { ShopProblem } from '../problem.ts'
import type { AddressColumns, CreditRow, CustomerRow } from '../rows.ts'
import { tariff } from '../tariff.ts'
import type { Customer } from '../wire/accounts.ts'

export function customerRow(database: ShopDatabase, id: string): CustomerRow {
  const row = database.get<CustomerRow>('SELECT * FROM customers WHERE id = ?', id)
  if (!row) throw new ShopProblem('customer_not_found')
  return row
}

export const addressOf = (row: AddressColumns): AddressColumns => ({
  street: row.street,
  city: row.city,
  region: row.region,
  postalCode: row.postalCode,
  country: row.country,
})

export const addressLine = (row: AddressColumns): string =>
  `${row.street}, ${row.city}, ${row.region} ${row.postalCode}`

/** `j•••@example.com`: enough for the owner to know which mailbox, too little for anybody else. */
export const maskedEmail = (email: string): string => `${email.charAt(0)}•••${email.slice(email.indexOf('@'))}`

export function customerView(database: ShopDatabase, row: CustomerRow, now: string): Customer {
  return {
    customerId: row.id,
    accountNumber: row.accountNumber,
    username: row.username,
    firstName: row.firstName,
    lastName: row.lastName,
    name: `${row.firstName} ${row.lastName}`,
    email: row.email,
    phone: row.phone,
    address: addressOf(row),
    level: row.level,
    paymentMethod: row.paymentMethod,
    storeCreditCents: creditBalance(database, row.id),
    priceMatchesThisYear: priceMatches(database, row.id, now),
    memberSince: dayOf(row.createdAt),
  }
}

export const creditBalance = (database: ShopDatabase, customerId: string): number =>
  database.get<{ cents: number }>(
    'SELECT coalesce(sum(amountCents), 0) AS cents FROM credits WHERE customerId = ? AND postedAt IS NOT NULL',
    customerId,
  )?.cents ?? 0

/** Codes for a price match in the last 365 days. */
export const priceMatches = (database: ShopDatabase, customerId: string, now: string): number =>
  database.get<{ count: number }>(
    "SELECT count(*) AS count FROM promoCodes WHERE customerId = ? AND reason = 'price-match' AND issuedAt >= ?",
    customerId,
    addDays(now, -365),
  )?.count ?? 0

/** Posts store credit at once and returns its row. */
export function postCredit(
  database: ShopDatabase,
  now: string,
  facts: Pick<CreditRow, 'customerId' | 'source' | 'amountCents' | 'orderNumber' | 'reason'>,
): CreditRow {
  const row: CreditRow = {
    id: `CR-${database.nextNumber('credit')}`,
    ...facts,
    dueAt: now,
    postedAt: now,
    settledBy: null,
  }
  database.insert('credits', row)
  return row
}

/** Refuses once an account or order has seen too many wrong attempts within the hour. */
export function refuseAfterFailures(database: ShopDatabase, now: string, subject: string): void {
  const since = new Date(Date.parse(now) - tariff.failedAttempts.withinMinutes * 60_000).toISOString()
  const failed = database.get<{ count: number }>(
    'SELECT count(*) AS count FROM failedAttempts WHERE subject = ? AND failedAt > ?',
    subject,
    since,
  )
  if ((failed?.count ?? 0) >= tariff.failedAttempts.most) throw new ShopProblem('too_many_attempts')
}

/** An e-mail to the customer: kept, as this shop has no mail server. */
export function sendMessage(
  database: ShopDatabase,
  now: string,
  customer: CustomerRow,
  facts: { kind: string; text: string; orderNumber?: string | undefined },
): { messageId: string; kind: string; sentTo: string } {
  const id = `ML-${database.nextNumber('message')}`
  database.insert('messages', {
    id,
    customerId: customer.id,
    kind: facts.kind,
    orderNumber: facts.orderNumber ?? null,
    recipient: customer.email,
    text: facts.text,
    sentAt: now,
  })
  return { messageId: id, kind: facts.kind, sentTo: maskedEmail(customer.email) }
}
