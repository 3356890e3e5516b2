import { describe, expect, it } from 'vitest'
import { english } from '../spelling/english.ts'
import { tokenise } from '../tokens.ts'
import { detectLanguage } from './language.ts'

const detect = (text: string, languages = ['en']) =>
  detectLanguage(text, tokenise(text), languages, (word) => english().has(word)).code

describe('the language of a message', () => {
  it.each([
    ['where is my order', 'en'],
    ['i want to retrun the hodie', 'en'],
    ['ok', 'en'],
    ['12345', 'en'],
    ['', 'en'],
    ['👍', 'en'],
    ['hola', 'es'],
    ['mi pedido no ha llegado', 'es'],
    ['wo ist meine Bestellung', 'de'],
    ['où est ma commande', 'fr'],
    ['dove si trova il mio ordine', 'it'],
    ['waar is mijn bestelling', 'nl'],
    ['我的订单在哪里', 'zh'],
    ['где мой заказ', 'ru'],
  ])('of %j is %s', (text, code) => {
    expect(detect(text)).toBe(code)
  })

  it('is one of the assistant where little is said', () => {
    expect(detect('ok', ['de', 'en'])).toBe('de')
    expect(detect('Bestellung', ['de'])).toBe('de')
  })
})
