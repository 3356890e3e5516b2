import type { DeskConversation } from '#contracts'

/** The customer's name, or a stable way to tell nameless visitors apart. */
export function customerName({ customer, conversation }: Pick<DeskConversation, 'customer' | 'conversation'>): string {
  return customer.name ?? `Visitor ${conversation.slice(-4).toUpperCase()}`
}
