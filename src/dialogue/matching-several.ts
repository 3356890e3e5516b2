import type { Option } from '#domain/dialogue-state.ts'
import { type Match, matchOption, plain } from './matching.ts'
import { english, type Words } from './words/index.ts'

/** Words that say how many; on folded text. */
interface CountWords {
  /** Around what is said: taken away. */
  around: RegExp
  and: RegExp
  /** "all but the scarf"; the rest follows. */
  except: RegExp
  /** Before "except", and what else says that all are meant. */
  all: RegExp
  first: RegExp
  last: RegExp
  numbers: readonly string[]
  /** Says that one is meant: of two that fit it has to be asked which. */
  one: RegExp
}

const tables: Record<string, CountWords> = {
  en: {
    around:
      /^(?:(?:yes|ok|well|just|i|we|id|ill|d|ll|want|need|would|like|take|have|please|to|return|send|back)\s+)+|\s+(?:please|thanks|thank you)$/g,
    and: /\s*(?:,|;|&|\+|\band\b|\bplus\b|\bas well as\b|\balso\b)\s*/i,
    except: /^(.*?)\b(?:but not|but|except for|except|apart from|without|not)\b(.+)$/,
    all: /^(?:all|both|everything|every one|all of (?:them|it|these|those)|all (?:two|three|four|five|six|seven|eight|nine|ten|\d+)|the lot)?(?: of them)?(?: items)?$/,
    first: /^(?:the )?first (\w+)(?: ones?| items?)?$/,
    last: /^(?:the )?last (\w+)(?: ones?| items?)?$/,
    numbers: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
    one: /\bone\b/,
  },
  de: {
    around: /^(?:(?:ja|ich|wir|mochte|nehme|will|bitte)\s+)+|\s+(?:bitte|danke)$/g,
    and: /\s*(?:,|;|&|\+|\bund\b|\bsowie\b|\bauch\b)\s*/i,
    except: /^(.*?)\b(?:aber nicht|bis auf|ausser|auer|ohne|nicht)\b(.+)$/,
    all: /^(?:alle|alles|beide|beides|alle (?:zwei|drei|vier|funf|sechs|\d+))?$/,
    first: /^(?:die |den )?ersten (\w+)$/,
    last: /^(?:die |den )?letzten (\w+)$/,
    numbers: ['null', 'eins', 'zwei', 'drei', 'vier', 'funf', 'sechs', 'sieben', 'acht', 'neun', 'zehn'],
    one: /\b(?:den|das|die) einen?\b/,
  },
  fr: {
    around: /^(?:(?:oui|je|j|nous|veux|voudrais|prends)\s+)+|\s+(?:s il vous plait|sil vous plait|merci)$/g,
    and: /\s*(?:,|;|&|\+|\bet\b|\bplus\b|\baussi\b)\s*/i,
    except: /^(.*?)\b(?:mais pas|sauf|a part|sans|pas)\b(.+)$/,
    all: /^(?:tous|toutes|tout|les deux|tous les (?:deux|trois|quatre|\d+))?$/,
    first: /^les (\w+) premiers?(?:eres)?$/,
    last: /^les (\w+) derniers?(?:eres)?$/,
    numbers: ['zero', 'un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix'],
    one: /\b(?:celui|celle)\b/,
  },
  es: {
    around: /^(?:(?:si|yo|quiero|quisiera|tomo)\s+)+|\s+(?:por favor|gracias)$/g,
    and: /\s*(?:,|;|&|\+|\by\b|\be\b|\bmas\b|\btambien\b)\s*/i,
    except: /^(.*?)\b(?:pero no|menos|excepto|salvo|sin|no)\b(.+)$/,
    all: /^(?:todos|todas|todo|ambos|ambas|los dos|las dos)?$/,
    first: /^(?:los |las )?(?:primer[oa]s (\w+)|(\w+) primer[oa]s)$/,
    last: /^(?:los |las )?(?:ultim[oa]s (\w+)|(\w+) ultim[oa]s)$/,
    numbers: ['cero', 'uno', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve', 'diez'],
    one: /\b(?:el|la) un[oa]\b/,
  },
}

const none: Match = { kind: 'none' }
const some = (options: Option[]): Match => {
  const [only, more] = options
  if (only === undefined) return none
  return more === undefined ? { kind: 'one', option: only } : { kind: 'many', options }
}

/** Options that are named, and whether all of them are meant (`some`) or one of them (`which`). */
export type Several = { kind: 'some'; options: Option[] } | { kind: 'which'; options: Option[] } | { kind: 'none' }

/**
 * Which options a text means where several may be chosen: "both", "the first two", "1 and 3", "the boots and the scarf", "the blue ones",
 * "all but the last". In the order of the options, each once. "The blue one" of two blue ones asks which.
 */
export function matchSeveral(options: readonly Option[], text: string, words: Words = english): Several {
  const shown = options.filter(({ hidden }) => hidden === undefined)
  const table = tables[words.language] ?? tables['en']
  if (table === undefined || shown.length === 0) return { kind: 'none' }
  const found = read(shown, text, words, table)
  if (found.kind === 'one') return { kind: 'some', options: [found.option] }
  if (found.kind === 'none') return { kind: 'none' }
  const isOne = table.one.test(plain(text)) && !/[,&]/.test(text) && text.split(table.and).length === 1
  return { kind: isOne ? 'which' : 'some', options: found.options }
}

function read(options: readonly Option[], text: string, words: Words, table: CountWords): Match {
  const said = plain(text)
  const whole = matchOption(options, text, words)
  // A label may have an "and" of its own.
  if (whole.kind === 'one' && plain(whole.option.label) === said) return whole
  if (said === '') return none
  const bare = said.replace(table.around, '').trim()
  if (bare !== '' && table.all.test(bare)) return some([...options])
  const placed = counted(options, bare, table)
  if (placed !== null) return some(placed)
  const except = table.except.exec(bare)
  if (except !== null && table.all.test((except[1] ?? '').trim()) && (except[1] ?? '').trim() !== '') {
    const left = named(read(options, (except[2] ?? '').trim(), words, table))
    return left.length === 0 ? none : some(options.filter((option) => !left.includes(option)))
  }
  const parts = text.split(table.and).filter((part) => plain(part) !== '')
  if (parts.length <= 1) return whole
  const chosen = new Set(parts.flatMap((part) => named(read(options, part, words, table))))
  return some(options.filter((option) => chosen.has(option)))
}

const named = (match: Match): Option[] =>
  match.kind === 'one' ? [match.option] : match.kind === 'many' ? match.options : []

/** "The first two": null where nothing of the kind is said, or there are not so many. */
function counted(options: readonly Option[], said: string, { first, last, numbers }: CountWords): Option[] | null {
  const number = (match: RegExpExecArray | null): number => {
    const word = match?.[1] ?? match?.[2] ?? ''
    return /^\d{1,2}$/.test(word) ? Number(word) : numbers.indexOf(word)
  }
  const fromStart = number(first.exec(said))
  if (fromStart > 0) return fromStart <= options.length ? options.slice(0, fromStart) : null
  const fromEnd = number(last.exec(said))
  return fromEnd > 0 && fromEnd <= options.length ? options.slice(-fromEnd) : null
}
