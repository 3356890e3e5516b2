import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { english } from '../spelling/english.ts'
import { tokenise } from '../tokens.ts'
import { identifyLanguage } from './identify.ts'
import { detectLanguage } from './language.ts'

const detect = (text: string, languages = ['en'], previous?: string) =>
  detectLanguage(text, tokenise(text), languages, (word) => english().has(word), previous)
const codeOf = (text: string, languages = ['en'], previous?: string) => detect(text, languages, previous).code

describe('the language of a message', () => {
  it.each([
    ['where is my order', 'en'],
    ['i want to retrun the hodie', 'en'],
    ['wher is my oder', 'en'],
    ['plz hlp', 'en'],
    ['ok', 'en'],
    ['12345', 'en'],
    ['', 'en'],
    ['👍', 'en'],
    ['MF-104233', 'en'],
    ['password reset', 'en'],
    ['nike air max', 'en'],
    ['hola', 'es'],
    ['bonjour', 'fr'],
    ['danke', 'de'],
    ['ciao', 'it'],
    ['obrigado', 'pt'],
    ['donde esta mi pedido', 'es'],
    ['mi pedido no ha llegado', 'es'],
    ['wo ist meine Bestellung', 'de'],
    ['où est ma commande', 'fr'],
    ['ou est mon colis', 'fr'],
    ['dove si trova il mio ordine', 'it'],
    ['waar is mijn bestelling', 'nl'],
    ['gdzie jest moje zamówienie', 'pl'],
    ['hej var är min beställning', 'sv'],
    ['siparişim nerede', 'tr'],
    ['我的订单在哪里', 'zh'],
    ['注文はどこですか', 'ja'],
    ['제 주문은 어디에 있나요', 'ko'],
    ['где мой заказ', 'ru'],
    ['де моє замовлення', 'uk'],
    ['أين طلبي', 'ar'],
    ['मेरा ऑर्डर कहाँ है', 'hi'],
    ['איפה ההזמנה שלי', 'he'],
    ['πού είναι η παραγγελία μου', 'el'],
    ['คำสั่งซื้อของฉันอยู่ที่ไหน', 'th'],
    ['আমার অর্ডার কোথায়', 'bn'],
    ['ትዕዛዜ የት ነው', 'am'],
  ])('of %j is %s', (text, code) => {
    expect(codeOf(text)).toBe(code)
  })

  it('is one of the assistant where little is said', () => {
    expect(codeOf('ok', ['de', 'en'])).toBe('de')
    expect(codeOf('Bestellung', ['de'])).toBe('de')
    expect(['fr', 'de']).toContain(codeOf('hotel', ['fr', 'de']))
  })

  it('is the one spoken before where little is said, and changes with a whole sentence', () => {
    expect(codeOf('ok', ['en', 'de'], 'de')).toBe('de')
    expect(codeOf('problem', ['en', 'de'], 'de')).toBe('de')
    expect(codeOf('i would like to talk to somebody please', ['en', 'de'], 'de')).toBe('en')
  })

  it('has the code that the assistant writes', () => {
    expect(codeOf('hvor er min bestilling, jeg har ikke mottatt noe', ['no-NO'])).toBe('no')
    expect(codeOf('onde está o meu pedido', ['en', 'pt-BR'])).toBe('pt')
    expect(codeOf('di mana pesanan saya', ['ms'])).toBe('ms')
    expect(codeOf('gde je moja porudžbina, nije stigla', ['sr'])).toBe('sr')
  })

  it('is no language of the assistant merely because English words are known', () => {
    expect(codeOf('where is my order, it has not arrived', ['de'])).toBe('en')
    expect(codeOf('password reset', ['de', 'en'])).toBe('en')
    expect(codeOf('was hat der Versand gekostet', ['en', 'de'])).toBe('de')
  })

  it('is undetermined where nothing is written in letters', () => {
    for (const text of ['', '👍👍', '12345', '??', ' ', '\u200b']) expect(detect(text, ['fr']).undetermined).toBe(true)
    expect(detect('merci', ['fr']).undetermined).toBeUndefined()
  })

  it('is not turned by a look-alike letter, marks that are not seen, links or addresses', () => {
    expect(codeOf('whеre is my оrdеr please')).toBe('en')
    expect(codeOf('wo ist\u200b mei\u200bne\u202e Bestellung')).toBe('de')
    expect(codeOf('my order https://www.beispiel-geschaeft.de/bestellung/ueber-uns from maria@beispiel.de')).toBe('en')
  })
})

describe('a text in two languages', () => {
  it('names the second with its share and where it stands', () => {
    const text = 'Hello, I would like to return these shoes, die Schuhe sind mir leider viel zu klein'
    const { code, others } = detect(text)
    expect(code).toBe('en')
    expect(others?.map((other) => other.code)).toEqual(['de'])
    const [german] = others ?? []
    expect(german?.share).toBeGreaterThan(0.3)
    expect(german?.spans.map(({ start, end }) => text.slice(start, end)).join()).toMatch(/Schuhe sind mir leider/)
  })

  it('is that of the assistant if enough is in it', () => {
    expect(detect('I am Juan Carlos Fernandez de la Vega and I want a refund', ['en', 'de']).code).toBe('en')
  })

  it('is told by the scripts, too', () => {
    const { code, others } = detect('Where is my order? Я заказал ботинки неделю назад, and nothing came yet')
    expect(code).toBe('en')
    expect(others?.map((other) => other.code)).toEqual(['ru'])
    expect(detect('我的 order MF-104233 在哪里').code).toBe('zh')
  })

  it('is one language with a foreign word, a name or a brand in it', () => {
    for (const text of [
      'Where is my Blumenstrauß',
      'the café au lait mug is broken and I want it replaced',
      'wo ist mein Tracking Link für das Nike Sneaker Paket',
    ])
      expect(detect(text, ['en', 'de']).others).toBeUndefined()
  })
})

describe('whatever the text', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(
      fc.constantFrom(
        'order',
        'Straße',
        'заказ',
        '订单',
        'طلب',
        '👍',
        '\u200b',
        '\u202e',
        'аbс',
        'a'.repeat(100),
        '12',
      ),
    ),
  )

  it('there is a language, and its parts lie in the text', () => {
    fc.assert(
      fc.property(anything, fc.constantFrom<string[]>(['en'], ['de', 'en'], []), (given, languages) => {
        const text = Array.isArray(given) ? given.join(' ') : given
        const { code, confidence, others = [] } = detect(text, languages)
        expect(code).toMatch(/^[a-z]{2}$/)
        expect(confidence).toBeGreaterThan(0)
        expect(confidence).toBeLessThanOrEqual(1)
        expect(others.reduce((sum, { share }) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-9)
        for (const { start, end } of others.flatMap(({ spans }) => spans)) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(text.length)
        }
      }),
    )
  })

  it('guesses are probabilities, the likeliest first', () => {
    fc.assert(
      fc.property(anything, (given) => {
        const guesses = identifyLanguage(Array.isArray(given) ? given.join(' ') : given)
        const sum = guesses.reduce((total, { confidence }) => total + confidence, 0)
        expect(sum).toBeLessThanOrEqual(1 + 1e-9)
        guesses.slice(1).forEach(({ confidence }, i) => {
          expect(confidence).toBeLessThanOrEqual(guesses[i]?.confidence ?? 0)
        })
      }),
    )
  })
})
