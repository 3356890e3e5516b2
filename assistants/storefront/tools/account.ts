import { mapResult, ok, refused } from 'parley/tools'
import { z } from 'zod'
import { addressFrom, productIdIfGiven } from './checks.ts'
import { readTool, writeTool } from './define.ts'
import {
  address,
  choice,
  dollars,
  isFullName,
  isPhone,
  orderNumberFrom,
  paymentMethod,
  reference,
  shortText,
} from './fields.ts'
import { customer, service } from './shapes.ts'
import { inCents } from './shop-client.ts'
import { customerView, serviceView } from './views.ts'
import { accountLine, accountWayBack, serviceWayBack } from './way-back.ts'
import { wireCustomer, wireMessage, wireService } from './wire.ts'

const serviceNames: Record<string, string> = {
  'package-protection': 'package protection',
  'gift-reminder': 'gift reminder',
  'style-box': 'style box',
  'priority-support': 'priority support',
  'early-access': 'early access',
}
/** A service by its code or name: "Style Box" is `style-box`. */
const serviceFrom = (given: string): string | null => {
  const wanted = given
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-')
  return wanted in serviceNames ? wanted : null
}

const change = { needs: 'verified', wire: wireCustomer, output: customer, view: customerView } as const
const patch = (customerId: string, body: unknown) =>
  ok({ method: 'PATCH', path: `/customers/${encodeURIComponent(customerId)}`, body } as const)

const creditSource = choice(['subscription-refund', 'previous-purchase', 'promotional-package'])

/** What is on the account, and changing it. */
export const accountTools = [
  writeTool({
    ...change,
    name: 'update_address',
    called: 'the new address on your account',
    description: 'Changes the address on the account; orders already placed keep theirs',
    wayBack: accountWayBack('update_address', 'address', accountLine),
    input: z.strictObject({ address }),
    refusals: ['address_incomplete'],
    request: async (input, { customerId }) => {
      const read = addressFrom(input.address)
      return read.kind === 'ok' ? patch(customerId, { address: read.value }) : read
    },
  }),
  writeTool({
    ...change,
    name: 'update_name',
    called: 'the new name on your account',
    description: 'Changes the name on the account',
    wayBack: accountWayBack('update_name', 'name', ({ name }) => name),
    input: z.strictObject({ name: shortText(120) }),
    refusals: ['invalid_name'],
    request: async ({ name }, { customerId }) =>
      isFullName(name) ? patch(customerId, { name }) : refused('invalid_name', 'First and last name are needed.'),
  }),
  writeTool({
    ...change,
    name: 'update_phone',
    called: 'the new phone number',
    description: 'Changes the phone number on the account',
    wayBack: accountWayBack('update_phone', 'phone', ({ phone }) => phone),
    input: z.strictObject({ phone: shortText(30) }),
    refusals: ['invalid_phone'],
    request: async ({ phone }, { customerId }) =>
      isPhone(phone) ? patch(customerId, { phone }) : refused('invalid_phone', 'Ten digits are needed.'),
  }),
  writeTool({
    ...change,
    name: 'update_payment_method',
    called: 'the new payment method',
    description: 'Changes the payment method on the account, for orders to come',
    wayBack: accountWayBack('update_payment_method', 'paymentMethod', (customer) => customer.paymentMethod),
    input: z.strictObject({ paymentMethod }),
    refusals: [],
    request: async (input, { customerId }) => patch(customerId, input),
  }),
  readTool({
    name: 'list_services',
    description: 'Extra services on the account, and which of them were added or removed by our mistake',
    needs: 'verified',
    input: z.strictObject({ service: shortText(60).optional() }),
    output: z.object({
      services: z.array(service),
      addedByMistake: service.nullable(),
      removedByMistake: service.nullable(),
      match: service.nullable(),
    }),
    run: async (input, { ask, customerId }) => {
      const wanted = input.service === undefined ? null : serviceFrom(input.service)
      const list = await ask(
        { method: 'GET', path: `/customers/${encodeURIComponent(customerId)}/services` },
        z.object({ services: z.array(wireService) }),
      )
      return mapResult(list, (answer) => {
        const services = answer.services.map(serviceView)
        return {
          services,
          addedByMistake: services.find((each) => each.active && each.isOurMistake) ?? null,
          removedByMistake: services.find((each) => !each.active && each.isOurMistake) ?? null,
          match: services.find((each) => each.code === wanted) ?? null,
        }
      })
    },
  }),
  writeTool({
    name: 'remove_service',
    called: 'the end of the service',
    description: 'Ends an extra service; what was charged for one added by our mistake is given back',
    wayBack: serviceWayBack('add_service'),
    needs: 'verified',
    input: z.strictObject({ service: shortText(60) }),
    wire: z.object({ service: wireService, refunded: z.number() }),
    output: service.extend({ refunded: z.number() }),
    refusals: ['service_not_found', 'service_not_active'],
    request: async (input, { customerId }) => {
      const code = serviceFrom(input.service)
      if (code === null) return refused('service_not_found')
      return ok({ method: 'POST', path: `/customers/${encodeURIComponent(customerId)}/services/${code}/remove` })
    },
    view: (answer) => ({ ...serviceView(answer.service), refunded: answer.refunded }),
  }),
  writeTool({
    name: 'add_service',
    called: 'the added service',
    description: 'Adds an extra service, or puts one back',
    wayBack: serviceWayBack('remove_service'),
    needs: 'verified',
    input: z.strictObject({ service: shortText(60) }),
    wire: wireService,
    output: service,
    refusals: ['service_not_found', 'service_already_active'],
    request: async (input, { customerId }) => {
      const code = serviceFrom(input.service)
      if (code === null) return refused('service_not_found')
      return ok({
        method: 'POST',
        path: `/customers/${encodeURIComponent(customerId)}/services`,
        body: { service: code },
      })
    },
    view: serviceView,
  }),
  readTool({
    name: 'check_credit',
    description: 'The store credit, and whether a credit that was promised is missing',
    needs: 'verified',
    input: z.strictObject({ source: creditSource.optional() }),
    output: z.object({
      balance: z.number(),
      isMissing: z.boolean(),
      missingAmount: z.number(),
      missingCreditId: z.string().nullable(),
      source: z.string().nullable(),
    }),
    run: async ({ source }, { ask, customerId }) => {
      const shape = z.object({
        balance: z.number(),
        credits: z.array(z.object({ creditId: z.string(), source: z.string(), amount: z.number(), state: z.string() })),
      })
      return mapResult(
        await ask({ method: 'GET', path: `/customers/${encodeURIComponent(customerId)}/credits` }, shape),
        ({ balance, credits }) => {
          const missing = credits.find(
            (credit) => credit.state === 'missing' && (source === undefined || credit.source === source),
          )
          return {
            balance,
            isMissing: missing !== undefined,
            missingAmount: missing?.amount ?? 0,
            missingCreditId: missing?.creditId ?? null,
            source: missing?.source ?? source ?? null,
          }
        },
      )
    },
  }),
  writeTool({
    name: 'add_store_credit',
    called: 'the store credit',
    description: 'Adds store credit as goodwill',
    needs: 'verified',
    input: z.strictObject({ amount: dollars, reason: shortText(300), orderNumber: reference.optional() }),
    wire: z.object({ creditId: z.string(), amount: z.number(), balance: z.number() }),
    output: z.object({ creditId: z.string(), amount: z.number(), balance: z.number() }),
    refusals: ['amount_too_large', 'order_not_found'],
    request: async (input, { customerId }) => {
      const orderNumber = input.orderNumber === undefined ? undefined : orderNumberFrom(input.orderNumber)
      if (orderNumber === null) return refused('order_not_found')
      return ok({
        method: 'POST',
        path: `/customers/${encodeURIComponent(customerId)}/credits`,
        body: { amountCents: inCents(input.amount), reason: input.reason, orderNumber },
      })
    },
    view: (credit) => credit,
  }),
  writeTool({
    name: 'send_message',
    called: 'the e-mail',
    description: 'E-mails the customer a link: to sign in, about security, shipping or membership, or to an order',
    needs: 'verified',
    input: z.strictObject({
      kind: choice(['account-login', 'security-practices', 'shipping-faq', 'membership-faq', 'order-confirmation']),
      orderNumber: reference.optional(),
    }),
    wire: wireMessage,
    output: wireMessage,
    refusals: ['order_not_found'],
    request: async (input, { customerId }) => {
      const orderNumber = input.orderNumber === undefined ? undefined : orderNumberFrom(input.orderNumber)
      if (orderNumber === null) return refused('order_not_found')
      return ok({ method: 'POST', path: '/messages', body: { customerId, kind: input.kind, orderNumber } })
    },
    view: (sent) => sent,
  }),
  writeTool({
    name: 'notify_team',
    called: 'the note to my colleagues',
    description: "Puts a note on the list of one of the shop's teams",
    needs: 'anonymous',
    input: z.strictObject({
      team: choice(['manager', 'website-team', 'purchasing-department']),
      subject: shortText(200),
      text: shortText(4_000),
      phone: shortText(30).optional(),
      orderNumber: reference.optional(),
      product: shortText(100).optional(),
    }),
    wire: z.object({ notificationId: z.string(), team: z.string() }),
    output: z.object({ notificationId: z.string(), team: z.string() }),
    refusals: ['invalid_phone'],
    request: async ({ team, subject, text, phone, orderNumber, product }, hands) => {
      if (phone !== undefined && !isPhone(phone)) return refused('invalid_phone', 'Ten digits are needed.')
      // A note is worth sending although the product is not one of ours: that may be the very point.
      const productId = await productIdIfGiven(hands, product)
      if (productId.kind === 'failed') return productId
      return ok({
        method: 'POST',
        path: '/notifications',
        body: {
          team,
          subject,
          text: product === undefined ? text : `${text}\nProduct: ${product}`,
          phone,
          orderNumber: orderNumber === undefined ? undefined : (orderNumberFrom(orderNumber) ?? undefined),
          productId: productId.kind === 'ok' ? (productId.value ?? undefined) : undefined,
          customerId: hands.customerId === '' ? undefined : hands.customerId,
        },
      })
    },
    view: (note) => note,
  }),
]
