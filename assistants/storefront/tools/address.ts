/** An address as the shop wants it. */
export type Address = { street: string; city: string; region: string; postalCode: string; country: 'US' | 'CA' }

const codes =
  'AL:Alabama AK:Alaska AZ:Arizona AR:Arkansas CA:California CO:Colorado CT:Connecticut DE:Delaware DC:District_of_Columbia FL:Florida GA:Georgia HI:Hawaii ' +
  'ID:Idaho IL:Illinois IN:Indiana IA:Iowa KS:Kansas KY:Kentucky LA:Louisiana ME:Maine MD:Maryland MA:Massachusetts MI:Michigan MN:Minnesota MS:Mississippi ' +
  'MO:Missouri MT:Montana NE:Nebraska NV:Nevada NH:New_Hampshire NJ:New_Jersey NM:New_Mexico NY:New_York NC:North_Carolina ND:North_Dakota OH:Ohio ' +
  'OK:Oklahoma OR:Oregon PA:Pennsylvania RI:Rhode_Island SC:South_Carolina SD:South_Dakota TN:Tennessee TX:Texas UT:Utah VT:Vermont VA:Virginia ' +
  'WA:Washington WV:West_Virginia WI:Wisconsin WY:Wyoming AB:Alberta BC:British_Columbia MB:Manitoba NB:New_Brunswick NL:Newfoundland_and_Labrador ' +
  'NS:Nova_Scotia NT:Northwest_Territories NU:Nunavut ON:Ontario PE:Prince_Edward_Island QC:Quebec SK:Saskatchewan YT:Yukon'

/** State or province by code and by name, both in small letters. */
const regions = new Map(
  codes.split(' ').flatMap((entry) => {
    const [code = '', name = ''] = entry.split(':')
    return [
      [code.toLowerCase(), code],
      [name.replaceAll('_', ' ').toLowerCase(), code],
    ] as const
  }),
)

const end = /[\s,]+([a-z][a-z ]+?)[\s,]+(\d{5}(?:-\d{4})?|[a-z]\d[a-z]\s?\d[a-z]\d)$/i

/** Reads "12 Oak Street, Apt 4, Boston, MA 02110"; says what is missing where it is no whole address. */
export function readAddress(
  line: string,
): { kind: 'address'; address: Address } | { kind: 'incomplete'; missing: string } {
  const text = line
    .replace(/\s+/g, ' ')
    .replace(/[\s,.]+$/, '')
    .replace(/[\s,]+(usa|us|united states|canada)$/i, '')
  const match = end.exec(text)
  if (!match) {
    const hasPostalCode =
      /(\d{5}(-\d{4})?|[a-z]\d[a-z]\s?\d[a-z]\d)$/i.test(text) && /^\d/.test(text) && text.length > 10
    return { kind: 'incomplete', missing: hasPostalCode ? 'city and state' : 'city, state and ZIP code' }
  }
  const [, words = '', postalCode = ''] = match
  const found = regionAtEnd(words)
  if (!found) return { kind: 'incomplete', missing: 'state' }
  const parts = `${text.slice(0, match.index)}, ${found.before}`
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const city = parts.pop() ?? ''
  const street = parts.join(', ')
  if (street === '' || !/\d/.test(street))
    return { kind: 'incomplete', missing: 'street with its number, and city after a comma' }
  const isCanadian = /^[a-z]/i.test(postalCode)
  return {
    kind: 'address',
    address: {
      street,
      city,
      region: found.region,
      postalCode: isCanadian ? postalCode.toUpperCase().replace(/^(\w{3})\s?(\w{3})$/, '$1 $2') : postalCode,
      country: isCanadian ? 'CA' : 'US',
    },
  }
}

/** "New York" → NY; "Boston MA" → MA with "Boston" before it. */
function regionAtEnd(words: string): { region: string; before: string } | null {
  const list = words.split(' ')
  for (let from = 0; from < list.length; from += 1) {
    const region = regions.get(list.slice(from).join(' ').toLowerCase())
    if (region) return { region, before: list.slice(0, from).join(' ') }
  }
  return null
}
