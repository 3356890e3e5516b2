import { z } from 'zod'
import type { ShopDatabase } from '../database.ts'
import { ShopProblem } from '../problem.ts'
import { read, write } from '../route.ts'
import type { CustomerRow } from '../rows.ts'
import { sameSecret, secretHash } from '../secrets.ts'
import { refuseAfterFailures, sendMessage } from '../store/customers.ts'
import { message } from '../wire/accounts.ts'
import { text } from '../wire/common.ts'

const digits = (value: string): string => value.replace(/\D/g, '').slice(-10)
const plain = (value: string): string =>
  value.normalize('NFKD').replace(/\p{M}/gu, '').trim().toLowerCase().replace(/\s+/g, ' ')

const pin = z.string().regex(/^\d{4}$/, 'must be four digits')
const proofs = { pin: pin.optional(), securityAnswer: text(100).optional() }
const account = { username: text(60).optional(), accountNumber: text(20).optional() }

/** Getting back into an account. Links go by e-mail; neither passwords nor codes are ever part of an answer. */
export const accountRoutes = [
  read({
    operationId: 'recoverUsername',
    method: 'POST',
    path: '/accounts/recover-username',
    tag: 'accounts',
    summary: 'The user name of who gives the full name and two of ZIP code, phone and e-mail',
    body: z.strictObject({
      name: text(120),
      zip: text(12).optional(),
      phone: text(30).optional(),
      email: text(200).optional(),
    }),
    response: z.object({ username: z.string() }),
    problems: ['need_more_details', 'no_match', 'too_many_attempts'],
    handle: ({ database, now, body }) => {
      const given = [body.zip, body.phone, body.email].filter((value) => value !== undefined)
      if (given.length < 2) throw new ShopProblem('need_more_details', 'Two of zip, phone and email are needed.')
      const subject = `name:${plain(body.name)}`
      refuseAfterFailures(database, now, subject)
      const rows = database.all<CustomerRow>(
        "SELECT * FROM customers WHERE lower(firstName || ' ' || lastName) = ?",
        plain(body.name),
      )
      const row = rows.find(
        (each) =>
          (body.zip === undefined || plain(each.postalCode) === plain(body.zip)) &&
          (body.phone === undefined || digits(each.phone) === digits(body.phone)) &&
          (body.email === undefined || each.email === body.email.toLowerCase()),
      )
      if (!row) throw new ShopProblem('no_match', undefined, { failedAttemptOn: subject })
      return { username: row.username }
    },
  }),
  read({
    operationId: 'getSecurityQuestion',
    method: 'GET',
    path: '/accounts/{username}/security-question',
    tag: 'accounts',
    summary: 'The security question of an account',
    params: z.strictObject({ username: text(60) }),
    response: z.object({ question: z.string() }),
    problems: ['username_not_found'],
    handle: ({ database, params }) => ({
      question: accountRow(database, { username: params.username }).securityQuestion,
    }),
  }),
  write({
    operationId: 'resetPassword',
    method: 'POST',
    path: '/accounts/password-reset',
    tag: 'accounts',
    summary: 'E-mails a reset link to who knows the PIN or the answer to the security question',
    body: z.strictObject({ username: text(60), ...proofs }),
    response: message,
    problems: ['username_not_found', 'need_more_details', 'identity_not_confirmed', 'too_many_attempts'],
    handle: ({ database, now, body }) => {
      const row = accountRow(database, body)
      confirmIdentity(database, now, row, body)
      const sent = sendMessage(database, now, row, {
        kind: 'password-reset',
        text: 'Choose a new password within the hour: https://marlowandfinch.example/account/password-reset',
      })
      return { subject: row.id, body: sent }
    },
  }),
  write({
    operationId: 'resetTwoFactor',
    method: 'POST',
    path: '/accounts/two-factor-reset',
    tag: 'accounts',
    summary:
      'E-mails a link to set up two-factor sign-in again; knowing the e-mail on file is enough, as only it gets the link',
    body: z.strictObject({ ...account, email: text(200).optional(), ...proofs }),
    response: message,
    problems: ['username_not_found', 'need_more_details', 'identity_not_confirmed', 'too_many_attempts'],
    handle: ({ database, now, body }) => {
      const row = accountRow(database, body)
      confirmIdentity(database, now, row, body)
      const sent = sendMessage(database, now, row, {
        kind: 'two-factor-reset',
        text: 'Set up two-factor sign-in again: https://marlowandfinch.example/account/two-factor',
      })
      return { subject: row.id, body: sent }
    },
  }),
]

function accountRow(
  database: ShopDatabase,
  given: { username?: string | undefined; accountNumber?: string | undefined },
): CustomerRow {
  const row =
    given.username !== undefined
      ? database.get<CustomerRow>('SELECT * FROM customers WHERE username = ?', given.username.toLowerCase())
      : database.get<CustomerRow>(
          'SELECT * FROM customers WHERE accountNumber = ?',
          (given.accountNumber ?? '').toUpperCase(),
        )
  if (!row) throw new ShopProblem('username_not_found')
  return row
}

type Proof = { email?: string | undefined; pin?: string | undefined; securityAnswer?: string | undefined }

/** One right proof is enough, but a wrong one beside it is not forgiven. Wrong ones are counted per account. */
function confirmIdentity(database: ShopDatabase, now: string, row: CustomerRow, proof: Proof): void {
  const checks = [
    proof.email === undefined ? null : sameSecret(proof.email.toLowerCase(), row.email),
    proof.pin === undefined ? null : sameSecret(secretHash(row.id, proof.pin), row.pinHash),
    proof.securityAnswer === undefined
      ? null
      : sameSecret(secretHash(row.id, proof.securityAnswer), row.securityAnswerHash),
  ].filter((check) => check !== null)
  if (checks.length === 0)
    throw new ShopProblem('need_more_details', 'A PIN or the answer to the security question is needed.')
  const subject = `account:${row.id}`
  refuseAfterFailures(database, now, subject)
  if (checks.includes(false)) throw new ShopProblem('identity_not_confirmed', undefined, { failedAttemptOn: subject })
}
