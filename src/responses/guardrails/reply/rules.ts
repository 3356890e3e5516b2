import type { Citation } from '#domain/reply.ts'
import { orderScore, statementsOf } from '../data.ts'
import { groundingFor } from '../groundedness/index.ts'
import { attackClasses, readSafety } from '../message/read.ts'
import type { ReplyRule } from '../settings.ts'

export interface Found {
  rule: ReplyRule
  score: number
  what: string
}

/** A text of a reply that no author wrote: a model's words, or what was cut from articles. */
export interface FreeText {
  text: string
  citations: readonly Citation[]
  byModel: boolean
  /** What it may rest on beside its citations: results of tools, slots, as texts. */
  grounds: readonly string[]
  competitors: readonly string[]
  /** The language that is answered in (BCP 47), and what a text is in; left out, it is not looked at. */
  language?: { expected: string; of(text: string): { code: string; confidence: number } | null }
}

/**
 * Advice that only somebody qualified may give: what to take, to sue, to buy. About a product's care, a return, a payment it says nothing. The
 * company's own articles may be quoted.
 */
const advice: { what: string; pattern: RegExp }[] = [
  {
    what: 'medical advice',
    pattern:
      /\b(?:you (?:should|can|could|must|may|need to) (?:safely )?(?:take|stop taking|double|increase|reduce|skip) (?:\w+ ){0,4}(?:mg|milligrams?|doses?|dosage|pills?|tablets?|medications?|medicine|antibiotics?|ibuprofen|aspirin|paracetamol|insulin|blood thinners?)|(?:you|it) (?:probably |likely |surely )?(?:have|has|is|sounds like|looks like) (?:an? )?(?:infection|allerg(?:y|ic reaction)|concussion|fracture|cancer|diabetes|depression|heart attack|disease)|(?:safe|dangerous|harmful) (?:for you )?(?:during pregnancy|with your (?:medication|condition|allergy))|no need to see a doctor|i (?:diagnose|prescribe)|the (?:right|recommended|usual) dose|sie sollten (?:\w+ ){0,4}(?:mg|tabletten|medikament\w*|antibiotik\w*)|sie haben (?:wahrscheinlich )?(?:eine )?(?:infektion|allergie)|debe(?:ría)? tomar (?:\w+ ){0,3}(?:mg|pastillas)|vous devriez prendre (?:\w+ ){0,3}(?:mg|comprimés))\b/iu,
  },
  {
    what: 'legal advice',
    pattern:
      /\b(?:you (?:should|can|could|would|will|must) (?:probably |surely |definitely |easily )?(?:sue|take (?:them|him|her|us|it) to court|win (?:the|this|your|a) (?:case|lawsuit)|press charges|file a (?:lawsuit|claim against)|sign|not sign|plead)|you (?:have|had) (?:a strong|a good|no|a legal) (?:case|claim)|legally,? you (?:are|have|can|must|do)|under (?:the|state|federal|eu) law,? you|(?:it|that|this) is (?:perfectly |completely |not )?(?:legal|illegal|unlawful|a breach of contract)|sie können (?:\w+ ){0,3}verklagen|rechtlich (?:haben|sind|können) sie|vous pouvez (?:porter plainte|poursuivre)|puede demandar)\b/iu,
  },
  {
    what: 'financial advice',
    pattern:
      /\b(?:you should (?:\w+ ){0,2}(?:invest|buy (?:stocks?|shares|crypto|bitcoin|gold)|sell your (?:stocks?|shares)|take out a loan|refinance|borrow)|(?:a (?:good|safe|great)|guaranteed) (?:investment|return on)|(?:stocks?|shares|bitcoin|prices) will (?:rise|fall|go up|go down)|(?:deduct|claim) (?:it|this|that) (?:from|on) your tax(?:es)?|sie sollten (?:\w+ ){0,3}(?:investieren|aktien kaufen)|vous devriez investir|debería invertir)\b/iu,
  },
]

/** Words that bind the company. What they promise has to stand in a source. */
const promises =
  /\b(?:i (?:can )?(?:promise|guarantee|assure you|swear|commit)|we (?:can )?(?:promise|guarantee|assure you|commit)|guaranteed|rest assured|without (?:any )?(?:doubt|fail)|(?:i|we)(?:'ll| will|'ve| have) (?:also |now |already |gladly )?(?:refund(?:ed)?|waived?|credit(?:ed)?|compensate[d]?|replaced?|upgraded?|cover(?:ed)?|reimbursed?|give you|send you a (?:free|new)|make an exception)|you(?:'ll| will| are going to) (?:definitely |certainly |surely )?(?:get|receive|be given) (?:an? |your |the )?(?:\w+ )?(?:refund|credit|voucher|discount|compensation|replacement|upgrade|gift)|(?:free of charge|for free|at no cost|on the house)|legally binding|no (?:matter what|questions asked)|lifetime warranty|exception (?:for you|this time)|(?:ich|wir) (?:verspreche[n]?|garantiere[n]?|erstatte[n]?|schenke[n]?)|garantiert|kostenlos|je (?:promets|garantis)|nous (?:garantissons|rembourserons)|gratuitement|(?:le )?prometo|garantizo|garantizamos|(?:le )?reembolsaremos|gratis|lo prometto|garantisco|prometo|garanto|ik beloof|wij garanderen)(?!\p{L})/iu
/** What the customer is told about a promise is none: "we don't guarantee", "if it is guaranteed". */
const denied =
  /\b(?:not|n't|cannot|never|no|nicht|kein\w*|ne|pas|no puedo|non|não|niet|geen|unless|if)\b[^.!?]{0,25}$/iu

/** How one does not speak to customers. */
const rude =
  /\b(?:calm down|that(?:'s| is) (?:your (?:own )?(?:fault|problem)|not my (?:job|problem))|your own fault|as i (?:already|just) (?:said|told you)|obviously|are you (?:stupid|serious|blind|deaf)|stop (?:whining|complaining)|stupid|idiot(?:ic)?|moron|dumb|shut up|ridiculous|whatever|deal with it|get over it|damn|hell no|crap|shit|fuck\w*|bullshit|selbst schuld|dumm|idiot|beruhigen sie sich|c'est votre faute|stupide|cálmese|culpa suya|estúpido)\b/giu

/** The rules for texts that no author worded. What is word for word in a citation passes as far as its author is the company. */
export function freeTextFindings(given: FreeText): Found[] {
  const { text, citations, byModel, grounds, competitors, language } = given
  const found: Found[] = []
  const quotes = citations.map(({ quote }) => quote.replace(/\s+/g, ' '))
  const isQuoted = (statement: string) => quotes.some((quote) => quote.includes(statement.replace(/\s+/g, ' ').trim()))
  const supported = lazily(() =>
    groundingFor([...citations.map(({ title, quote }) => `${title}.\n${quote}`), ...grounds]),
  )
  for (const { start, end } of statementsOf(text)) {
    const statement = text.slice(start, end)
    if (citations.length > 0)
      found.push({ rule: 'instructed', score: orderScore(statement), what: 'an order in what is quoted' })
    if (isQuoted(statement)) continue
    for (const { what, pattern } of advice)
      if (pattern.test(statement)) found.push({ rule: 'advice', score: 0.85, what })
    const promise = promises.exec(statement)
    if (
      promise !== null &&
      !denied.test(statement.slice(0, promise.index)) &&
      !supported().supportOf(statement).supported
    )
      found.push({ rule: 'promises', score: 0.85, what: `no source promises it: ${promise[0]}` })
  }
  for (const name of competitors)
    if (
      new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, 'iu').test(text) &&
      !quotes.some((quote) => quote.toLowerCase().includes(name.toLowerCase()))
    )
      found.push({ rule: 'competitors', score: 0.9, what: 'names a competitor' })
  if (byModel) {
    const { scores } = readSafety(text)
    for (const name of attackClasses)
      if (unsafeInReplies.has(name)) found.push({ rule: 'unsafe', score: scores[name], what: name })
    found.push({ rule: 'tone', score: toneScore(text), what: 'not how one speaks to customers' })
    const said = language?.of(text)
    if (language !== undefined && said)
      found.push({
        rule: 'language',
        score: said.code === language.expected.split('-')[0]?.toLowerCase() ? 0 : said.confidence,
        what: `in ${said.code}, not in ${language.expected}`,
      })
  }
  return found
}

/** A reply that asks about the customer's own things looks like a request for data: only these are unsafe to say. */
const unsafeInReplies: ReadonlySet<string> = new Set([
  'hate',
  'sexual',
  'harassment',
  'violence',
  'illegal',
  'self-harm',
])

/** [0, 1]: rude words, shouting, marks in a row. */
function toneScore(text: string): number {
  const letters = text.match(/\p{L}/gu) ?? []
  const shouted = letters.filter((letter) => letter !== letter.toLowerCase()).length
  const rudeness = (text.match(rude) ?? []).length
  const marks = /[!?]{3,}/.test(text) ? 0.3 : 0
  return Math.min(1, rudeness * 0.65 + (letters.length > 12 && shouted / letters.length > 0.6 ? 0.6 : 0) + marks)
}

const escaped = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
