/** Said between two questions: neither a digression to come back from nor an answer. */
export const asides = ['repair.hurry', 'repair.person-possible', 'safety.secrets', 'safety.condolence'] as const
export type Aside = (typeof asides)[number]
export const isAside = (response: string): response is Aside => (asides as readonly string[]).includes(response)
