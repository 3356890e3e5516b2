import { z } from 'zod'
import { dayOf } from '../calendar.ts'
import type { ShopDatabase } from '../database.ts'
import { ShopProblem } from '../problem.ts'
import { read, write } from '../route.ts'
import type { CreditRow, CustomerRow, OrderRow, ServiceRow } from '../rows.ts'
import { creditBalance, customerRow, customerView, refuseAfterFailures } from '../store/customers.ts'
import { orderSummary } from '../store/orders.ts'
import { addRefund } from '../store/refunds.ts'
import { type ServiceCode, serviceCatalogue } from '../tariff.ts'
import { credits, customer, service } from '../wire/accounts.ts'
import { address, cents, customerId, orderNumber, paymentMethod, phone, text } from '../wire/common.ts'
import { orderSummary as orderSummaryShape } from '../wire/orders.ts'

const byId = z.strictObject({ customerId })
const serviceCode = service.shape.code
const personName = text(120).regex(/^\p{L}[\p{L}\p{M}'’. -]*$/u, 'must be letters')

/** Accounts as the shop's own people see them: who it is, what is on the account, changing it. */
export const customerRoutes = [
  read({
    operationId: 'lookupCustomer',
    method: 'POST',
    path: '/customers/lookup',
    tag: 'customers',
    summary: 'The customer whose order and e-mail belong together; never says which of the two was wrong',
    body: z.strictObject({ orderNumber, email: text(200) }),
    response: z.object({ customer, order: orderSummaryShape }),
    problems: ['no_match', 'too_many_attempts'],
    handle: ({ database, now, body }) => {
      const subject = `order:${body.orderNumber}`
      refuseAfterFailures(database, now, subject)
      const order = database.get<OrderRow>('SELECT * FROM orders WHERE number = ?', body.orderNumber)
      const row = order && customerRow(database, order.customerId)
      if (!order || !row || row.email !== body.email.toLowerCase())
        throw new ShopProblem('no_match', undefined, { failedAttemptOn: subject })
      return { customer: customerView(database, row, now), order: orderSummary(database, order, now) }
    },
  }),
  read({
    operationId: 'findCustomers',
    method: 'GET',
    path: '/customers',
    tag: 'customers',
    summary: 'Customers with exactly this account number, user name or e-mail',
    query: z.strictObject({
      accountNumber: text(20).optional(),
      username: text(60).optional(),
      email: text(200).optional(),
    }),
    response: z.object({ customers: z.array(customer) }),
    problems: ['need_more_details'],
    handle: ({ database, now, query }) => {
      const [column, value] = Object.entries(query).find(([, given]) => given !== undefined) ?? []
      if (column === undefined || value === undefined) throw new ShopProblem('need_more_details')
      const columns: Record<string, string> = { accountNumber: 'accountNumber', username: 'username', email: 'email' }
      const wanted = column === 'accountNumber' ? value.toUpperCase() : value.toLowerCase()
      const rows = database.all<CustomerRow>(`SELECT * FROM customers WHERE ${columns[column]} = ?`, wanted)
      return { customers: rows.map((row) => customerView(database, row, now)) }
    },
  }),
  read({
    operationId: 'getCustomer',
    method: 'GET',
    path: '/customers/{customerId}',
    tag: 'customers',
    summary: 'A customer',
    params: byId,
    response: customer,
    problems: ['customer_not_found'],
    handle: ({ database, now, params }) => customerView(database, customerRow(database, params.customerId), now),
  }),
  write({
    operationId: 'updateCustomer',
    method: 'PATCH',
    path: '/customers/{customerId}',
    tag: 'customers',
    summary: 'Changes name, phone, address or payment method; orders already placed keep theirs',
    params: byId,
    body: z
      .strictObject({ name: personName, phone, address, paymentMethod })
      .partial()
      .refine((change) => Object.keys(change).length > 0, 'must change something'),
    response: customer,
    problems: ['customer_not_found'],
    handle: ({ database, now, params, body }) => {
      const row = customerRow(database, params.customerId)
      const changed: CustomerRow = {
        ...row,
        ...body.address,
        ...(body.name === undefined ? {} : nameParts(body.name)),
        phone: body.phone ?? row.phone,
        paymentMethod: body.paymentMethod ?? row.paymentMethod,
      }
      database.run(
        `UPDATE customers SET firstName = ?, lastName = ?, phone = ?, paymentMethod = ?,
         street = ?, city = ?, region = ?, postalCode = ?, country = ? WHERE id = ?`,
        changed.firstName,
        changed.lastName,
        changed.phone,
        changed.paymentMethod,
        changed.street,
        changed.city,
        changed.region,
        changed.postalCode,
        changed.country,
        row.id,
      )
      return { subject: row.id, body: customerView(database, changed, now) }
    },
  }),
  read({
    operationId: 'listServices',
    method: 'GET',
    path: '/customers/{customerId}/services',
    tag: 'customers',
    summary: 'Extra services, active or not, with who changed them last',
    params: byId,
    response: z.object({ services: z.array(service) }),
    problems: ['customer_not_found'],
    handle: ({ database, params }) => {
      const { id } = customerRow(database, params.customerId)
      return { services: serviceRows(database, id).map(serviceView) }
    },
  }),
  write({
    operationId: 'addService',
    method: 'POST',
    path: '/customers/{customerId}/services',
    tag: 'customers',
    summary: 'Adds a service, or puts one back',
    status: 201,
    params: byId,
    body: z.strictObject({ service: serviceCode }),
    response: service,
    problems: ['customer_not_found', 'service_already_active'],
    handle: ({ database, now, params, body }) => {
      const { id } = customerRow(database, params.customerId)
      const row = serviceRows(database, id).find((each) => each.code === body.service)
      if (row?.active) throw new ShopProblem('service_already_active')
      database.run(
        `INSERT INTO services (customerId, code, active, changedBy, changedAt, isOurMistake, chargedCents) VALUES (?, ?, 1, 'customer', ?, 0, 0)
         ON CONFLICT (customerId, code) DO UPDATE SET active = 1, changedBy = 'customer', changedAt = excluded.changedAt, isOurMistake = 0`,
        id,
        body.service,
        now,
      )
      return { subject: id, body: serviceView(serviceRow(database, id, body.service)) }
    },
  }),
  write({
    operationId: 'removeService',
    method: 'POST',
    path: '/customers/{customerId}/services/{service}/remove',
    tag: 'customers',
    summary: 'Ends a service; what was charged for one added by our mistake is given back',
    params: byId.extend({ service: serviceCode }),
    body: z.strictObject({}),
    response: z.object({ service, refundedCents: cents }),
    problems: ['customer_not_found', 'service_not_found', 'service_not_active'],
    handle: ({ database, now, params }) => {
      const { id } = customerRow(database, params.customerId)
      const row = serviceRow(database, id, params.service)
      if (!row.active) throw new ShopProblem('service_not_active')
      const refundedCents = row.isOurMistake ? row.chargedCents : 0
      if (refundedCents > 0)
        addRefund(database, now, { customerId: id, amountCents: refundedCents, kind: 'service', reason: row.code })
      database.run(
        "UPDATE services SET active = 0, changedBy = 'customer', changedAt = ?, isOurMistake = 0, chargedCents = chargedCents - ? WHERE customerId = ? AND code = ?",
        now,
        refundedCents,
        id,
        row.code,
      )
      return { subject: id, body: { service: serviceView(serviceRow(database, id, row.code)), refundedCents } }
    },
  }),
  read({
    operationId: 'listCredits',
    method: 'GET',
    path: '/customers/{customerId}/credits',
    tag: 'customers',
    summary: 'Store credit: the balance, and what is promised or missing',
    params: byId,
    response: credits,
    problems: ['customer_not_found'],
    handle: ({ database, now, params }) => {
      const { id } = customerRow(database, params.customerId)
      const rows = database.all<CreditRow>('SELECT * FROM credits WHERE customerId = ? ORDER BY dueAt DESC, id', id)
      return { balanceCents: creditBalance(database, id), credits: rows.map((row) => creditView(row, now)) }
    },
  }),
]

/** "Ana María de la Cruz": the first word is the first name, the rest the last name. */
function nameParts(name: string): { firstName: string; lastName: string } {
  const [firstName = name, ...rest] = name.split(/\s+/)
  if (rest.length === 0) {
    throw new ShopProblem('invalid_request', undefined, {
      errors: [{ path: 'body.name', message: 'must be first and last name' }],
    })
  }
  return { firstName, lastName: rest.join(' ') }
}

const serviceRows = (database: ShopDatabase, customer: string): ServiceRow[] =>
  database.all('SELECT * FROM services WHERE customerId = ? ORDER BY code', customer)

function serviceRow(database: ShopDatabase, customer: string, code: string): ServiceRow {
  const row = serviceRows(database, customer).find((each) => each.code === code)
  if (!row) throw new ShopProblem('service_not_found')
  return row
}

function serviceView(row: ServiceRow): z.infer<typeof service> {
  const code = row.code as ServiceCode
  return {
    code,
    name: serviceCatalogue[code].name,
    monthlyCents: serviceCatalogue[code].monthlyCents,
    active: row.active === 1,
    changedBy: row.changedBy,
    changedOn: dayOf(row.changedAt),
    isOurMistake: row.isOurMistake === 1,
    chargedCents: row.chargedCents,
  }
}

const creditView = (row: CreditRow, now: string): z.infer<typeof credits>['credits'][number] => ({
  creditId: row.id,
  source: row.source,
  amountCents: row.amountCents,
  dueOn: dayOf(row.dueAt),
  state:
    row.postedAt !== null ? 'posted' : row.settledBy !== null ? 'settled' : row.dueAt > now ? 'promised' : 'missing',
  settledBy: row.settledBy,
  orderNumber: row.orderNumber,
})
