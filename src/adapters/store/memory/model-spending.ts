import type { TenantId } from '#domain/ids.ts'
import type { ModelSpending, Spent } from '#ports/model-spending.ts'
import { type MemoryState, tenantState } from './state.ts'

export function memoryModelSpending(state: MemoryState): ModelSpending {
  return {
    async add({ tenant, conversation, day }, spent) {
      const { modelSpending } = tenantState(state, tenant as TenantId)
      const added = (key: string): Spent => {
        const before = modelSpending.get(key) ?? { cost: 0, tokens: 0 }
        const total = { cost: before.cost + spent.cost, tokens: before.tokens + spent.tokens }
        if (spent.cost > 0 || spent.tokens > 0) modelSpending.set(key, total)
        return total
      }
      return {
        day: added(`day ${day}`),
        conversation: conversation === null ? { cost: 0, tokens: 0 } : added(`conversation ${conversation}`),
      }
    },
  }
}
