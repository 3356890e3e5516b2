/**
 * Check digits of numbers that customers read out. (Privacy has its own Luhn and IBAN tests: folders below the turn do not know each
 * other.)
 */

/** Luhn (ISO/IEC 7812-1); digits only. */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at])
    const doubled = 2 * digit
    sum += at % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled
  }
  return digits !== '' && sum % 10 === 0 && /[1-9]/.test(digits)
}

/** Characters of an IBAN by country: SWIFT's IBAN registry. */
const ibanLengths = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 ' +
    'GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 ' +
    'MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 ' +
    'TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((entry): [string, number] => [entry.slice(0, 2), Number(entry.slice(2))]),
)
export const ibanLength = (country: string): number | undefined => ibanLengths.get(country)

/** Country, length and check digits (ISO 13616, modulo 97); capitals without spaces. */
export function isIban(iban: string): boolean {
  if (ibanLengths.get(iban.slice(0, 2)) !== iban.length || !/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(iban)) return false
  let rest = 0
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}

const weighted = (digits: string, weights: readonly number[]) =>
  [...digits].reduce((sum, digit, i) => sum + Number(digit) * (weights[i % weights.length] as number), 0)

/** UPS: the last digit of "1Z" and 16 characters; letters count from A = 2, every second place twice. Capitals. */
export function isUps(number: string): boolean {
  if (!/^1Z[A-Z0-9]{15}\d$/.test(number)) return false
  let sum = 0
  for (let i = 0; i < 15; i += 1) {
    const code = number.charCodeAt(i + 2)
    const value = code >= 65 ? (code - 63) % 10 : code - 48
    sum += i % 2 === 0 ? value : 2 * value
  }
  return (10 - (sum % 10)) % 10 === Number(number[17])
}

/** UPU S10: two letters, eight digits, the check digit, the country. Capitals. */
export function isS10(number: string): boolean {
  if (!/^[A-Z]{2}\d{9}[A-Z]{2}$/.test(number)) return false
  const check = 11 - (weighted(number.slice(2, 10), [8, 6, 4, 2, 3, 5, 9, 7]) % 11)
  return (check === 10 ? 0 : check === 11 ? 5 : check) === Number(number[10])
}

/** Modulo 10, threes and ones from the right: USPS of 20 and 22 digits, FedEx Ground of 15 and 22. */
export function passesThreeOne(digits: string): boolean {
  const reversed = [...digits.slice(0, -1)].reverse().join('')
  return (10 - (weighted(reversed, [3, 1]) % 10)) % 10 === Number(digits.at(-1))
}

/** FedEx Express: twelve digits, modulo 11. */
export const isFedexExpress = (digits: string): boolean =>
  /^\d{12}$/.test(digits) && (weighted(digits.slice(0, 11), [3, 1, 7]) % 11) % 10 === Number(digits[11])
