/** Words that end in a full stop without ending a sentence. */
const abbreviations =
  /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|approx|incl|mr|mrs|ms|dr|st|ave|no|inc|ltd|co|jr|sr|[ap]\.m|u\.s|\p{L})\.$/iu
/** Where a sentence may end: its mark, closing quotes or brackets, then white space. */
const ends = /(?<![.!?…])[.!?…]+["'”’)\]]*(?=\s|$)/gu

/** Longer than any abbreviation with what stands before it, and than any word that decides about what follows. */
const tailCharacters = 24
const nextCharacters = 24

/** Splits running text into sentences, word for word: joined by a space they are the text with its white space collapsed. */
export function splitSentences(text: string): string[] {
  const flat = text.replace(/\s+/g, ' ').trim()
  const sentences: string[] = []
  let from = 0
  for (const match of flat.matchAll(ends)) {
    const end = match.index + match[0].length
    const upTo = flat.slice(from, end)
    // What is looked at behind a mark: all of it each time would take minutes over a paragraph of abbreviations.
    const tail = upTo.slice(-tailCharacters)
    const next = flat.slice(end, end + nextCharacters).trimStart()
    if (match[0].startsWith('.') && abbreviations.test(tail) && !/^["“(]?\p{Lu}\p{Ll}/u.test(next)) continue
    // "p.m. Eastern Time" goes on although a capital follows; "No. 12" too.
    if (/[ap]\.m\.$/i.test(tail) && /^(?:Eastern|Central|Pacific|ET|EST|EDT)\b/.test(next)) continue
    if (/\b(?:no|st|mr|mrs|ms|dr|vs|e\.g|i\.e)\.$/i.test(tail) && next !== '') continue
    if (/^\p{Ll}/u.test(next)) continue
    sentences.push(upTo.trim())
    from = end
  }
  const rest = flat.slice(from).trim()
  if (rest !== '') sentences.push(rest)
  return sentences
}
