import type { Variant, Wordings } from './compile.ts'
import { readTemplate } from './template.ts'

/** What the assistant says of its own memory, where the author has not worded it. When each is said: docs/memory.md. */
interface Wording {
  en: string
  de: string
  es: string
  /** Label by language, and what is sent. */
  buttons?: { en: string; de: string; es: string; payload: string }[]
}

const yesRemember = { en: 'Yes, remember it', de: 'Ja, merken', es: 'Sí, recuérdelo', payload: 'memory:consent:yes' }
const noRemember = { en: 'No', de: 'Nein', es: 'No', payload: 'memory:consent:no' }

const texts: Record<string, Wording> = {
  'memory.known': {
    en: 'This is what I remember about you:\n{facts|lines}\nI can forget any of it.',
    de: 'Das habe ich mir über Sie gemerkt:\n{facts|lines}\nIch kann alles davon vergessen.',
    es: 'Esto es lo que recuerdo de usted:\n{facts|lines}\nPuedo olvidar lo que quiera.',
    buttons: [{ en: 'Forget all of it', de: 'Alles vergessen', es: 'Olvidarlo todo', payload: 'memory:forget' }],
  },
  'memory.nothing-known': {
    en: "I don't remember anything about you beyond this chat.",
    de: 'Über diesen Chat hinaus habe ich mir nichts über Sie gemerkt.',
    es: 'No recuerdo nada de usted más allá de este chat.',
  },
  'memory.not-identified': {
    en: "I don't know who you are, so I remember nothing about you beyond this chat.",
    de: 'Ich weiß nicht, wer Sie sind. Über diesen Chat hinaus merke ich mir darum nichts über Sie.',
    es: 'No sé quién es usted, así que no recuerdo nada más allá de este chat.',
  },
  'memory.off': {
    en: 'I remember nothing about you beyond this chat.',
    de: 'Über diesen Chat hinaus merke ich mir nichts über Sie.',
    es: 'No recuerdo nada de usted más allá de este chat.',
  },
  'memory.ask-forget': {
    en: 'Shall I forget everything I remember about you? That cannot be undone.',
    de: 'Soll ich alles vergessen, was ich mir über Sie gemerkt habe? Das lässt sich nicht rückgängig machen.',
    es: '¿Olvido todo lo que recuerdo de usted? No se puede deshacer.',
    buttons: [
      { en: 'Yes, forget it', de: 'Ja, vergessen', es: 'Sí, olvídelo', payload: 'memory:forget:yes' },
      { en: 'No, keep it', de: 'Nein, behalten', es: 'No, guárdelo', payload: 'memory:forget:no' },
    ],
  },
  'memory.forgotten': {
    en: 'Done. I have forgotten everything I remembered about you.',
    de: 'Erledigt. Ich habe alles vergessen, was ich mir über Sie gemerkt hatte.',
    es: 'Hecho. He olvidado todo lo que recordaba de usted.',
  },
  'memory.kept': {
    en: 'All right, I have kept it.',
    de: 'In Ordnung, es bleibt gemerkt.',
    es: 'De acuerdo, lo conservo.',
  },
  'memory.forgot-that': {
    en: "All right, I won't remember that.",
    de: 'In Ordnung, das merke ich mir nicht.',
    es: 'De acuerdo, no lo recordaré.',
  },
  'memory.nothing-to-forget': {
    en: 'There is nothing I would remember from this chat.',
    de: 'Aus diesem Chat merke ich mir ohnehin nichts.',
    es: 'De este chat no iba a recordar nada.',
  },
  'memory.ask-consent': {
    en: 'May I remember this for next time: {facts|list}? You can see and delete it whenever you like.',
    de: 'Darf ich mir das für das nächste Mal merken: {facts|list}? Sie können es jederzeit ansehen und löschen.',
    es: '¿Puedo recordarlo para la próxima vez: {facts|list}? Puede verlo y borrarlo cuando quiera.',
    buttons: [yesRemember, noRemember],
  },
  'memory.consent-given': {
    en: "Thank you, I'll remember it. You can see and delete it at any time.",
    de: 'Danke, ich merke es mir. Sie können es jederzeit ansehen und löschen.',
    es: 'Gracias, lo recordaré. Puede verlo y borrarlo en cualquier momento.',
  },
  'memory.may-remember': {
    en: 'Thank you. Nothing is noted yet; when something comes up that helps next time, I may keep it. You can see and delete it at any time.',
    de: 'Danke. Noch ist nichts notiert; was beim nächsten Mal hilft, darf ich mir merken. Sie können es jederzeit ansehen und löschen.',
    es: 'Gracias. Todavía no hay nada anotado; podré recordar lo que ayude la próxima vez. Puede verlo y borrarlo cuando quiera.',
  },
  'memory.remembered': {
    en: "I'll remember what you told me: “{what}”. You can see and delete it at any time.",
    de: 'Das merke ich mir: „{what}“. Sie können es jederzeit ansehen und löschen.',
    es: 'Lo recordaré: «{what}». Puede verlo y borrarlo cuando quiera.',
  },
  'memory.only-here': {
    en: "I can't keep that beyond this chat, since I only remember things about customers who are signed in and want it.",
    de: 'Über diesen Chat hinaus kann ich mir das nicht merken; das geht nur bei angemeldeten Kunden, die es möchten.',
    es: 'No puedo recordarlo más allá de este chat; solo es posible con clientes identificados que lo deseen.',
  },
  'memory.not-kept': {
    en: "I won't keep that: numbers of cards or accounts, passwords and codes are never remembered.",
    de: 'Das merke ich mir nicht: Karten- und Kontonummern, Passwörter und Codes werden nie gespeichert.',
    es: 'Eso no lo guardo: los números de tarjetas o cuentas, las contraseñas y los códigos nunca se recuerdan.',
  },
  'memory.consent-declined': {
    en: "All right, I won't remember anything about you.",
    de: 'In Ordnung, ich merke mir nichts über Sie.',
    es: 'De acuerdo, no recordaré nada de usted.',
  },
  'memory.talked-about': {
    en: 'In this chat we have talked about {things|list}.',
    de: 'In diesem Chat ging es um {things|list}.',
    es: 'En este chat hemos hablado de {things|list}.',
  },
  'memory.talked-about-nothing': {
    en: "We haven't talked about any yet.",
    de: 'Darüber haben wir noch nicht gesprochen.',
    es: 'Todavía no hemos hablado de ello.',
  },
  'memory.so-far': {
    en: 'So far: {matters|lines}',
    de: 'Bisher: {matters|lines}',
    es: 'Hasta ahora: {matters|lines}',
  },
  'memory.so-far-nothing': {
    en: "We haven't done anything yet in this chat.",
    de: 'Wir haben in diesem Chat noch nichts erledigt.',
    es: 'Todavía no hemos hecho nada en este chat.',
  },
  'memory.brief': { en: "I'll keep it short.", de: 'Ich fasse mich kurz.', es: 'Seré breve.' },
  'memory.detailed': { en: "I'll say more.", de: 'Ich werde ausführlicher.', es: 'Daré más detalles.' },
  'memory.language': {
    en: "Of course, let's go on in English.",
    de: 'Gern, wir machen auf Deutsch weiter.',
    es: 'Claro, seguimos en español.',
  },
  'memory.unavailable': {
    en: "I can't reach what I remember about you right now, so nothing has changed. Please try again in a moment.",
    de: 'Ich komme gerade nicht an das, was ich mir über Sie gemerkt habe. Es hat sich nichts geändert, bitte versuchen Sie es gleich noch einmal.',
    es: 'Ahora mismo no puedo acceder a lo que recuerdo de usted y nada ha cambiado. Inténtelo de nuevo en un momento.',
  },
}

/** Names of the responses that the memory says. */
export const memoryResponses: readonly string[] = Object.keys(texts)

const languages = ['en', 'de', 'es'] as const

/** Wordings with the memory's own for those that the author has not worded. English also stands for languages that have none. */
export function withMemoryWordings(wordings: Wordings): Wordings {
  const added = Object.entries(texts).flatMap(([name, wording]): [string, Variant[]][] =>
    Object.hasOwn(wordings, name)
      ? []
      : [[name, [...languages.map((language) => variant(wording, language, language)), variant(wording, 'en', null)]]],
  )
  return { ...Object.fromEntries(added), ...wordings }
}

const variant = (wording: Wording, language: (typeof languages)[number], locale: string | null): Variant => ({
  segments: readTemplate(wording[language]).segments,
  source: wording[language],
  when: null,
  locale,
  channel: null,
  tone: null,
  quickReplies: (wording.buttons ?? []).map((button) => ({
    label: readTemplate(button[language]).segments,
    payload: readTemplate(button.payload).segments,
  })),
})
