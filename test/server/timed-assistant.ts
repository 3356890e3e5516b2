import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { tinyAssistant } from './tiny-assistant.ts'

const root = join(import.meta.dirname, '../..')
const moduleAt = (path: string) => JSON.stringify(pathToFileURL(join(root, path)).href)

/** What the tools of the assistant below do; tests put themselves here. */
export interface Shop {
  charge(key: string): Promise<unknown>
  charged?(key: string): Promise<unknown>
  /** Gives whose code it is; Ada's where nothing is said. */
  mail(input: { email: string; code: string }, key: string): Promise<unknown>
}
const place = Symbol.for('parley.test.shop')
export const setShop = (shop: Partial<Shop>): void => {
  Object.assign(globalThis, { [place]: shop })
}

const tools = `
import { z } from ${moduleAt('node_modules/zod/index.js')}
import { defineTool, ok } from ${moduleAt('src/tools/index.ts')}
const shop = () => globalThis[Symbol.for('parley.test.shop')] ?? {}
export default [
  defineTool({
    name: 'charge', description: 'Charges the customer', input: z.object({}), output: z.object({ receipt: z.string() }),
    needs: 'anonymous', sideEffect: 'write', idempotent: true, timeoutMs: 60,
    run: async (_, { idempotencyKey }) => shop().charge(idempotencyKey),
    reconcile: async (_, { idempotencyKey }) => (await shop().charged?.(idempotencyKey)) ?? { kind: 'unknown' },
  }),
  defineTool({
    name: 'mail_code', description: 'Mails a code', input: z.object({ email: z.string(), code: z.string() }),
    output: z.object({ customerId: z.string(), name: z.string() }), needs: 'anonymous', sideEffect: 'write', idempotent: true,
    run: async (input, { idempotencyKey }) => ok((await shop().mail(input, idempotencyKey)) ?? { customerId: 'C-1', name: 'Ada' }),
  }),
]
`

const files = {
  'tools.ts': tools,
  'assistant.yaml': `name: Timed
languages: [en]
verification: prove-it
identity: { verified_for: 1h, one_time_code: { send_with: mail_code, attempts: 2 } }
silence: { remind_after: 5m, say: [still-there, last-call], close_after: 10m }
`,
  'entities/time.yaml': `entities:
  address_email: { pattern: '[a-z]+@[a-z.]+' }
  digits: { pattern: '[0-9]{6}' }
`,
  'intents/time.yaml': `intents:
  remind:
    examples: [remind me tomorrow, send me a reminder, could you remind me, give me a reminder later, a reminder please, write to me tomorrow, ping me tomorrow, please remind me]
  dry:
    examples: [wait until it is dry, tell me when it has dried, wait for the drying, let it dry first, how about drying it now, dry it please, start drying, dry my wall]
  pay:
    examples: [charge me later, pay tomorrow, take the payment later, schedule my payment, bill me tomorrow, the payment can wait, charge my card later, pay for it later]
  charge:
    examples: [charge me now, take the money now, charge my card now, pay right now, bill me right now, take the payment now, charge me please, debit my account now]
  secret:
    examples: [show my account, what is my balance, open my account, my account details, account balance please, show me my balance, see my account, balance of my account]
`,
  'flows/time.yaml': `flows:
  remind-me:
    description: Promises a message for tomorrow
    intents: [remind]
    steps:
      - schedule: { in: 1d, say: tomorrow }
      - say: will-do
      - end: resolved
  let-dry:
    description: Waits for the paint to dry
    intents: [dry]
    steps:
      - say: drying
      - wait: 10m
      - say: has-dried
      - end: resolved
  pay-later:
    description: Charges tomorrow
    intents: [pay]
    steps:
      - schedule: { in: 1d, flow: charge-now }
      - say: will-do
      - end: resolved
  charge-now:
    description: Charges the customer
    intents: [charge]
    steps:
      - call: charge
        on_failed: [{ say: not-charged }, { end: unresolved }]
      - say: charged
      - end: resolved
  account:
    description: Shows the balance
    intents: [secret]
    needs: verified
    steps:
      - say: balance
      - end: resolved
  prove-it:
    description: Proves who writes with a code
    slots:
      email: { type: address_email }
      code: { type: digits }
    steps:
      - collect: email
      - call: send_code
        with: { email: email }
      - collect: code
      - call: check_code
        with: { code: code }
        save: proved
        on_refused:
          wrong-code: [{ ask_again: code, say: wrong-code }]
          default: [{ say: no-more-codes }, { hand-off: could not be verified }]
      - verify: { customer: proved.customerId, by: one-time-code, attributes: proved }
      - end: resolved
`,
  'responses/time.yaml': `responses:
  still-there: Are you still there?
  last-call: I will close this soon.
  tomorrow: Here is your reminder.
  will-do: I will do that tomorrow.
  drying: It is drying now.
  has-dried: It has dried.
  charged: You have been charged.
  not-charged: The payment did not work.
  balance: Your balance is 12.
  ask-email: What is your e-mail address?
  ask-code: Which code did we send you?
  wrong-code: That is not the code.
  no-more-codes: That code is no longer valid.
`,
}

/** The tiny assistant with flows that wait, promise, charge and verify; its tools do what the test's shop says. */
export const timedAssistant = (changes: Record<string, string> = {}): Promise<string> =>
  tinyAssistant({ ...files, ...changes })
