import { AppError } from '#domain/errors.ts'

/**
 * What the articles say, or `otherwise` while their index is away (its thread is starting again, or too many ask): a question then has no answer,
 * and the turn goes on. Anything else that goes wrong is a fault and stays one.
 */
export async function orWhileAway<T>(looked: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await looked
  } catch (error) {
    if (error instanceof AppError && error.code === 'knowledge.unavailable') return otherwise
    throw error
  }
}
