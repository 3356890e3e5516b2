import { describe, expect, test } from 'vitest'
import { builtInResponseList } from '../built-in-responses.ts'
import { matchOption } from '../matching.ts'
import {
  isClosing,
  looksLikeQuestion,
  readControl,
  readHurry,
  readYesNoWords,
  saysNone,
  withoutOpening,
} from '../proposer/wording.ts'
import { defaultResponses } from '../wordings/index.ts'
import { wordLanguages, wordsFor } from './index.ts'

interface Said {
  yes: string[]
  no: string[]
  neither: string[]
  skip: string[]
  cancel: string[]
  repeat: string[]
  explain: string[]
  undo: string[]
  hurry: string[]
  closing: string[]
  second: string[]
  last: string[]
  both: string[]
  none: string[]
  question: string[]
}

const said: Record<string, Said> = {
  en: {
    yes: ['yes', 'Yeah sure', 'ok, do it', 'just do it already'],
    no: ['no', 'nope', "I don't think so", 'no thanks'],
    neither: ['yes but not today', 'perhaps'],
    skip: ["I don't know", 'no idea sorry', 'not sure', "I don't have it", 'where do I find that?'],
    cancel: ['never mind', 'forget it', 'please stop', 'leave it'],
    repeat: ['can you repeat that?', 'say that again please', 'pardon?'],
    explain: ['why?', 'why do you ask', 'what do you need that for?'],
    undo: ['undo that please', 'take it back', 'can you change it back?'],
    hurry: ['hurry up!', 'this takes forever', 'this is taking forever', 'just do it already', "I don't have all day"],
    closing: ["that's it", 'nothing else, thanks', 'no thanks bye'],
    second: ['the second one', '2nd', 'the second please'],
    last: ['the last one'],
    both: ['both', 'all of them', 'both please'],
    none: ['none of these', 'neither', 'something else'],
    question: ['where is it', 'can I pay later'],
  },
  de: {
    yes: ['ja', 'Ja, gerne!', 'klar, mach das', 'in Ordnung', 'Das stimmt.'],
    no: ['nein', 'Nein danke', 'lieber nicht', 'das stimmt nicht', 'nö'],
    neither: ['ja, aber nicht heute', 'vielleicht'],
    skip: [
      'weiß nicht',
      'Keine Ahnung',
      'Das habe ich nicht',
      'habe ich nicht',
      'ich weiß es nicht',
      'bin mir nicht sicher',
    ],
    cancel: ['vergiss es', 'Abbrechen bitte', 'lass gut sein', 'stopp!'],
    repeat: ['Können Sie das bitte wiederholen?', 'wie bitte?', 'nochmal bitte'],
    explain: ['Warum?', 'Wozu brauchen Sie das?', 'warum fragst du'],
    undo: ['mach das rückgängig', 'rückgängig machen bitte'],
    hurry: ['schneller bitte', 'das dauert ewig', 'Ich habe keine Zeit!', 'mach schon'],
    closing: ['das war alles', 'nein danke, das wars', 'tschüss'],
    second: ['die zweite', 'das zweite bitte', 'den zweiten'],
    last: ['die letzte'],
    both: ['beide', 'alle'],
    none: ['keins davon', 'keine', 'etwas anderes'],
    question: ['wo ist es', 'kann ich später zahlen'],
  },
  fr: {
    yes: ['oui', "d'accord", 'Oui, bien sûr', 'vas-y', 'ça marche'],
    no: ['non', 'Non merci', 'pas maintenant', 'je ne crois pas'],
    neither: ["oui mais pas aujourd'hui", 'peut-être'],
    skip: ['je ne sais pas', 'aucune idée', "je ne l'ai pas", 'pas sûr'],
    cancel: ['laisse tomber', 'annulez', "arrêtez s'il vous plaît", 'tant pis'],
    repeat: ['pouvez-vous répéter ?', 'répétez', 'pardon ?'],
    explain: ['pourquoi ?', 'à quoi ça sert ?', 'pourquoi cette question'],
    undo: ['annulez ça', 'revenir en arrière'],
    hurry: ['plus vite', "c'est trop long", 'je suis pressé', 'dépêchez-vous'],
    closing: ["c'est tout", 'rien, merci', 'au revoir'],
    second: ['le deuxième', 'la seconde', 'le second svp'],
    last: ['le dernier', 'la dernière'],
    both: ['les deux', 'tous'],
    none: ['aucun des deux', 'aucune', 'autre chose'],
    question: ['où est-il', 'est-ce que je peux payer'],
  },
  es: {
    yes: ['sí', 'si', 'vale', 'Claro que sí', 'de acuerdo, hazlo'],
    no: ['no', 'No, gracias', 'mejor no', 'creo que no'],
    neither: ['sí, pero hoy no', 'quizás'],
    skip: ['no sé', 'no lo sé', 'ni idea', 'no lo tengo', 'no estoy segura'],
    cancel: ['olvídalo', 'déjalo', 'cancelar', 'para por favor'],
    repeat: ['¿puede repetir?', 'otra vez por favor', '¿cómo?'],
    explain: ['¿por qué?', '¿para qué?', '¿por qué lo pregunta?'],
    undo: ['deshazlo', 'deshacer'],
    hurry: ['más rápido', 'esto tarda mucho', 'no tengo tiempo', 'date prisa'],
    closing: ['eso es todo', 'nada más, gracias', 'adiós'],
    second: ['el segundo', 'la segunda por favor'],
    last: ['el último', 'la última'],
    both: ['los dos', 'ambos', 'todas'],
    none: ['ninguno de los dos', 'ninguna', 'otra cosa'],
    question: ['dónde está', '¿puedo pagar luego?'],
  },
  it: {
    yes: ['sì', 'certo', 'va bene', "d'accordo, proceda"],
    no: ['no', 'No grazie', 'meglio di no', 'non credo'],
    neither: ['sì, ma non oggi', 'forse'],
    skip: ['non lo so', 'boh', "non ce l'ho", 'nessuna idea', 'non sono sicura'],
    cancel: ['lascia perdere', 'annulla', 'basta', 'non importa'],
    repeat: ['può ripetere?', 'come scusi?', 'ripeta per favore'],
    explain: ['perché?', 'a cosa serve?', 'come mai?'],
    undo: ['annullalo', 'torna indietro'],
    hurry: ['più veloce', 'ho fretta', 'non ho tempo', 'sbrigati'],
    closing: ['è tutto', "nient'altro, grazie", 'arrivederci'],
    second: ['il secondo', 'la seconda per favore'],
    last: ["l'ultimo", "l'ultima"],
    both: ['entrambi', 'tutti e due'],
    none: ['nessuno dei due', 'nessuna', "qualcos'altro"],
    question: ["dov'è", 'posso pagare dopo'],
  },
  pt: {
    yes: ['sim', 'claro', 'tá bom', 'pode ser', 'está bem, faça isso'],
    no: ['não', 'Não, obrigada', 'melhor não', 'acho que não'],
    neither: ['sim, mas hoje não', 'talvez'],
    skip: ['não sei', 'não faço ideia', 'não tenho', 'não tenho certeza'],
    cancel: ['esquece', 'deixa pra lá', 'cancelar por favor', 'chega'],
    repeat: ['pode repetir?', 'mais uma vez por favor'],
    explain: ['por quê?', 'para que serve?'],
    undo: ['desfaz isso', 'desfazer'],
    hurry: ['mais rápido', 'isso demora muito', 'não tenho tempo', 'estou com pressa'],
    closing: ['é só isso', 'nada mais, obrigado', 'tchau'],
    second: ['o segundo', 'a segunda por favor'],
    last: ['o último', 'a última'],
    both: ['os dois', 'ambas', 'todos'],
    none: ['nenhum dos dois', 'nenhuma', 'outra coisa'],
    question: ['onde está', 'posso pagar depois'],
  },
  nl: {
    yes: ['ja', 'Ja hoor', 'prima', 'doe maar', 'dat klopt'],
    no: ['nee', 'Nee, bedankt', 'liever niet', 'dat klopt niet'],
    neither: ['ja, maar niet vandaag', 'misschien'],
    skip: ['weet ik niet', 'geen idee', 'heb ik niet', 'ik weet het niet zeker'],
    cancel: ['laat maar', 'vergeet het', 'annuleren graag', 'stop'],
    repeat: ['kunt u dat herhalen?', 'nog een keer', 'pardon?'],
    explain: ['waarom?', 'waar is dat voor?'],
    undo: ['maak dat ongedaan', 'terugdraaien alstublieft'],
    hurry: ['schiet op', 'dit duurt te lang', 'ik heb haast', 'sneller'],
    closing: ['dat is alles', 'niets meer, dank u', 'tot ziens'],
    second: ['de tweede', 'het tweede graag'],
    last: ['de laatste'],
    both: ['allebei', 'beide'],
    none: ['geen van beide', 'geen', 'iets anders'],
    question: ['waar is het', 'kan ik later betalen'],
  },
}

const options = ['Alfa', 'Bravo', 'Charlie'].map((label, index) => ({
  payload: `choose:1:x:${index}`,
  label,
  value: label,
}))
const labelsOf = (text: string, language: string): string[] => {
  const match = matchOption(options, text, wordsFor(language))
  return match.kind === 'one'
    ? [match.option.label]
    : match.kind === 'many'
      ? match.options.map(({ label }) => label)
      : []
}

test('every language that has a table is tried here', () => {
  expect(Object.keys(said).sort()).toEqual([...wordLanguages].sort())
})

describe.each(Object.entries(said))('in %s', (language, lines) => {
  const words = wordsFor(language)
  const each = (key: keyof Said) => test.each(lines[key].map((line) => [line] as const))

  each('yes')('%s is a yes', (line) => expect(readYesNoWords(line, false, words)?.answer).toBe('yes'))
  each('no')('%s is a no', (line) => expect(readYesNoWords(line, false, words)?.answer).toBe('no'))
  each('neither')('%s is neither', (line) =>
    expect(readYesNoWords(line, false, words)?.answer ?? 'neither').toBe('neither'),
  )
  each('skip')('%s is that it is not known, and no no', (line) => {
    expect(readControl(line, words)).toBe('skip')
    expect(readYesNoWords(line, true, words)).toBeNull()
  })
  each('cancel')('%s gives it up', (line) => expect(readControl(line, words)).toBe('cancel'))
  each('repeat')('%s asks for it again', (line) => expect(readControl(line, words)).toBe('repeat'))
  each('explain')('%s asks why', (line) => expect(readControl(line, words)).toBe('explain'))
  each('undo')('%s takes it back', (line) => expect(readControl(line, words)).toBe('undo'))
  each('hurry')('%s is impatient', (line) => expect(readHurry(line, words)).toBe('whole'))
  each('closing')('%s wants nothing more', (line) => expect(isClosing(line, words)).toBe(true))
  each('second')('%s is the second', (line) => expect(labelsOf(line, language)).toEqual(['Bravo']))
  each('last')('%s is the last', (line) => expect(labelsOf(line, language)).toEqual(['Charlie']))
  each('both')('%s is all of them', (line) => expect(labelsOf(line, language)).toEqual(['Alfa', 'Bravo', 'Charlie']))
  each('none')('%s is none of them', (line) => {
    expect(saysNone(line, words)).toBe(true)
    expect(labelsOf(line, language)).toEqual([])
  })
  each('question')('%s asks something', (line) => expect(looksLikeQuestion(line, words)).toBe(true))

  test('a wish is nothing that steers', () => {
    const wishes: Record<string, string> = {
      en: 'I want to cancel my order',
      de: 'ich möchte meine Bestellung stornieren',
      fr: 'je veux annuler ma commande',
      es: 'quiero cancelar mi pedido',
      it: 'voglio annullare il mio ordine',
      pt: 'quero cancelar a minha encomenda',
      nl: 'ik wil mijn bestelling annuleren',
    }
    expect(readControl(wishes[language] ?? '', words)).toBeNull()
    expect(readHurry(wishes[language] ?? '', words)).toBeNull()
    expect(readYesNoWords(wishes[language] ?? '', false, words)).toBeNull()
  })

  test('all buttons have labels, and the engine has words for everything', () => {
    for (const label of Object.values(words.labels)) expect(label).toMatch(/\S/)
    const { responses } = JSON.parse(defaultResponses([language], () => false).text) as {
      responses: Record<string, { variants: { text: string; locale: string }[] }>
    }
    expect(Object.keys(responses).sort()).toEqual(builtInResponseList.map(({ name }) => name).sort())
    for (const { name, variables } of builtInResponseList) {
      const [variant] = responses[name]?.variants ?? []
      expect(variant?.locale).toBe(language)
      for (const [, root] of (variant?.text ?? '').matchAll(/\{(\w+)/g)) expect(Object.keys(variables)).toContain(root)
    }
  })
})

test('short words said over and over are read at once, however many ways there are through them', () => {
  // The last word fits nothing: as a pattern every way through the others would be tried.
  for (const [language, phrase] of [
    ['en', 'no'],
    ['de', 'ja bitte'],
    ['fr', 'oui bien sur'],
    ['es', 'si claro'],
    ['es', 'en realidad'],
    ['it', 'ciao ciao'],
    ['pt', 'nao obrigado'],
    ['nl', 'ja graag'],
  ] as const) {
    const text = `${`${phrase} `.repeat(600)}zzz`
    const words = wordsFor(language)
    expect([isClosing(text, words), readControl(text, words), saysNone(text, words), readHurry(text, words)]).toEqual([
      false,
      null,
      false,
      null,
    ])
  }
})

test('a correction is what stands behind its opening', () => {
  expect(withoutOpening('Nein, ich meinte die blaue', wordsFor('de'))).toBe('die blaue')
  expect(withoutOpening('non, je voulais dire la bleue', wordsFor('fr'))).toBe('la bleue')
  expect(withoutOpening('no, quise decir el azul', wordsFor('es'))).toBe('el azul')
})

test('a language without a table has the English one; a region has its language', () => {
  expect(wordsFor('pt-BR').language).toBe('pt')
  expect(wordsFor('fi').language).toBe('en')
  expect(wordsFor(undefined).language).toBe('en')
})
