/**
 * The Porter stemmer (M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980), with the usual two later
 * changes (-bli, -logi). Chosen over a lemmatiser because it needs no dictionary; its mistakes are the same in article and query.
 */
const step2: [RegExp, string][] = [
  [/ational$/, 'ate'],
  [/tional$/, 'tion'],
  [/enci$/, 'ence'],
  [/anci$/, 'ance'],
  [/izer$/, 'ize'],
  [/bli$/, 'ble'],
  [/alli$/, 'al'],
  [/entli$/, 'ent'],
  [/eli$/, 'e'],
  [/ousli$/, 'ous'],
  [/ization$/, 'ize'],
  [/ation$/, 'ate'],
  [/ator$/, 'ate'],
  [/alism$/, 'al'],
  [/iveness$/, 'ive'],
  [/fulness$/, 'ful'],
  [/ousness$/, 'ous'],
  [/aliti$/, 'al'],
  [/iviti$/, 'ive'],
  [/biliti$/, 'ble'],
  [/logi$/, 'log'],
]
const step3: [RegExp, string][] = [
  [/icate$/, 'ic'],
  [/ative$/, ''],
  [/alize$/, 'al'],
  [/iciti$/, 'ic'],
  [/ical$/, 'ic'],
  [/ful$/, ''],
  [/ness$/, ''],
]
const step4 = /(?:al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ou|ism|ate|iti|ous|ive|ize)$/

const vowelAt = (word: string, at: number): boolean => {
  const letter = word[at]
  return letter === undefined ? false : 'aeiou'.includes(letter) || (letter === 'y' && at > 0 && !vowelAt(word, at - 1))
}

/** Number of vowel-consonant sequences: Porter's m. */
function measure(stem: string): number {
  let count = 0
  let vowelBefore = false
  for (let at = 0; at < stem.length; at += 1) {
    const vowel = vowelAt(stem, at)
    if (vowelBefore && !vowel) count += 1
    vowelBefore = vowel
  }
  return count
}

function hasVowel(stem: string): boolean {
  for (let at = 0; at < stem.length; at += 1) if (vowelAt(stem, at)) return true
  return false
}

const doubled = (word: string): boolean => {
  const last = word.length - 1
  return last > 0 && word[last] === word[last - 1] && !vowelAt(word, last)
}

/** consonant-vowel-consonant, the last not w, x or y: "hop", not "snow". */
const shortEnd = (word: string): boolean => {
  const last = word.length - 1
  return (
    last >= 2 && !vowelAt(word, last) && vowelAt(word, last - 1) && !vowelAt(word, last - 2) && !/[wxy]$/.test(word)
  )
}

function replaceFirst(word: string, rules: [RegExp, string][]): string {
  for (const [suffix, by] of rules) {
    if (!suffix.test(word)) continue
    const stem = word.replace(suffix, '')
    return measure(stem) > 0 ? stem + by : word
  }
  return word
}

/** The stem of a lower-case English word. Words with other letters or digits, and very short ones, come back as they are. */
export function stemEnglish(input: string): string {
  if (input.length < 3 || !/^[a-z]+$/.test(input)) return input
  let word = input
  if (/sses$|ies$/.test(word)) word = word.slice(0, -2)
  else if (/[^s]s$/.test(word)) word = word.slice(0, -1)

  if (word.endsWith('eed')) {
    if (measure(word.slice(0, -3)) > 0) word = word.slice(0, -1)
  } else {
    const cut = /(?:ed|ing)$/.exec(word)
    const stem = cut && word.slice(0, cut.index)
    if (stem && hasVowel(stem)) {
      if (/(?:at|bl|iz)$/.test(stem)) word = `${stem}e`
      else if (doubled(stem) && !/[lsz]$/.test(stem)) word = stem.slice(0, -1)
      else word = measure(stem) === 1 && shortEnd(stem) ? `${stem}e` : stem
    }
  }
  if (word.endsWith('y') && hasVowel(word.slice(0, -1))) word = `${word.slice(0, -1)}i`
  word = replaceFirst(word, step2)
  word = replaceFirst(word, step3)

  const ion = /[st]ion$/.test(word) ? word.slice(0, -3) : null
  if (ion !== null && measure(ion) > 1) word = ion
  else {
    const stem = word.replace(step4, '')
    if (stem !== word && measure(stem) > 1) word = stem
  }
  if (word.endsWith('e')) {
    const stem = word.slice(0, -1)
    const m = measure(stem)
    if (m > 1 || (m === 1 && !shortEnd(stem))) word = stem
  }
  return measure(word) > 1 && word.endsWith('ll') ? word.slice(0, -1) : word
}
