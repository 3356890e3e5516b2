import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { TenantId } from '#domain/ids.ts'
import type { Access, DemoInfo } from '#http/index.ts'

const DemoFile = z.object({
  products: z.array(z.record(z.string(), z.unknown())),
  customers: z.array(z.object({ customerId: z.string(), name: z.string(), email: z.string() }).loose()),
})

/**
 * Sample customers for the shop page, from the file that PARLEY_DEMO names; each gets a signed identity, as the shop's website would
 * give it. Never set where real customers are served: whoever sees the page can be any of them.
 */
export function demoFrom(
  environment: Record<string, string | undefined>,
): ((access: Access, tenant: TenantId) => Promise<DemoInfo>) | null {
  const file = environment.PARLEY_DEMO
  if (file === undefined || file === '') return null
  return async (access, tenant) => {
    const { products, customers } = DemoFile.parse(JSON.parse(await readFile(file, 'utf8')))
    const signed = customers.map(async (customer) => ({
      ...customer,
      identity: await access.signIdentity(tenant, customer.customerId, { name: customer.name, email: customer.email }),
    }))
    return { products, customers: await Promise.all(signed) }
  }
}
