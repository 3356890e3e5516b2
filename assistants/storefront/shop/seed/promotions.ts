import type { SeededRandom } from './random.ts'
import type { SeedSheet } from './sheet.ts'

/** Public promo codes by their state today. Days are relative to now: a positive `endsInDays` is still running. */
export const demoPromoCodes = [
  { code: 'SPRING20', percent: 20, startedDaysAgo: 4, endsInDays: 10, isOurMistake: 0, shows: 'valid' },
  { code: 'WELCOME10', percent: 10, startedDaysAgo: 4, endsInDays: 10, isOurMistake: 0, shows: 'valid' },
  {
    code: 'VIP25',
    percent: 25,
    startedDaysAgo: 2,
    endsInDays: 12,
    isOurMistake: 1,
    shows: 'valid, but the shop refuses it by its own mistake',
  },
  { code: 'SUMMER15', percent: 15, startedDaysAgo: 19, endsInDays: -5, isOurMistake: 0, shows: 'expired 5 days ago' },
  { code: 'FLASH30', percent: 30, startedDaysAgo: 21, endsInDays: -7, isOurMistake: 0, shows: 'expired 7 days ago' },
  { code: 'HOLIDAY20', percent: 20, startedDaysAgo: 22, endsInDays: -8, isOurMistake: 0, shows: 'expired 8 days ago' },
  { code: 'WINTER25', percent: 25, startedDaysAgo: 54, endsInDays: -40, isOurMistake: 0, shows: 'expired 40 days ago' },
] as const

export function seedPromotions(sheet: SeedSheet, random: SeededRandom): void {
  const { promoCodes, customers } = sheet.data
  for (const promo of demoPromoCodes) {
    promoCodes.push({
      code: promo.code,
      percent: promo.percent,
      amountCents: null,
      customerId: null,
      reason: 'campaign',
      productId: null,
      replaces: null,
      issuedAt: sheet.ago(promo.startedDaysAgo, 0),
      expiresAt: sheet.ago(-promo.endsInDays, 0.999),
      usedAt: null,
      isOurMistake: promo.isOurMistake,
    })
  }
  const crowd = customers.slice(14)
  for (let number = 1; number <= 40; number += 1) {
    const issuedDays = random.between(1, 60)
    promoCodes.push({
      code: `THANKS${10 + number}`,
      percent: random.pick([10, 15, 20]),
      amountCents: null,
      customerId: random.pick(crowd).id,
      reason: random.pick(['goodwill', 'price-match', 'out-of-stock']),
      productId: null,
      replaces: null,
      issuedAt: sheet.ago(issuedDays, 0.5),
      expiresAt: sheet.ago(issuedDays - 14, 0.999),
      usedAt: random.chance(0.3) ? sheet.ago(Math.max(0, issuedDays - 1), 0.2) : null,
      isOurMistake: 0,
    })
  }
}
