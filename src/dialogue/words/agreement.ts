/**
 * Yes and no in languages without a table of their own: only for the one question that is asked in them (whether a person shall help). Language
 * (ISO 639-1) → what people begin a yes and a no with.
 */
const lists: Readonly<Record<string, readonly [yes: string, no: string]>> = {
  ar: ['نعم, أجل, ايوه, أيوه, طبعا, من فضلك, حسنا, تمام', 'لا, كلا'],
  bg: ['да, добре, разбира се, моля', 'не'],
  bn: ['হ্যাঁ, হ্যা, জি, ঠিক আছে', 'না'],
  ca: ['sí, si, d’acord, és clar, vull, si us plau', 'no'],
  cs: ['ano, jo, jasně, dobře, prosím, určitě', 'ne'],
  da: ['ja, jo, gerne, okay, endelig', 'nej'],
  el: ['ναι, βέβαια, εντάξει, παρακαλώ', 'όχι, οχι'],
  fa: ['بله, آره, بلی, لطفا, حتما', 'نه, خیر'],
  fi: ['kyllä, joo, juu, haluan, mielellään', 'ei, en'],
  he: ['כן, בטח, בבקשה, בסדר', 'לא'],
  hi: ['हाँ, हां, जी, ठीक है, haan', 'नहीं, नही, ना, nahi'],
  hr: ['da, može, naravno, molim', 'ne'],
  hu: ['igen, persze, kérem, jó', 'nem'],
  id: ['ya, iya, boleh, mau, tolong', 'tidak, nggak, jangan, gak'],
  ja: ['はい, ええ, うん, お願い, おねがい', 'いいえ, いえ, 結構です'],
  ko: ['네, 예, 응, 좋아요, 부탁', '아니, 아뇨'],
  nb: ['ja, jo, gjerne, okei', 'nei'],
  pl: ['tak, poproszę, proszę, jasne, dobrze, oczywiście', 'nie'],
  ro: ['da, desigur, vă rog, bine', 'nu'],
  ru: ['да, конечно, хорошо, давайте, пожалуйста, позовите', 'нет, не надо, не нужно'],
  sv: ['ja, jo, gärna, okej', 'nej'],
  th: ['ใช่, ค่ะ, ครับ, ต้องการ, ได้', 'ไม่'],
  tr: ['evet, olur, tabii, tabi, lütfen, tamam', 'hayır, yok, istemiyorum'],
  uk: ['так, звичайно, добре, будь ласка', 'ні, не треба'],
  ur: ['جی ہاں, ہاں, جی, ٹھیک ہے', 'نہیں, جی نہیں'],
  vi: ['có, vâng, dạ, được, đồng ý', 'không'],
  zh: ['是, 好, 要, 需要, 可以, 对的, 行', '不, 没, 否, 別, 别'],
}

/** Words are not set apart by spaces. */
const unspaced: ReadonlySet<string> = new Set(['ja', 'ko', 'th', 'zh'])
/** A longer message says something else as well. */
const longest = 40

/** Yes or no in a language without a table; null where it is neither, or the language is not among these. */
export function agreementIn(text: string, language: string): boolean | null {
  const list = Object.hasOwn(lists, language) ? lists[language] : undefined
  const said = plain(text)
  if (list === undefined || said === '' || said.length > longest) return null
  const begins = (phrases: string) =>
    phrases.split(',').some((phrase) => {
      const word = plain(phrase)
      return said === word || said.startsWith(unspaced.has(language) ? word : `${word} `)
    })
  // "جی نہیں" begins like a yes.
  if (begins(list[1])) return false
  return begins(list[0]) ? true : null
}

/** Not folded: in many scripts the vowels are marks, and without them a yes and a no look the same. */
const plain = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Mark}\p{Number}]+/gu, ' ')
    .trim()
