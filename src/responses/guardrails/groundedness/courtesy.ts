/** Concepts that courtesies are made of. */
export const courtesy: ReadonlySet<string> = new Set(
  'help support happi glad sorri apolog apologis feel welcom question hope understand pleasur assist hear let want need like wish problem answer inform detail mistake satisfi'.split(
    ' ',
  ),
)

const courtesies =
  /^(?:i(?:'m| am)|we(?:'re| are))? ?(?:happy|glad|pleased|here) to (?:help|assist)\b[^\d$€£%]{0,40}$|^(?:please )?(?:let me|let us|just let me) know\b[^\d$€£%]{0,80}$|^(?:is there|do you have|would you like|can i|could you|may i|shall i|what|which|how|anything)\b[^\d$€£%]{0,120}\?$|^(?:you(?:'re| are) welcome|thank(?:s| you)|sorry|i(?:'m| am) sorry|i understand|i hope (?:this|that) helps|hope (?:this|that) helps|great question|good question|of course|sure|certainly|absolutely|have a (?:nice|great|good|lovely))\b(?:,? (?:for|to|about|that) [^\d$€£%]{0,50})?$|^here(?:'s| is| are) (?:what|how|the)\b[^\d$€£%]{0,60}:?$/i

/** Sentences that state nothing of the matter. A number, an amount or a second clause makes them more than that. */
export const isCourtesy = (statement: string): boolean =>
  courtesies.test(
    statement
      .trim()
      .replace(/[.!]+$/, '')
      .replace(/’/g, "'"),
  )

const opening = /^\s*(?:(?:yes|sure|certainly|of course|good news|please note(?: that)?|note that)\b[,:! ]*)+/i
/** Letters, digits and what belongs to numbers, without what a courteous answer begins with: the same for sentences that are the same word for word. */
export const plainOf = (text: string): string =>
  text
    .replace(opening, '')
    .toLowerCase()
    .replace(/n't\b/g, ' not')
    .replace(/\bcan not\b|\bca not\b/g, 'cannot')
    .replace(/[^\p{L}\p{N}$€£%.:]+/gu, ' ')
    .replace(/[.:\s]+$/, '')
    .trim()
