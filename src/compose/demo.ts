import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { appError } from '#domain/errors.ts'
import type { TenantId } from '#domain/ids.ts'
import type { Access, DemoInfo } from '#http/index.ts'

const DemoFile = z.object({
  /** Folder of its own page. */
  page: z.string().nullish(),
  customers: z.array(z.object({ customerId: z.string(), name: z.string(), email: z.string() }).loose()),
})

export interface Demo {
  /** Folder of its own page; null: the page that ships. */
  page: string | null
  info(access: Access, tenant: TenantId): Promise<DemoInfo>
}

/**
 * Sample customers for the demo page, from the file that PARLEY_DEMO names; each gets a signed identity, as the company's website would
 * give it. Never set where real customers are served: whoever sees the page can be any of them. Throws `start.environment`.
 */
export async function demoFrom(environment: Record<string, string | undefined>): Promise<Demo | null> {
  const file = environment.PARLEY_DEMO
  if (file === undefined || file === '') return null
  const read = await readDemo(file)
  return {
    page: read.page ?? null,
    info: async (access, tenant) => ({
      customers: await Promise.all(
        read.customers.map(async (customer) => ({
          ...customer,
          identity: await access.signIdentity(tenant, customer.customerId, {
            name: customer.name,
            email: customer.email,
          }),
        })),
      ),
    }),
  }
}

async function readDemo(file: string): Promise<z.output<typeof DemoFile>> {
  try {
    return DemoFile.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    const problem = `${file} cannot be read as a demo: ${error instanceof Error ? error.message : String(error)}`
    throw appError('start.environment', { name: 'PARLEY_DEMO', problem }, error)
  }
}
