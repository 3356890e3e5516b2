import { z } from 'zod'
import { ShopProblem } from '../problem.ts'
import { write } from '../route.ts'
import { customerRow, sendMessage } from '../store/customers.ts'
import { orderRow } from '../store/orders.ts'
import { message } from '../wire/accounts.ts'
import { customerId, orderNumber, phone, productId, text } from '../wire/common.ts'

const site = 'https://marlowandfinch.example'
const messages = {
  'account-login': `Sign in to your account: ${site}/account`,
  'security-practices': `How to keep your account safe: ${site}/help/security`,
  'shipping-faq': `Where we ship and what it costs: ${site}/help/shipping`,
  'membership-faq': `Membership levels and how to reach them: ${site}/help/membership`,
  'order-confirmation': `Your order: ${site}/account/orders`,
} as const
const kinds = Object.keys(messages) as (keyof typeof messages)[]

/** What goes out: notes to the shop's teams, and e-mails with links to customers. */
export const messageRoutes = [
  write({
    operationId: 'notifyTeam',
    method: 'POST',
    path: '/notifications',
    tag: 'messages',
    summary: 'Puts a note on the list of a team of the shop',
    status: 201,
    body: z.strictObject({
      team: z.enum(['manager', 'website-team', 'purchasing-department']),
      subject: text(200),
      text: text(4_000),
      customerId: customerId.optional(),
      orderNumber: orderNumber.optional(),
      productId: productId.optional(),
      phone: phone.optional(),
    }),
    response: z.object({ notificationId: z.string(), team: z.string() }),
    handle: ({ database, now, body }) => {
      const id = `TN-${database.nextNumber('notification')}`
      database.insert('notifications', {
        id,
        team: body.team,
        subject: body.subject,
        text: body.text,
        customerId: body.customerId ?? null,
        orderNumber: body.orderNumber ?? null,
        productId: body.productId ?? null,
        phone: body.phone ?? null,
        createdAt: now,
      })
      return { subject: id, body: { notificationId: id, team: body.team } }
    },
  }),
  write({
    operationId: 'sendMessage',
    method: 'POST',
    path: '/messages',
    tag: 'messages',
    summary: 'E-mails the customer one of a few links; the text is fixed',
    status: 201,
    body: z.strictObject({ customerId, kind: z.enum(kinds), orderNumber: orderNumber.optional() }),
    response: message,
    problems: ['customer_not_found', 'order_not_found'],
    handle: ({ database, now, body }) => {
      const customer = customerRow(database, body.customerId)
      if (body.orderNumber !== undefined && orderRow(database, body.orderNumber).customerId !== customer.id)
        throw new ShopProblem('order_not_found')
      return {
        subject: customer.id,
        body: sendMessage(database, now, customer, {
          kind: body.kind,
          text: messages[body.kind],
          orderNumber: body.orderNumber,
        }),
      }
    },
  }),
]
