import type { ReferableNouns } from './references/index.ts'

/** What a message asks of the memory itself. Understood by rule, before intents: a data protection request must not depend on a model. */
export type MemoryWish =
  /** "Which orders did we talk about?"; null: of any kind. */
  | { kind: 'talked-about'; type: string | null }
  /** "What did we do so far?" */
  | { kind: 'so-far' }
  /** "What do you know about me?" */
  | { kind: 'known' }
  /** "Forget what you know about me." `bare`: "forget everything", which may as well mean the task under way. */
  | { kind: 'forget-all'; bare?: true }
  /** "Please remember that I wear size 8": `what` is the sentence. */
  | { kind: 'remember'; what: string }
  /** "Don't remember that." */
  | { kind: 'forget-that' }
  /** "You may remember things about me", "do not remember anything about me". */
  | { kind: 'consent'; given: boolean }
  /** "Keep it short", "in German please". */
  | { kind: 'brevity'; brevity: 'short' | 'full' }
  | { kind: 'language'; language: string }

/** A message longer than this is about something else as well, characters. */
const longest = 140

const known =
  /\b(?:what|which)\b.{0,30}\b(?:you|do you|have you)\b.{0,20}\b(?:know|remember|store|stored|saved?|keep|kept|have)\b.{0,20}\b(?:about|on|of) me\b|\bwhat (?:do you|data|information).{0,25}\b(?:about|on) me\b.{0,20}$|\b(?:was|welche daten) .{0,20}(?:über mich|von mir)\b/i
const forgetAll =
  /\b(?:forget|delete|erase|remove|clear|wipe)\b.{0,25}\b(?:everything|all|anything|what|whatever|data|information|profile|memory|memories)\b.{0,40}\b(?:about me|on me|of me|my profile|you (?:know|remember|have|stored|saved|keep|kept))\b|\b(?:forget|delete|erase|clear) (?:all )?(?:my (?:profile|memory|memories)|about me)\b|\bvergiss alles über mich\b/i
const forgetThat =
  /^(?:please |pls |no,? |ok,? |but |and )*(?:do not|don'?t|please don'?t|never|forget(?: that)?,? don'?t) (?:remember|save|store|keep|note|memorise|memorize) (?:that|this|it)\b(?! .{0,30}\b(?:order|parcel|package|item)\b)|^(?:please )?forget (?:that i|what i (?:just )?(?:said|told you))\b|^merk dir das nicht\b/i
const forgetBare =
  /^(?:please |ok,? |just |and )*(?:forget|delete|erase|clear) (?:everything|it all)(?:,? please)?[.! ]*$/i
/** A request to remember, with the sentence about oneself that is meant: without one there is nothing that could be kept. */
const remember = [
  /^(?:(?:also|and|ok(?:ay)?|oh|please|pls|hi|hello|hey|yes|you (?:can|may|should)|(?:can|could|will|would) you(?: please)?|i(?:'d| would) like you to|i want you to),? )*(?:remember|memori[sz]e|keep in mind|bear in mind|make a note|take (?:a )?note|note(?: down)?|save|don'?t forget|do not forget)(?: for (?:next time|the future|later)| please)?[,:]? (?:that )?((?:i|i'm|i've|my|we|we're|our)\b[^?]+)[?]?$/i,
  /^(?:(?:und|bitte|ok|kannst du|können sie),? )*(?:merk(?:e|en)? (?:dir|sie sich|es dir)|dir merken|sich merken)(?: bitte)?[,:]? (?:dass )?((?:ich|mein|meine|wir|unsere?)\b[^?]+)[?]?$/i,
  /^(?:(?:y|por favor|vale),? )*(?:recuerd[ae]|acu[eé]rd(?:ate|ese) de|anot[ae]) (?:por favor,? )?que ((?:\S+ ){0,2}\S[^?]+)[?]?$/i,
]
/** What is said of a matter at hand belongs to the dialogue: "remember that I already paid", "don't forget I want to return it". */
const aboutMatter =
  /\b(?:want|would like|i'd like|need|have to|order(?:s|ed)?|bought|paid|pay|sent|return(?:s|ed)?|cancel(?:led)?|refund|asked|told|said|mentioned|already|still|just|waiting|received|got)\b|\b(?:möchte|will|brauche|bestell\S*|bezahlt|schon|noch)\b|\b(?:quiero|necesito|ped(?:ido|í)|pagu?é|ya)\b/i
const refuses =
  /\b(?:do not|don'?t|never|stop) (?:remember(?:ing)?|sav(?:e|ing)|stor(?:e|ing)|keep(?:ing)?) (?:anything|any (?:data|information)|things|stuff|my (?:data|information|details))\b/i
const allows =
  /\b(?:you (?:may|can|are allowed to)|feel free to|please|yes,?) remember (?:(?:things|everything|stuff)(?: about me)?|what i (?:say|tell you|told you|said|like)|that|this|it|me|my (?:preferences|details|data|choices?)|for next time)(?: (?:for next time|for the future|about me|please|from now on|then))*[.!]*$/i
const soFar =
  /\b(?:what (?:have|did) (?:we|you) (?:do|done|did)(?: so far| today)?|summari[sz]e (?:this|our|the) (?:chat|conversation)|sum up (?:this|our|the) (?:chat|conversation)|where (?:were|are) we)\s*\??\s*$/i
const talked =
  /^(?:(?:can|could) you (?:tell me|list|say) |tell me |please |so |and |ok,? )*(?:which|what|list the|show me the|show the)\s+((?:[\p{L}-]+\s+){0,3}?)(?:have|did|were|was|that)?\s*(?:we|you and i|i)\s+(?:have\s+|already\s+|just\s+)*(?:been\s+)?(?:talk(?:ed|ing)?|discuss(?:ed|ing)?|spoke|speak(?:ing)?|mention(?:ed|ing)?|go(?:ne)? over|went over)\b/iu
const short =
  /^(?:please |pls |can you |could you |ok,? )*(?:keep (?:it|this|your answers?|the answers?|replies) (?:short|brief|simple)|be (?:more )?(?:brief|short|concise)|(?:give me )?(?:short|shorter|brief|concise)(?:er)? (?:answers?|replies)|answer (?:briefly|shortly)|less text|too much text|fass dich kurz)\b/i
const full =
  /^(?:please |pls |can you |could you |ok,? )*(?:give me (?:more|full) details?|(?:longer|detailed|fuller) (?:answers?|replies)|be more detailed|explain (?:more|things) in (?:more )?detail|more detail(?:s|ed)?(?: answers?)?)\b(?! (?:on|about|of))/i
const inLanguage =
  /^(?:please |pls |can (?:you|we) |could (?:you|we) |let'?s |ok,? |i(?:'d| would) (?:like|prefer) (?:to )?)*(?:speak|talk|write|answer|reply|respond|continue|go on|switch|chat)?(?: to me| please| with me)?(?: ?\b(?:in|to|into)\b)? ?\b(english|german|deutsch|french|français|spanish|español|italian|italiano|dutch|nederlands|portuguese|português|polish|polski|turkish|türkçe)\b[,. ]*(?:please|bitte|now|from now on|instead|por favor|s'il vous plaît)?[.!?]*$/i

const languages: Record<string, string> = {
  english: 'en',
  german: 'de',
  deutsch: 'de',
  french: 'fr',
  français: 'fr',
  spanish: 'es',
  español: 'es',
  italian: 'it',
  italiano: 'it',
  dutch: 'nl',
  nederlands: 'nl',
  portuguese: 'pt',
  português: 'pt',
  polish: 'pl',
  polski: 'pl',
  turkish: 'tr',
  türkçe: 'tr',
}

/** What a message asks of the memory; null where it is about anything else. */
export function memoryWishOf(text: string, nouns: ReferableNouns): MemoryWish | null {
  const said = text.trim().replaceAll('’', "'")
  if (said === '' || said.length > longest) return null
  if (forgetAll.test(said)) return { kind: 'forget-all' }
  if (forgetBare.test(said)) return { kind: 'forget-all', bare: true }
  if (refuses.test(said)) return { kind: 'consent', given: false }
  if (forgetThat.test(said)) return { kind: 'forget-that' }
  if (known.test(said)) return { kind: 'known' }
  if (allows.test(said) && !/\b(?:do|did|can|could) you remember\b/i.test(said)) return { kind: 'consent', given: true }
  const what = remember.map((pattern) => pattern.exec(said)?.[1]?.trim()).find((found) => found !== undefined)
  if (what !== undefined && !aboutMatter.test(what)) return { kind: 'remember', what: what.replace(/[\s.!,]+$/, '') }
  const about = talked.exec(said)
  if (about !== null) return { kind: 'talked-about', type: typeNamed(about[1] ?? '', nouns) }
  if (soFar.test(said)) return { kind: 'so-far' }
  if (short.test(said)) return { kind: 'brevity', brevity: 'short' }
  if (full.test(said)) return { kind: 'brevity', brevity: 'full' }
  const language = inLanguage.exec(said)?.[1]?.toLowerCase()
  // The name of a language alone may answer something else.
  if (language !== undefined && said.split(/\s+/).length > 1)
    return { kind: 'language', language: languages[language] ?? 'en' }
  return null
}

function typeNamed(words: string, nouns: ReferableNouns): string | null {
  const said = words.toLowerCase().split(/[^\p{L}\p{N}]+/u)
  for (const [type, names] of nouns)
    if (names.some((name) => said.some((word) => word === name || word === `${name}s`))) return type
  return null
}

/** Yes or no to the memory's own question; null where the message says something else. */
export function yesOrNo(text: string): boolean | null {
  const said = text.trim().toLowerCase().replaceAll('’', "'")
  if (
    /^(?:yes|yeah|yep|yup|sure|ok|okay|of course|please do|go ahead|you may|fine|do it|ja|sí|oui)\b[^?]{0,40}$/.test(
      said,
    )
  )
    return true
  if (/^(?:no|nope|nah|never|don'?t|do not|rather not|please don'?t|keep it|nein|non)\b[^?]{0,40}$/.test(said))
    return false
  return null
}
