import type { Identity } from '#domain/customer.ts'
import type { CustomerId } from '#domain/ids.ts'
import type { Json } from '#domain/json.ts'
import type { BackEndState, Theatre } from './stage.ts'

/** The identity of somebody whom the website signed in with these claims. */
export function identityWith(attributes: Record<string, Json>, { signedIdentity }: Theatre): Identity {
  const id = attributes.customerId
  return {
    level: signedIdentity,
    customer: (typeof id === 'string' ? id : 'customer') as CustomerId,
    by: 'signed-token',
    attributes,
  }
}

/** What a website would sign for this customer of the back end; null: there is no such customer. */
export const claimsOf = (
  customer: string,
  state: BackEndState | null,
  { backEnd }: Theatre,
): Record<string, Json> | null => state && (backEnd?.identity ?? rowOfCustomers)(customer, state)

/** Of a back end whose declaration does not say it: the row of its table `customers`. */
function rowOfCustomers(id: string, state: BackEndState): Record<string, Json> | null {
  const row = (state.customers ?? []).find((candidate) => Object.values(candidate)[0] === id)
  if (row === undefined) return null
  const { name, firstName, lastName, email } = row
  const full = name ?? [firstName, lastName].filter((part) => typeof part === 'string').join(' ')
  return { customerId: id, ...(full !== '' && { name: full }), ...(email !== undefined && { email }) }
}
