import { z } from 'zod'

const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const
const form = /^(\d{1,5}) ?([smhd])$/

/** Milliseconds of "90s", "5m", "2h", "3d". The text has been through `Duration`. */
export function milliseconds(text: string): number {
  const [, count = '0', unit = 's'] = form.exec(text) ?? []
  return Number(count) * unitMs[unit as keyof typeof unitMs]
}

/** A time as authors write it. */
export const Duration = z
  .string()
  .regex(form, 'write a time such as 90s, 5m, 2h or 3d')
  .refine((text) => milliseconds(text) > 0, 'a time is longer than nothing')
