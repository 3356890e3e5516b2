import { mapResult, type ToolResult } from 'parley/tools'
import { z } from 'zod'
import { readAddress } from './address.ts'
import type { Hands } from './define.ts'
import { customerView } from './views.ts'
import { type WireCustomer, wireCustomer, wireService } from './wire.ts'

/** The address as a line that is read back as the same address; null where it would not be. */
export function lineOf(address: { street: string; city: string; region: string; postalCode: string }): string | null {
  const line = `${address.street}, ${address.city}, ${address.region} ${address.postalCode}`
  const read = readAddress(line)
  const isSame =
    read.kind === 'address' &&
    (['street', 'city', 'region', 'postalCode'] as const).every((part) => read.address[part] === address[part])
  return isSame ? line : null
}

const account = ({ ask, customerId }: Hands): Promise<ToolResult<WireCustomer>> =>
  ask({ method: 'GET', path: `/customers/${encodeURIComponent(customerId)}` }, wireCustomer)

/** Changes one thing on the account, and back to what it was. */
export const accountWayBack = (tool: string, input: string, was: (customer: WireCustomer) => string | null) => ({
  before: async (_input: unknown, hands: Hands) => mapResult(await account(hands), was),
  compensate: (_input: unknown, _output: unknown, before: unknown) =>
    typeof before === 'string' ? { tool, input: { [input]: before } } : null,
})

/** An address on the account as a line. */
export const accountLine = (customer: WireCustomer): string | null => lineOf(customerView(customer).address)

const services = z.object({ services: z.array(wireService) })

/** Whether a service was ours by mistake, now or when it was changed last: that is lost with the change, so there is no true way back. */
export const serviceWayBack = (tool: string) => ({
  before: async ({ service }: { service: string }, { ask, customerId }: Hands) =>
    mapResult(
      await ask({ method: 'GET', path: `/customers/${encodeURIComponent(customerId)}/services` }, services),
      (answer) => answer.services.some((each) => each.isOurMistake && sameService(each.code, service)),
    ),
  compensate: ({ service }: { service: string }, _output: unknown, before: unknown) =>
    before === false ? { tool, input: { service } } : null,
})

const sameService = (code: string, given: string): boolean =>
  code ===
  given
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-')
