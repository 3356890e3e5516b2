import { mapResult, ok, refused } from 'parley/tools'
import { z } from 'zod'
import { readTool, writeTool } from './define.ts'
import { orderNumberFrom, reference, shortText } from './fields.ts'
import { customer, orderSummary } from './shapes.ts'
import { customerView, summaryView } from './views.ts'
import { wireCustomer, wireMessage, wireSummary } from './wire.ts'

const pin = shortText(20)
/** A PIN as spoken: "4 8 2 1" is 4821. What has not four digits can be no PIN. */
const pinFrom = (given: string | undefined): string | undefined => {
  const digits = given?.replace(/\D/g, '')
  return digits?.length === 4 ? digits : undefined
}

/** Who is it, and getting back into an account. */
export const identityTools = [
  readTool({
    name: 'verify_customer',
    description: 'Whether an order number and an e-mail belong together, and whose they are',
    needs: 'anonymous',
    input: z.strictObject({ orderNumber: reference, email: shortText(200) }),
    output: z.object({ verified: z.boolean(), customer: customer.nullable(), order: orderSummary.nullable() }),
    refusals: ['too_many_attempts'],
    run: async ({ orderNumber, email }, { ask }) => {
      const number = orderNumberFrom(orderNumber)
      const nobody = { verified: false, customer: null, order: null }
      if (number === null) return ok(nobody)
      const found = await ask(
        { method: 'POST', path: '/customers/lookup', body: { orderNumber: number, email } },
        z.object({ customer: wireCustomer, order: wireSummary }),
      )
      if (found.kind === 'refused' && found.code === 'no_match') return ok(nobody)
      return mapResult(found, (match) => ({
        verified: true,
        customer: customerView(match.customer),
        order: summaryView(match.order),
      }))
    },
  }),
  readTool({
    name: 'get_customer',
    description: "The customer's account",
    needs: 'verified',
    input: z.strictObject({}),
    output: customer,
    refusals: ['customer_not_found'],
    run: async (_input, { ask, customerId }) =>
      mapResult(
        await ask({ method: 'GET', path: `/customers/${encodeURIComponent(customerId)}` }, wireCustomer),
        customerView,
      ),
  }),
  readTool({
    name: 'recover_username',
    description: 'The user name of who gives the full name and two of ZIP code, phone and e-mail',
    needs: 'anonymous',
    input: z.strictObject({
      name: shortText(120),
      zip: shortText(12).optional(),
      phone: shortText(30).optional(),
      email: shortText(200).optional(),
    }),
    output: z.object({ username: z.string() }),
    refusals: ['need_more_details', 'no_match', 'too_many_attempts'],
    run: (input, { ask }) =>
      ask({ method: 'POST', path: '/accounts/recover-username', body: input }, z.object({ username: z.string() })),
  }),
  readTool({
    name: 'get_security_question',
    description: 'The security question of an account',
    needs: 'anonymous',
    input: z.strictObject({ username: shortText(60) }),
    output: z.object({ question: z.string() }),
    refusals: ['username_not_found'],
    run: ({ username }, { ask }) =>
      ask(
        { method: 'GET', path: `/accounts/${encodeURIComponent(username)}/security-question` },
        z.object({ question: z.string() }),
      ),
  }),
  writeTool({
    name: 'reset_password',
    called: 'the password reset',
    description: 'E-mails a link to choose a new password; the PIN or the answer to the security question is needed',
    needs: 'anonymous',
    input: z.strictObject({ username: shortText(60), pin: pin.optional(), securityAnswer: shortText(100).optional() }),
    wire: wireMessage,
    output: z.object({ sentTo: z.string(), messageId: z.string() }),
    refusals: ['username_not_found', 'need_more_details', 'identity_not_confirmed', 'too_many_attempts'],
    request: async ({ username, pin: given, securityAnswer }) => {
      const digits = pinFrom(given)
      if (given !== undefined && digits === undefined)
        return refused('identity_not_confirmed', 'A PIN has four digits.')
      return ok({ method: 'POST', path: '/accounts/password-reset', body: { username, pin: digits, securityAnswer } })
    },
    view: (sent) => sent,
  }),
  writeTool({
    name: 'reset_two_factor',
    called: 'the two-factor reset',
    description: 'E-mails a link to set up two-factor sign-in again',
    needs: 'anonymous',
    input: z.strictObject({
      username: shortText(60).optional(),
      accountNumber: shortText(20).optional(),
      email: shortText(200).optional(),
      pin: pin.optional(),
      securityAnswer: shortText(100).optional(),
    }),
    wire: wireMessage,
    output: z.object({ sentTo: z.string(), messageId: z.string() }),
    refusals: ['username_not_found', 'need_more_details', 'identity_not_confirmed', 'too_many_attempts'],
    request: async ({ pin: given, ...body }) => {
      const digits = pinFrom(given)
      if (given !== undefined && digits === undefined)
        return refused('identity_not_confirmed', 'A PIN has four digits.')
      return ok({ method: 'POST', path: '/accounts/two-factor-reset', body: { ...body, pin: digits } })
    },
    view: (sent) => sent,
  }),
]
