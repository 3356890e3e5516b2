import { createRequire } from 'node:module'
import type { ParsedResult, ParsingReference } from 'chrono-node'

/** Parsers of languages other than English, loaded at first use: each costs some 20 ms, and most assistants need none. */
const load = createRequire(import.meta.url)

interface Words {
  /** Without one of these words nothing is a date. */
  trigger: RegExp
  past: RegExp
}

const digits = String.raw`\d{1,2}[:.h/-]\d|\d\s?(?:uhr|h\b)`
const languageOf = (words: string, past: string): Words => ({
  trigger: new RegExp(String.raw`${digits}|(?<!\p{L})(?:${words})(?!\p{L})`, 'giu'),
  past: new RegExp(String.raw`(?<!\p{L})(?:${past})(?!\p{L})`, 'iu'),
})

const languages = new Map<string, Words>([
  [
    'de',
    languageOf(
      'heute|morgen|übermorgen|gestern|vorgestern|mittags?|mitternacht|(?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|wochenende|tagen?|wochen?|monate?n?|jahre?n?|stunden?|minuten?|januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|weihnachten',
      'war|hatte|habe|bestellt|gekauft|bekommen|erhalten|angekommen|geliefert|seit|vor|letzte[nrs]?',
    ),
  ],
  [
    'fr',
    languageOf(
      "aujourd['’]hui|demain|après-demain|hier|midi|minuit|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|jours?|semaines?|mois|ans?|heures?|minutes?|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
      'était|avait|commandé|acheté|reçu|arrivé|livré|depuis|dernière?|il y a',
    ),
  ],
  [
    'es',
    languageOf(
      'hoy|mañana|ayer|anteayer|mediodía|medianoche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|días?|semanas?|mes(?:es)?|años?|horas?|minutos?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre',
      'fue|estaba|pedí|compré|recibí|llegó|desde|hace|pasad[oa]',
    ),
  ],
  [
    'it',
    languageOf(
      'oggi|domani|dopodomani|ieri|mezzogiorno|mezzanotte|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|giorn[oi]|settiman[ae]|mes[ei]|ann[oi]|or[ae]|minut[oi]|gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre',
      'era|aveva|ordinato|comprato|ricevuto|arrivato|scors[oa]|fa',
    ),
  ],
  [
    'nl',
    languageOf(
      'vandaag|morgen|overmorgen|gisteren|eergisteren|middernacht|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|dag(?:en)?|we(?:ek|ken)|maand(?:en)?|ja(?:ar|ren)|u(?:ur|ren)|minu(?:ut|ten)|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december',
      'was|had|heb|besteld|gekocht|ontvangen|aangekomen|sinds|geleden|afgelopen|vorige',
    ),
  ],
])

/** How dates are said in a language. */
export interface DateLanguage extends Words {
  parse: (text: string, reference: ParsingReference) => ParsedResult[]
}

/** Of a language (ISO 639-1 or BCP 47); undefined where it is English or none of ours. */
export function datesIn(language: string | undefined): DateLanguage | undefined {
  const code = language?.slice(0, 2)
  const found = code === undefined ? undefined : languages.get(code)
  return (
    found && {
      ...found,
      parse: (text, reference) => {
        const { casual } = load(`chrono-node/${code}`) as typeof import('chrono-node/en')
        return casual.parse(text, reference)
      },
    }
  )
}
