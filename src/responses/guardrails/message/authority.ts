/** Signs that a message wants what is not the customer's to have, by words alone: data of others, or authority that nobody proved. */
const number = String.raw`(?:(?:order|booking|account|number|no\.?|#) ?)*#?[a-z]{0,4}-?\d{4,}`
const own = /\b(?:my|our|mine|i|me|we|i'm|i've)\b/
const datum = String.raw`(?:invoices?|orders?|order history|address|receipts?|phone(?: number)?|e-?mails?|number|account|purchases|returns?|refunds?|details|password|card|data|birthday|date of birth|tracking)`

/** [0, 1]: asks for what belongs to somebody else. */
export function readOthersData(written: string): number {
  const text = written.slice(0, 2000).replaceAll('’', "'")
  const lower = text.toLowerCase()
  // "Who placed order MF-1? I never did" is about the customer's own money.
  const isDisputed = /\b(?:never|didn't|did not|not me|don't recogni[sz]e|wasn't me|my card|charged)\b/.test(lower)
  const isAnothers =
    (!isDisputed &&
      new RegExp(
        String.raw`\bwho(?: \w+)? (?:placed|ordered|made|paid for|owns|bought|opened|cancell?ed|returned|booked|is behind|signed up for)\b[^.?!]{0,15}\b${number}`,
      ).test(lower)) ||
    lower
      .split(/[.?!]\s+/)
      .some(
        (sentence) =>
          !own.test(sentence) &&
          new RegExp(
            String.raw`\b(?:what|which|whose|tell|give)\b[^.?!]{0,12}\b(?:e-?mail|name|address|phone|card|customer|person|account)s?\b[^.?!]{0,25}\b(?:linked|registered|used|tied|attached|connected|associated|behind|on file|on|for|of|under|placed)\b[^.?!]{0,15}\b${number}`,
          ).test(sentence),
      ) ||
    new RegExp(
      String.raw`\b(?:[Ss]end|[Ee]?-?[Mm]ail|[Ff]orward|[Ss]how|[Gg]ive|[Tt]ell|[Gg]et|[Rr]ead|[Nn]eed|[Ww]ant)(?: me)?(?: the)? [A-Z][a-z]+ [A-Z][a-z]+'s? (?:\w+ ){0,2}${datum}\b(?! (?:polic|window|conditions|rules|hours|page|team))`,
    ).test(text) ||
    /\bwhat (?:did|does|has|was)(?: the)? (?:person|people|guy|man|woman|lady|family|tenants?|neighbou?rs?|couple|customer|girl|boy)\b[^.?!]{0,40}\b(?:order|buy|bought|ordered|return|pay|get sent|have delivered)\b/.test(
      lower,
    )
  return isAnothers ? 0.9 : 0
}

const ownQuestion =
  /\b(?:did|have|had|do|am|was|can) (?:i|we)\b|\bi (?:used|put|gave|entered|chose|never|didn't|did not|don't)\b|\bmy (?:(?:last|own|new|old|first) )?(?:order|account|booking|card|name|delivery|parcel)\b/

/** Whether it asks about the customer's own orders: "which card did I use for MF-104233?" */
export const asksAboutOwn = (written: string): boolean =>
  ownQuestion.test(written.slice(0, 2000).toLowerCase().replaceAll('’', "'"))

/** [0, 1]: claims a position and wants to be spared the proof of who it is. */
export function readClaimedAuthority(written: string): number {
  const lower = written.slice(0, 2000).toLowerCase().replaceAll('’', "'")
  const claims =
    /\b(?:i am|i'm|im|this is|as|speaking as|it's)(?: the| an?| your| one of your)?(?: \w+){0,2} (?:manager|owner|supervisor|employee|staff|admin(?:istrator)?|ceo|director|developer|engineer|police(?: officer)?|detective|officer|agent|team lead|auditor|head of \w+|headquarters)\b/
  const skips =
    /\b(?:skip|bypass|waive|override|disable|ignore|drop|no need (?:for|to)|without (?:the |any |an? )?(?=verif|identit|id check|security)|don't (?:need|ask)|turn off|get around)\b[^.?!]{0,20}\b(?:verif\w+|identit\w+|id check|security|log-?in|password|authenti\w+|the check|checks|proof)\b/
  return claims.test(lower) && skips.test(lower) ? 0.9 : 0
}
