import type { BuiltInKind } from '../../types.ts'
import type { BuiltInFinder, BuiltInFound, BuiltInInput } from './built-in.ts'
import { findDates } from './date.ts'
import { findEmails, findUrls } from './internet.ts'
import { findMoney } from './money.ts'
import { findNumbers, findOrdinals, findPercentages, findQuantities } from './numbers.ts'
import { findPersonNames } from './person-name.ts'
import { findPhones } from './phone.ts'
import { findAddresses } from './postal-address.ts'

const finders: Record<BuiltInKind, BuiltInFinder> = {
  date: findDates,
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
}

export const findBuiltIn = (kind: BuiltInKind, input: BuiltInInput): BuiltInFound[] => finders[kind](input)
