import fc from 'fast-check'

/** What arrives that no author thought of. Each is said by name in a failing test. */
export const oddTexts: Readonly<Record<string, string>> = {
  empty: '',
  'white space': ' \n\t  ',
  'one letter': 'a',
  'one digit': '7',
  'one sign': '?',
  'a lone high surrogate': '\ud83d',
  'a lone low surrogate in a sentence': 'where is \udc4d my order',
  '4,000 characters without a space': 'a'.repeat(4_000),
  '4,000 characters of words': 'where is my order and can I return the boots '.repeat(100).slice(0, 4_000),
  '4,000 characters of sentences': 'Cancel my order. '.repeat(300).slice(0, 4_000),
  '4,000 digits': '1234567890'.repeat(400),
  '4,000 signs': '?!'.repeat(2_000),
  '4,000 spaces in between': `cancel${' '.repeat(4_000)}my order`,
  'nested brackets': '('.repeat(2_000) + ')'.repeat(2_000),
  'only emoji': '🦄🌵🧲',
  'an emoji of many code points': '👩🏽‍❤️‍💋‍👨🏿',
  'many emoji': '🎉'.repeat(500),
  'mixed scripts': 'where 我的订单 is мой заказ طلبي הזמנה คำสั่งซื้อ order',
  'zero-width characters': 'can\u200bcel my or\u200cder\u200d \ufeffplease\u2060',
  'bidirectional marks': '\u202ewhere is my\u202c \u2066order\u2069\u200f',
  homoglyphs: 'саncеl mу оrdеr',
  'combining marks without end': `o${'\u0301'.repeat(500)}rder`,
  'full-width letters': 'ｃａｎｃｅｌ ｍｙ ｏｒｄｅｒ',
  markup: '<script>alert("x")</script><img src=x onerror=alert(1)>',
  'broken markup': '<div><p class="a" <b>where is my order</',
  json: '{"id":17,"items":[{"sku":"A-1","qty":2},null,true],"nested":{"a":{"b":[[[]]]}}}',
  base64: 'TWFueSBoYW5kcyBtYWtlIGxpZ2h0IHdvcmsuIFRoaXMgaXMgYSBsb25nIHRleHQu',
  'a repeated word': 'cancel '.repeat(400),
  'a repeated conjunction': 'and '.repeat(400),
  'a repeated negation': "don't not never ".repeat(120),
  'conditions in conditions': 'if unless otherwise if not then '.repeat(100),
  'commas alone': ','.repeat(1_000),
  'a null character': 'cancel\u0000my\u0000order',
  'line ends': 'cancel\r\n\r\n\nmy\u2028order\u2029\u0085',
  'placeholders of ours': '__order_number__ __product__ [boots](product)',
  'names of an object': 'constructor __proto__ toString hasOwnProperty',
  'a regular expression': '(a+)+$ [[:alpha:]] \\p{L} $& $1',
  'very many numbers': 'MF-104233 '.repeat(200),
  'very many addresses': '12 Oak Street, Boston, MA 02110 and '.repeat(60),
  'very many misspelt words': 'plaese cancle teh ordr i recieved yestreday '.repeat(60),
  'a long link': `https://x.example/${'a%20b/'.repeat(400)}?q=${'z'.repeat(800)}`,
  'upper case with signs': 'WHERE!!!! IS???? MY ORDER!!!!!!!!!',
}

/** Nothing that a shop could do: each must look further out of scope than anything that it does. */
export const meaninglessTexts: Readonly<Record<string, string>> = {
  base64: oddTexts.base64 ?? '',
  'more base64': 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  json: oddTexts.json ?? '',
  'keyboard mash': 'asdfghjkl qwpoeiruty zmxncbv',
  'more keyboard mash': 'sdkfjh skdjfh weiruy xcvmnb oiuyt',
  markup: '<svg><g fill="none"><path d="M0 0h24v24H0z"/></g></svg>',
  sql: "'; DROP TABLE users; SELECT * FROM pg_catalog.pg_tables; --",
  hexadecimal: '0xdeadbeef 4f2a9c 00ff7e 9b1d e3a0 77ac',
  'only emoji': oddTexts['only emoji'] ?? '',
}

/** Made of everyday words: only their meaning tells that it is nothing that a shop could do. */
export const stackTrace =
  'TypeError: undefined is not a function\n    at foo (/srv/app/index.js:10:15)\n    at Module._compile'

const words = [
  ...'cancel where is my order return the boots jacket and also then if not unless otherwise please thanks yes no'.split(
    ' ',
  ),
  ...[
    "don't",
    'MF-104233',
    'MF104233',
    '$12.50',
    '12 Oak Street',
    'tomorrow',
    'a@b.co',
    '(415) 555-2671',
    '104233',
    '2nd',
  ],
  ...['.', ',', '?!', '…', '\n', '\u0000', '\u200b', '\u202e', '\u2066', '\ud800', '\udc00', '\ufeff', '\u0301'],
  ...['👍', '😡', '👩🏽‍💻', '🇩🇪', '١٢', '我的订单', 'заказ', 'ｏｒｄｅｒ', 'оrdеr', 'Ordnüng', 'ﬁ', 'İ', 'ß', 'ǅ'],
  ...['<b>', '</b>', '{"a":[', ']}', '&amp;', '%00', '__order_number__', '[x](product)', 'ordr', 'BOOOOTS', "'"],
]

const said = fc.array(fc.constantFrom(...words), { maxLength: 60 })
const letters = (characters: string, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...characters), minLength: 1, maxLength })

/** Any text at all, with the odd ones likelier than chance would have them; 4,000 units at most. */
export const anyText: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 3, arbitrary: fc.tuple(said, fc.constantFrom(' ', '', ', ', '\n')).map(([parts, by]) => parts.join(by)) },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
    { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 200 }) },
    // UTF-16 units one by one: surrogates stand alone.
    fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 }).map((units) => String.fromCharCode(...units)),
    fc.tuple(fc.string({ maxLength: 12 }), fc.integer({ min: 1, max: 400 })).map(([text, times]) => text.repeat(times)),
    fc.json({ maxDepth: 3 }),
    fc.base64String({ maxLength: 300 }),
    letters('\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2066\u2069\ufeff\u00ad ab', 60),
    letters('аеорсухіј aeopcxyij', 80),
    letters('<>/="\'&;{}[]() ab1', 120),
    fc.constantFrom(...Object.values(oddTexts)),
  )
  .map((text) => text.slice(0, 4_000))
