import type { Level, ShippingOption } from './rows.ts'

/** What the shop charges and how long things take. Cents and calendar days; the one place for these numbers. */
export const tariff = {
  /** Standard shipping is free from this subtotal, and for these levels whatever the subtotal. */
  freeStandardFromCents: 7_500,
  freeStandardLevels: ['silver', 'gold'] as readonly Level[],
  freeOvernightLevels: ['gold'] as readonly Level[],
  shipping: {
    standard: {
      name: 'Standard',
      US: { feeCents: 800, daysMin: 3, daysMax: 5 },
      CA: { feeCents: 1_500, daysMin: 6, daysMax: 9 },
    },
    express: { name: 'Express', US: { feeCents: 1_400, daysMin: 2, daysMax: 2 }, CA: null },
    overnight: { name: 'Overnight', US: { feeCents: 2_000, daysMin: 1, daysMax: 1 }, CA: null },
    'next-week': {
      name: 'Next week',
      US: { feeCents: 0, daysMin: 7, daysMax: 9 },
      CA: { feeCents: 0, daysMin: 10, daysMax: 14 },
    },
  },
  subscription: {
    plan: 'Marlow Plus',
    yearlyCents: 9_900,
    billedDaysAhead: 30,
    extensionDays: 14,
    longestExtensionDays: 31,
  },
  promo: { validDays: 14, percent: 20, highestPercent: 30, highestAmountCents: 20_000 },
  /** Refunds reach the customer within so many days of the goods' arrival or the request. */
  refundDays: 7,
  /** What one goodwill credit may be at most: more needs a manager in the shop's own books. */
  highestCreditCents: 20_000,
  shippingRefundCents: 800,
  highestQuantity: 20,
  failedAttempts: { most: 5, withinMinutes: 60 },
} as const

export type Carriage = { feeCents: number; daysMin: number; daysMax: number }

/** What an option costs for this customer and basket, or null where it does not go to that country. */
export function quote(
  option: ShippingOption,
  country: 'US' | 'CA',
  subtotalCents: number,
  level: Level,
): Carriage | null {
  const base = tariff.shipping[option][country]
  if (base === null) return null
  const free =
    (option === 'standard' &&
      country === 'US' &&
      (subtotalCents >= tariff.freeStandardFromCents || tariff.freeStandardLevels.includes(level))) ||
    (option === 'overnight' && tariff.freeOvernightLevels.includes(level))
  return { feeCents: free ? 0 : base.feeCents, daysMin: base.daysMin, daysMax: base.daysMax }
}

export const serviceCatalogue = {
  'package-protection': { name: 'Package Protection', monthlyCents: 400 },
  'gift-reminder': { name: 'Gift Reminder', monthlyCents: 200 },
  'style-box': { name: 'Style Box', monthlyCents: 2_000 },
  'priority-support': { name: 'Priority Support', monthlyCents: 500 },
  'early-access': { name: 'Early Access', monthlyCents: 300 },
} as const
export type ServiceCode = keyof typeof serviceCatalogue
export const serviceCodes = Object.keys(serviceCatalogue) as ServiceCode[]
