import type { DimensionName } from '../dimensions.ts'
import type { Mood } from '../mood.ts'
import type { Style } from '../style.ts'
import { emojiPattern } from '../text.ts'
import { contract, expandContractions } from './contractions.ts'
import { seededShare } from './dither.ts'
import { exchanger, lowerFirst } from './exchange.ts'
import { maskClass } from './mask.ts'
import { mended, shortSentences, withoutPleasantries } from './sentences.ts'
import {
  closingLines,
  empathyLines,
  excitement,
  towardsCasual,
  towardsEveryday,
  towardsFormal,
  towardsPlain,
  warmLines,
} from './words.ts'

/** Where a wording stands in its reply. */
export interface Place {
  /** Nothing was said in this reply before it. */
  opens: boolean
  /** The task is done and nothing is said after it. */
  closes: boolean
}

export interface RuleContext {
  style: Style
  mood: Mood | null
  place: Place
  /** Of the wording: what draws are made from. */
  key: string
}

export interface Rule {
  name: string
  dimension: DimensionName
  /** The side of 0.5 on which it works; the further from it, the more wordings it changes. */
  towards: 'low' | 'high'
  /** English only, unless it touches nothing but marks. */
  anyLanguage?: boolean
  /** Puts a line before or behind the wording, which stays in it word for word. */
  adds?: boolean
  apply(text: string, context: RuleContext): string
}

/** News that nobody is to be excited about. */
const badNews =
  /\b(?:sorry|afraid|unfortunately|cannot|\w+n['’]t|not|no (?!problem|worries|hurry)|wrong|problem|failed?|late|lost|damaged|too (?:late|many|long)|refused?|declined?|missing|stopp?e?d?|mistake|overdue|nothing|nobody|never|withheld|danger|emergency|closed|frustrat\w*|upset|angry)\b/i
const isGoodNews = (text: string): boolean =>
  !badNews.test(text) &&
  /\b(?:done|thank|thanks|welcome|glad|happy|good news|great|lovely|booked|confirmed|on its way|delivered|enjoy|see you|take care|hello|hi)\b/i.test(
    text,
  )

/** The assistant as itself: what it is called and that it is no person stays "I". */
const aboutItself = new RegExp(
  `\\b(?:I['’]m|I am|me|my name is) (?:an? |called )?[A-Z${maskClass}]|\\b(?:assistant|program|bot|computer|machine)\\b`,
  'u',
)
const plural: readonly (readonly [RegExp, string])[] = [
  [/\bI['’]m\b/g, "we're"],
  [/\bI am\b/g, 'we are'],
  [/\bI was\b/g, 'we were'],
  [/\b(A|a)m I\b/g, '$1re we'],
  [/\bwas I\b/g, 'were we'],
  [/\bI\b/g, 'we'],
  [/\bme\b/g, 'us'],
  [/\bmy\b/g, 'our'],
  [/\bMy\b/g, 'Our'],
  [/\bmine\b/g, 'ours'],
  [/\bmyself\b/g, 'ourselves'],
]

const sayOne = (lines: readonly string[], key: string): string =>
  lines[Math.floor(seededShare(key) * lines.length)] ?? ''

const requestVerbs = 'tell|write|give|send|choose|pick|name|say|ask|try|check|put'
/** What follows an imperative: "Check the page", while "Check refunds take five days" is none. */
const requestObject = `(?:me|us|it|the|an?|your|one|which|what|that|this|them|these|in|again|for|[${maskClass}])(?![\\p{L}])`
const request = new RegExp(`(?<=^|[.!?] )(?:${requestVerbs})(?= ${requestObject})`, 'giu')

/**
 * In the order in which they are applied: what goes, what is exchanged, what is put in front and behind, then marks. Each rule is checked on
 * its own (guard.ts), so that one that would touch a fact does nothing.
 */
export const rules: readonly Rule[] = [
  {
    name: 'no excitement',
    dimension: 'enthusiasm',
    towards: 'low',
    apply: (text) => mended(text.replace(excitement, ''), text),
  },
  { name: 'no pleasantries', dimension: 'warmth', towards: 'low', apply: withoutPleasantries },
  { name: 'no filling sentences', dimension: 'verbosity', towards: 'low', apply: withoutPleasantries },
  {
    name: 'no playfulness',
    dimension: 'humour',
    towards: 'low',
    apply: (text) => mended(text.replace(/(?<=^|[.!?] )(?:Hmm|Oops|Whoops|Yay|Ta-da|Woohoo)[,!.…]+ (?=\S)/g, ''), text),
  },
  {
    name: 'no softening',
    dimension: 'hedging',
    towards: 'low',
    apply: (text) =>
      mended(
        text
          .replace(/, I['’]m afraid(?=[.,:;!?])/g, '')
          .replace(/(?<=^|[.!?] )I['’]m afraid (?:that )?(?=\S)/g, '')
          .replace(/\bjust (?=(?:ask|say|write|tell|send|name|give|choose)\b)/gi, ''),
        text,
      ),
  },
  {
    name: 'no apology',
    dimension: 'apology',
    towards: 'low',
    apply: (text) =>
      mended(
        text
          .replace(/(?<=^|[.!?] )(?:I['’]m (?:really |very )?sorry|Sorry)(?:, but|,) (?=\S)/g, '')
          .replace(/, (?:I['’]m )?sorry(?=[.!])/g, '')
          .replace(/, and (?:I['’]m )?sorry for [^.!?,]+(?=[.!])/g, ''),
        text,
      ),
  },
  {
    name: 'apologises for what cannot be done',
    dimension: 'apology',
    towards: 'high',
    apply: (text) =>
      /\b(?:sorry|apolog|afraid)/i.test(text) ||
      !/^(?:I (?:can['’]t|couldn['’]t|cannot)|We can['’]t|That (?:isn['’]t|can['’]t)|Nobody is|Something (?:went|isn['’]t))\b/.test(
        text,
      )
        ? text
        : `I'm sorry, ${lowerFirst(text)}`,
  },
  { name: 'formal words', dimension: 'formality', towards: 'high', apply: (text) => mended(toFormal(text), text) },
  { name: 'casual words', dimension: 'formality', towards: 'low', apply: (text) => mended(toCasual(text), text) },
  { name: 'plain words', dimension: 'reading_level', towards: 'low', apply: (text) => toPlain(text) },
  { name: 'everyday words', dimension: 'technicality', towards: 'low', apply: (text) => toEveryday(text) },
  {
    name: 'asks outright',
    dimension: 'directness',
    towards: 'high',
    apply: (text) =>
      text.replace(
        /(?<=^|[.!?] )Could you (?:please )?((?:tell|say|write|put|name|give|send|try|check|choose|word)\b[^.!?]*?)(?:,? please)?\?/g,
        'Please $1.',
      ),
  },
  {
    name: 'asks round the corner',
    dimension: 'directness',
    towards: 'low',
    apply: (text) =>
      text.replace(
        /(?<=^|[.!?] )(?:Please )?((?:tell|give|send) me\b[^.,;:!?]*)\./gi,
        // "Tell me when it is there" asks for nothing now.
        (found, what: string) =>
          /\b(?:if|when|once|again|later|and)\b/i.test(what) ? found : `Could you ${lowerFirst(what)}?`,
      ),
  },
  {
    name: 'no please',
    dimension: 'politeness',
    towards: 'low',
    apply: (text) => mended(text.replace(/\bplease (?=\w)/gi, '').replace(/, please(?=[.!?])/gi, ''), text),
  },
  {
    name: 'says please',
    dimension: 'politeness',
    towards: 'high',
    apply: (text) =>
      /\bplease\b/i.test(text)
        ? text
        : text
            .replace(request, (verb) => `Please ${lowerFirst(verb)}`)
            .replace(
              /(?<=^|[.!?] )Could you (?=(?:tell|say|write|put|name|give|send|try|check|choose)\b)/g,
              'Could you please ',
            ),
  },
  {
    name: 'good news is great news',
    dimension: 'enthusiasm',
    towards: 'high',
    apply: (text) =>
      badNews.test(text)
        ? text
        : text.replace(/\bGood news(?=[:!])/g, 'Great news').replace(/^Done(?=[:.!])/, 'All done'),
  },
  {
    name: 'offers more at the end',
    dimension: 'proactivity',
    towards: 'high',
    adds: true,
    apply: (text, { key, place }) =>
      place.closes && !text.endsWith('?') && !/\b(?:anything else|if you|just say|tell me|ask)\b/i.test(text)
        ? `${text} ${sayOne(closingLines, key)}`
        : text,
  },
  {
    name: 'kind words at the end',
    dimension: 'warmth',
    towards: 'high',
    adds: true,
    apply: (text, { key, place }) =>
      place.closes &&
      /^(?:All done|Done|That['’]s (?:done|changed|corrected))\b/.test(text) &&
      !badNews.test(text) &&
      !closingLines.some((line) => text.endsWith(line)) &&
      !/\balready\b/.test(text)
        ? `${text} ${sayOne(warmLines, key)}`
        : text,
  },
  {
    name: 'feels with the customer',
    dimension: 'empathy',
    towards: 'high',
    adds: true,
    apply: (text, { key, mood, place }) => {
      const lines = mood === null ? undefined : empathyLines[mood]
      if (
        !place.opens ||
        lines === undefined ||
        /\b(?:sorry|understand|apolog\w*|hear that|worry|thank|thanks|hello|hi|bye|goodbye)\b/i.test(text)
      )
        return text
      return `${sayOne(lines, key)} ${text}`
    },
  },
  { name: 'short sentences', dimension: 'sentence_length', towards: 'low', apply: shortSentences },
  {
    name: 'speaks as we',
    dimension: 'first_person_plural',
    towards: 'high',
    apply: (text) =>
      aboutItself.test(text)
        ? text
        : mended(
            plural.reduce((result, [from, to]) => result.replace(from, to), text),
            text,
          ),
  },
  { name: 'no contractions', dimension: 'contraction', towards: 'low', apply: expandContractions },
  { name: 'contractions', dimension: 'contraction', towards: 'high', apply: contract },
  {
    name: 'no exclamation marks',
    dimension: 'exclamation',
    towards: 'low',
    anyLanguage: true,
    apply: (text) =>
      text
        .replaceAll('¡', '')
        .replace(/\?!+|!+\?/g, '?')
        .replace(/!+/g, '.'),
  },
  {
    name: 'exclamation marks for good news',
    dimension: 'exclamation',
    towards: 'high',
    apply: (text) =>
      isGoodNews(text)
        ? text.replace(
            /^((?:(?:All )?[Dd]one|Welcome|Thank you|Thanks|Glad|Happy|Good to|Great news|You['’]re welcome|Any time|My pleasure|Take care|Hello|Hi)[^.!?]{0,50})\.(?= |$)/,
            '$1!',
          )
        : text,
  },
  {
    name: 'no emoji',
    dimension: 'emoji_use',
    towards: 'low',
    anyLanguage: true,
    apply: (text) => text.replace(new RegExp(` ?(?:${emojiPattern.source})`, 'gu'), '').trim(),
  },
  {
    name: 'emoji for good news',
    dimension: 'emoji_use',
    towards: 'high',
    apply: (text) => {
      if (text.search(emojiPattern) >= 0 || !isGoodNews(text) || !/[.!]$/.test(text)) return text
      const fitting = /\b(?:welcome|hello|hi)\b/i.test(text)
        ? '👋'
        : /\bgreat|good news|booked\b/i.test(text)
          ? '🎉'
          : '🙂'
      return `${text} ${fitting}`
    },
  },
]

const toFormal = exchanger(towardsFormal, 'start')
const toCasual = exchanger(towardsCasual, 'start')
const toPlain = exchanger(towardsPlain, 'anywhere')
const toEveryday = exchanger(towardsEveryday, 'anywhere')
