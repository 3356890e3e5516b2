import { fileURLToPath } from 'node:url'
import type { BackEndDeclaration } from 'parley/back-end'
import { demoCustomers, startReservationSystem } from './reservation-system/index.ts'

/** The reservation system behind the airline's tools. */
export default {
  start: startReservationSystem,
  environment: { url: 'AIRLINE_URL', token: 'AIRLINE_TOKEN' },
  dataFile: 'airline.sqlite',
  // The public data is of one afternoon: 2024-05-15, 15:00 EST.
  databaseStandsAt: '2024-05-15T20:00:00Z',
  identity(customer, state) {
    const row = (state['users'] ?? []).find(({ user_id }) => user_id === customer)
    if (!row) return null
    const { name, email } = row as { name?: { first_name?: string; last_name?: string }; email?: string }
    return {
      customerId: customer,
      user_id: customer,
      name: `${name?.first_name ?? ''} ${name?.last_name ?? ''}`.trim(),
      ...(email !== undefined && { email }),
    }
  },
  demo: { customers: demoCustomers, page: fileURLToPath(new URL('./page', import.meta.url)) },
} satisfies BackEndDeclaration
