/** The airline's reservation system: a service of its own. Here only what starts it and what its content is. */
export { type Running, type StartOptions, startReservationSystem } from './process.ts'
export { type DemoCustomer, demoCustomers } from './seed/demo.ts'
export { inventedContent } from './seed/index.ts'
