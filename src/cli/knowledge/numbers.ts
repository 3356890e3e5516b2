import { InvalidArgumentError } from 'commander'

/** A number above zero. */
export function positive(text: string): number {
  const value = Number(text)
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError('Write a number above 0')
  return value
}
