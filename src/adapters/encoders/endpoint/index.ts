export type { EndpointDependencies } from './endpoint-encoder.ts'
export { type EndpointLimits, endpointLimits } from './limits.ts'
export { type EndpointSource, endpointSource } from './open-endpoint.ts'
