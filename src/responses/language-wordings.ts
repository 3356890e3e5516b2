import type { Variant, Wordings } from './compile.ts'
import { readTemplate } from './template.ts'

/** Said to a customer whose language the assistant does not have. `{languages}` are those it has, named in the customer's language. */
export const languageResponse = 'language.not-supported'

/**
 * The apology, and the label of the button that calls a person, in the languages of most customers. The names of languages stand by
 * themselves, so that they need no inflection.
 */
const texts: Record<string, readonly [text: string, button: string]> = {
  ar: [
    'عذرًا، لا أستطيع المساعدة بهذه اللغة. اللغات التي أفهمها: {languages}. هل تريد التحدث إلى شخص؟',
    'التحدث إلى شخص',
  ],
  bg: [
    'Съжалявам, не мога да помогна на този език. Езици, които разбирам: {languages}. Да повикам ли човек?',
    'Разговор с човек',
  ],
  bn: ['দুঃখিত, আমি এই ভাষায় সাহায্য করতে পারি না। আমি যে ভাষা বুঝি: {languages}। একজন মানুষকে ডাকব?', 'একজনের সঙ্গে কথা বলুন'],
  ca: [
    'Ho sento, no puc ajudar en aquest idioma. Idiomes que entenc: {languages}. Vol que avisi una persona?',
    'Parlar amb una persona',
  ],
  cs: [
    'Omlouvám se, v tomto jazyce pomoci neumím. Jazyky, kterým rozumím: {languages}. Mám zavolat kolegu?',
    'Mluvit s člověkem',
  ],
  da: [
    'Jeg kan desværre ikke hjælpe på dette sprog. Sprog, jeg forstår: {languages}. Skal jeg hente en person?',
    'Tal med en person',
  ],
  de: [
    'Es tut mir leid, in dieser Sprache kann ich nicht helfen. Sprachen, die ich verstehe: {languages}. Soll ich einen Menschen holen?',
    'Mit einem Menschen sprechen',
  ],
  el: [
    'Λυπάμαι, δεν μπορώ να βοηθήσω σε αυτή τη γλώσσα. Γλώσσες που καταλαβαίνω: {languages}. Να καλέσω έναν συνεργάτη;',
    'Μιλήστε με άνθρωπο',
  ],
  en: [
    "I'm sorry, I can't help in this language. Languages I understand: {languages}. Shall I get a person?",
    'Talk to a person',
  ],
  es: [
    'Lo siento, no puedo ayudar en este idioma. Idiomas que entiendo: {languages}. ¿Quiere que avise a una persona?',
    'Hablar con una persona',
  ],
  fa: [
    'متأسفم، نمی‌توانم به این زبان کمک کنم. زبان‌هایی که می‌فهمم: {languages}. می‌خواهید با یک نفر صحبت کنید؟',
    'صحبت با یک نفر',
  ],
  fi: [
    'Valitettavasti en voi auttaa tällä kielellä. Kielet, joita ymmärrän: {languages}. Haluatko puhua ihmisen kanssa?',
    'Puhu ihmiselle',
  ],
  fr: [
    'Je suis désolé, je ne peux pas aider dans cette langue. Langues que je comprends : {languages}. Voulez-vous parler à une personne ?',
    'Parler à une personne',
  ],
  he: ['מצטערים, אי אפשר לעזור בשפה הזאת. השפות המובנות כאן: {languages}. לקרוא לנציג?', 'לדבר עם נציג'],
  hi: [
    'क्षमा करें, मैं इस भाषा में मदद नहीं कर सकता। मैं ये भाषाएँ समझता हूँ: {languages}। क्या किसी व्यक्ति को बुलाऊँ?',
    'किसी व्यक्ति से बात करें',
  ],
  hr: [
    'Žao mi je, na ovom jeziku ne mogu pomoći. Jezici koje razumijem: {languages}. Želite li razgovarati s osobom?',
    'Razgovor s osobom',
  ],
  hu: [
    'Sajnálom, ezen a nyelven nem tudok segíteni. Ezeket a nyelveket értem: {languages}. Hívjak egy munkatársat?',
    'Beszélek egy munkatárssal',
  ],
  id: [
    'Maaf, saya tidak dapat membantu dalam bahasa ini. Bahasa yang saya pahami: {languages}. Mau saya panggilkan seseorang?',
    'Bicara dengan seseorang',
  ],
  it: [
    'Mi dispiace, non posso aiutare in questa lingua. Lingue che capisco: {languages}. Vuole parlare con una persona?',
    'Parlare con una persona',
  ],
  ja: [
    '申し訳ございません。この言語ではお手伝いできません。対応している言語：{languages}。担当者におつなぎしますか？',
    '担当者と話す',
  ],
  ko: [
    '죄송합니다. 이 언어로는 도와드릴 수 없습니다. 이해할 수 있는 언어: {languages}. 담당자를 연결해 드릴까요?',
    '담당자와 상담',
  ],
  nb: [
    'Beklager, jeg kan ikke hjelpe på dette språket. Språk jeg forstår: {languages}. Skal jeg hente en person?',
    'Snakk med en person',
  ],
  nl: [
    'Sorry, in deze taal kan ik niet helpen. Talen die ik begrijp: {languages}. Zal ik er een medewerker bij halen?',
    'Met een medewerker praten',
  ],
  pl: [
    'Przepraszam, w tym języku nie mogę pomóc. Języki, które rozumiem: {languages}. Czy mam poprosić konsultanta?',
    'Rozmowa z konsultantem',
  ],
  pt: [
    'Lamento, não consigo ajudar neste idioma. Idiomas que entendo: {languages}. Quer falar com uma pessoa?',
    'Falar com uma pessoa',
  ],
  ro: [
    'Îmi pare rău, nu pot ajuta în această limbă. Limbi pe care le înțeleg: {languages}. Doriți să vorbiți cu o persoană?',
    'Vorbiți cu o persoană',
  ],
  ru: [
    'К сожалению, на этом языке я помочь не могу. Языки, которые я понимаю: {languages}. Позвать сотрудника?',
    'Поговорить с человеком',
  ],
  sv: [
    'Tyvärr kan jag inte hjälpa till på det här språket. Språk jag förstår: {languages}. Ska jag hämta en person?',
    'Prata med en person',
  ],
  th: ['ขออภัย ฉันช่วยในภาษานี้ไม่ได้ ภาษาที่ฉันเข้าใจ: {languages} ต้องการคุยกับเจ้าหน้าที่ไหม', 'คุยกับเจ้าหน้าที่'],
  tr: [
    'Üzgünüm, bu dilde yardımcı olamıyorum. Anladığım diller: {languages}. Bir yetkiliye bağlayayım mı?',
    'Bir yetkiliyle konuş',
  ],
  uk: [
    'На жаль, цією мовою я допомогти не можу. Мови, які я розумію: {languages}. Покликати співробітника?',
    'Поговорити з людиною',
  ],
  ur: [
    'معذرت، میں اس زبان میں مدد نہیں کر سکتا۔ میں یہ زبانیں سمجھتا ہوں: {languages}۔ کیا کسی شخص سے بات کرنا چاہیں گے؟',
    'کسی شخص سے بات کریں',
  ],
  vi: [
    'Xin lỗi, tôi không thể hỗ trợ bằng ngôn ngữ này. Ngôn ngữ tôi hiểu: {languages}. Bạn có muốn nói chuyện với nhân viên không?',
    'Nói chuyện với nhân viên',
  ],
  zh: ['抱歉，我无法用这种语言提供帮助。我能理解的语言：{languages}。需要为您转接人工客服吗？', '转接人工客服'],
}

/** Said to a customer who asked for a person in a language that the assistant does not have: while people are there, and while nobody is. */
export const promiseInTheirs = { open: 'language.handing-off', closed: 'language.handed-over' } as const

const promises: Record<string, readonly [open: string, closed: string]> = {
  de: [
    'Ich verbinde Sie mit einem Menschen. Was hier steht, wird mitgegeben.',
    'Im Moment ist niemand da. Ihre Anfrage steht in der Warteschlange, und die Antwort kommt in diesen Chat.',
  ],
  es: [
    'Le paso con una persona. Verá todo lo que está escrito aquí.',
    'Ahora no hay nadie. Su solicitud está en la cola y le responderán en este chat.',
  ],
  fr: [
    'Je vous passe une personne. Elle verra tout ce qui est écrit ici.',
    "Il n'y a personne pour le moment. Votre demande est dans la file d'attente et la réponse arrivera dans cette discussion.",
  ],
  it: [
    'La metto in contatto con una persona. Vedrà tutto quello che è scritto qui.',
    "Al momento non c'è nessuno. La sua richiesta è in coda e la risposta arriverà in questa chat.",
  ],
  nl: [
    'Ik verbind u door met een medewerker, die alles ziet wat hier staat.',
    'Er is nu niemand. Uw vraag staat in de wachtrij en het antwoord komt in deze chat.',
  ],
  pt: [
    'Vou passar para uma pessoa, que verá tudo o que está escrito aqui.',
    'De momento não há ninguém. O seu pedido está na fila e a resposta chegará nesta conversa.',
  ],
}

/** Whether a hand-off can be promised in this language (ISO 639-1). */
export const promisesIn = (language: string): boolean => Object.hasOwn(promises, language)

/** Pressed, it is the dialogue's own command for a person: it works in whatever language the label is. */
const handOff = 'hand-off'

/** Wordings with the apology in every language for which the author has not worded it. */
export function withLanguageWordings(wordings: Wordings): Wordings {
  const written = wordings[languageResponse] ?? []
  const has = new Set(written.flatMap(({ locale }) => locale?.split('-')[0] ?? []))
  const added = Object.entries(texts).flatMap(([locale, [text, button]]): Variant[] =>
    has.has(locale)
      ? []
      : [
          {
            segments: readTemplate(text).segments,
            source: text,
            when: null,
            locale,
            channel: null,
            tone: null,
            quickReplies: [{ label: readTemplate(button).segments, payload: readTemplate(handOff).segments }],
          },
        ],
  )
  const promise = (place: 0 | 1): Variant[] =>
    Object.entries(promises).map(([locale, texts]) => ({
      segments: readTemplate(texts[place]).segments,
      source: texts[place],
      when: null,
      locale,
      channel: null,
      tone: null,
      quickReplies: [],
    }))
  return {
    [promiseInTheirs.open]: promise(0),
    [promiseInTheirs.closed]: promise(1),
    ...wordings,
    [languageResponse]: [...written, ...added],
  }
}

/** The names of languages (BCP 47) in another language, and in themselves: "inglés (English) y alemán (Deutsch)". */
export function languageNames(languages: readonly string[], inLanguage: string): string {
  const names = new Intl.DisplayNames([inLanguage], { type: 'language', fallback: 'code' })
  const named = (tag: string): string => {
    const name = names.of(tag) ?? tag
    const itself = new Intl.DisplayNames([tag], { type: 'language', fallback: 'code' }).of(tag) ?? tag
    return name.toLowerCase() === itself.toLowerCase() ? name : `${name} (${itself})`
  }
  const own = [...new Set(languages.map((tag) => tag.split('-')[0] ?? tag))]
  return new Intl.ListFormat(inLanguage, { type: 'conjunction' }).format(own.map(named))
}
