import type { BuiltInKind } from '../../types.ts'
import { findCards, findIbans } from './account-numbers.ts'
import { findColours, findSizes } from './attributes.ts'
import type { BuiltInFinder, BuiltInFound, BuiltInInput } from './built-in.ts'
import { findTimes } from './clock.ts'
import { findDates } from './date.ts'
import { findDurations } from './duration.ts'
import { findEmails, findUrls } from './internet.ts'
import { findMoney } from './money.ts'
import { findNumbers, findOrdinals, findPercentages, findQuantities } from './numbers.ts'
import { findPersonNames } from './person-name.ts'
import { findPhones } from './phone.ts'
import { findAddresses } from './postal-address.ts'
import { findTrackingNumbers } from './tracking.ts'

const finders: Record<BuiltInKind, BuiltInFinder> = {
  date: findDates,
  time: findTimes,
  duration: findDurations,
  money: findMoney,
  number: findNumbers,
  ordinal: findOrdinals,
  quantity: findQuantities,
  percentage: findPercentages,
  email: findEmails,
  phone: findPhones,
  url: findUrls,
  address: findAddresses,
  'person-name': findPersonNames,
  iban: findIbans,
  card: findCards,
  'tracking-number': findTrackingNumbers,
  size: findSizes,
  colour: findColours,
}

export const findBuiltIn = (kind: BuiltInKind, input: BuiltInInput): BuiltInFound[] => finders[kind](input)
