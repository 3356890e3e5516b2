/** Words that say how many; on folded text. */
export interface CountWords {
  /** Around what is said: taken away. */
  around: RegExp
  and: RegExp
  /** "all but the scarf"; the rest follows. */
  except: RegExp
  /** Before "except", and what else says that all are meant. */
  all: RegExp
  first: RegExp
  last: RegExp
  /** From zero; other forms of the same after `|`. */
  numbers: readonly string[]
  /** Says that one is meant: of two that fit it has to be asked which. */
  one: RegExp
}

/** Said of exactly two, in any of the languages; where a number is said with it, that tells. */
export const both = /^(?:both|beides?|allebei|amb[oa]s|entramb[ie])\b/

const tables = {
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
    numbers: ['null', 'eins', 'zwei|beiden', 'drei', 'vier', 'funf', 'sechs', 'sieben', 'acht', 'neun', 'zehn'],
    one: /\b(?:den|das|die) einen?\b/,
  },
  fr: {
    around: /^(?:(?:oui|je|j|nous|veux|voudrais|prends)\s+)+|\s+(?:s il vous plait|sil vous plait|merci)$/g,
    and: /\s*(?:,|;|&|\+|\bet\b|\bplus\b|\baussi\b)\s*/i,
    except: /^(.*?)\b(?:mais pas|sauf|a part|sans|pas)\b(.+)$/,
    all: /^(?:tous|toutes|tout|les deux|tous les (?:deux|trois|quatre|\d+))?$/,
    first: /^les (\w+) premiers?(?:eres)?$/,
    last: /^les (\w+) derniers?(?:eres)?$/,
    numbers: ['zero', 'un|une', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix'],
    one: /\b(?:celui|celle)\b/,
  },
  es: {
    around: /^(?:(?:si|yo|quiero|quisiera|tomo)\s+)+|\s+(?:por favor|gracias)$/g,
    and: /\s*(?:,|;|&|\+|\by\b|\be\b|\bmas\b|\btambien\b)\s*/i,
    except: /^(.*?)\b(?:pero no|menos|excepto|salvo|sin|no)\b(.+)$/,
    all: /^(?:todos|todas|todo|ambos|ambas|los dos|las dos)?$/,
    first: /^(?:los |las )?(?:primer[oa]s (\w+)|(\w+) primer[oa]s)$/,
    last: /^(?:los |las )?(?:ultim[oa]s (\w+)|(\w+) ultim[oa]s)$/,
    numbers: ['cero', 'uno|una', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve', 'diez'],
    one: /\b(?:el|la) un[oa]\b/,
  },
  it: {
    around: /^(?:(?:si|io|voglio|vorrei|prendo)\s+)+|\s+(?:per favore|grazie)$/g,
    and: /\s*(?:,|;|&|\+|\be\b|\bed\b|\bpiu\b|\banche\b)\s*/i,
    except: /^(.*?)\b(?:ma non|tranne|eccetto|salvo|senza|meno|non)\b(.+)$/,
    all: /^(?:tutti|tutte|tutto|entrambi|entrambe|tutt[ie] e (?:due|tre|quattro))?$/,
    first: /^(?:i |le )?(?:prim[ie] (\w+)|(\w+) prim[ie])$/,
    last: /^(?:gli |le |i )?(?:ultim[ie] (\w+)|(\w+) ultim[ie])$/,
    numbers: ['zero', 'uno|una', 'due', 'tre', 'quattro', 'cinque', 'sei', 'sette', 'otto', 'nove', 'dieci'],
    one: /\b(?:quello|quella)\b/,
  },
  nl: {
    around: /^(?:(?:ja|ik|wij|we|wil|graag|neem)\s+)+|\s+(?:graag|alstublieft|bedankt)$/g,
    and: /\s*(?:,|;|&|\+|\ben\b|\book\b)\s*/i,
    except: /^(.*?)\b(?:maar niet|behalve|zonder|niet)\b(.+)$/,
    all: /^(?:alle|allemaal|alles|beide|allebei|alle (?:twee|drie|vier|vijf|zes))?$/,
    first: /^(?:de )?eerste (\w+)$/,
    last: /^(?:de )?laatste (\w+)$/,
    numbers: ['nul', 'een', 'twee', 'drie', 'vier', 'vijf', 'zes', 'zeven', 'acht', 'negen', 'tien'],
    one: /\b(?:die|dat) ene\b/,
  },
  pt: {
    around: /^(?:(?:sim|eu|quero|queria|fico com)\s+)+|\s+(?:por favor|obrigad[oa])$/g,
    and: /\s*(?:,|;|&|\+|\be\b|\bmais\b|\btambem\b)\s*/i,
    except: /^(.*?)\b(?:mas nao|menos|exceto|salvo|sem|nao)\b(.+)$/,
    all: /^(?:todos|todas|tudo|ambos|ambas|os dois|as duas)?$/,
    first: /^(?:os |as )?(?:primeir[oa]s (\w+)|(\w+) primeir[oa]s)$/,
    last: /^(?:os |as )?(?:ultim[oa]s (\w+)|(\w+) ultim[oa]s)$/,
    numbers: ['zero', 'um|uma', 'dois|duas', 'tres', 'quatro', 'cinco', 'seis', 'sete', 'oito', 'nove', 'dez'],
    one: /\b(?:aquele|aquela)\b/,
  },
} satisfies Record<string, CountWords>

/** Of a language; English where there is no table of it. */
export const countWords = (language: string): CountWords =>
  Object.hasOwn(tables, language) ? tables[language as keyof typeof tables] : tables.en
