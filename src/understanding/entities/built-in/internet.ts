import type { BuiltInFinder } from './built-in.ts'

/** As people write them; what RFC 5321 allows beyond that (quotes, comments) is not met in chats. Every repeat is bounded. */
const email =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}_%+-](?:[\p{L}\p{N}._%+'-]{0,62}[\p{L}\p{N}_%+-])?@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,6}[\p{L}]{2,24}(?![\p{L}\p{N}@])/giu

export const findEmails: BuiltInFinder = ({ text }) =>
  text.includes('@')
    ? [...text.matchAll(email)].map((match) => ({
        start: match.index,
        end: match.index + match[0].length,
        value: match[0].toLowerCase(),
        confidence: 0.99,
      }))
    : []

const url = /(?<![\p{L}\p{N}@._-])(?:https?:\/\/|www\.)[^\s<>"'`{}|\\^[\]]{2,500}/giu
const bare =
  /(?<![\p{L}\p{N}@._/-])(?!www\.)(?:[a-z0-9][a-z0-9-]{0,40}\.){1,4}(?:com|org|net|io|shop|store|example|co\.uk|de|fr|es|it|nl|eu|ca|us)(?:\/[^\s<>"'`{}|\\^[\]]{0,400})?(?![\p{L}\p{N}@-])/giu

/** Value: the address in full, with a scheme. Trailing punctuation belongs to the sentence. */
export const findUrls: BuiltInFinder = ({ text }) =>
  [...text.matchAll(url), ...text.matchAll(bare)].flatMap((match) => {
    const written = match[0].replace(/[.,;:!?)]{1,10}$/, '')
    const whole = /^https?:/i.test(written) ? written : `https://${written}`
    if (!URL.canParse(whole)) return []
    return [{ start: match.index, end: match.index + written.length, value: new URL(whole).href, confidence: 0.95 }]
  })
