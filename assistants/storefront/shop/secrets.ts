import { createHash, timingSafeEqual } from 'node:crypto'

const sha256 = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest()

/** Compares without telling by its time how much matched; lengths are hidden by hashing first. */
export function sameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(sha256(given), sha256(expected))
}

/**
 * How PINs and security answers are kept: salted with the customer's id, never in clear, so that a dump of the shop shows none.
 * Four digits can be guessed from any hash; what protects them is the limit on wrong attempts.
 */
export const secretHash = (customerId: string, secret: string): string =>
  sha256(`${customerId}:${secret.trim().toLowerCase()}`).toString('hex')
