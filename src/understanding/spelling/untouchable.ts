import type { Token } from '../tokens.ts'

/** After these comes what no vocabulary knows: a name, a code, a place. */
const introducers = new Set(
  "name names name's named username user login password called mr mrs ms miss dr dear regards sincerely street st avenue ave road rd city town code coupon number".split(
    ' ',
  ),
)
/** Words after an introducer that are left alone. */
const reach = 3
const handles = new Set('@#/_\\&+=~$%*<>{}|`')

/** Whether a word must not be corrected whatever it looks like: a code, an address, a name, part of something written together. */
export function isUntouchable(text: string, tokens: readonly Token[], at: number): boolean {
  const { start, end, norm } = tokens[at] as Token
  const written = text.slice(start, end)
  if (/\p{N}/u.test(written) || !/^[\p{L}\p{M}'’]+$/u.test(written)) return true
  if (isGlued(text, start, end)) return true
  for (let back = 1; back <= reach; back += 1) if (introducers.has(tokens[at - back]?.norm ?? '')) return true
  if (/^\p{Lu}/u.test(written)) {
    if (isShouting(text)) return false
    // Capitals inside a word are a name or a code; one at the beginning of a word that begins no sentence is a name.
    if (/\p{Lu}/u.test(written.slice(1))) return true
    return !beginsSentence(text, start)
  }
  return norm === ''
}

function isGlued(text: string, start: number, end: number): boolean {
  const before = text[start - 1] ?? ' '
  const after = text[end] ?? ' '
  const next = text[end + 1] ?? ' '
  const previous = text[start - 2] ?? ' '
  if (handles.has(before) || handles.has(after)) return true
  const joins = (sign: string) => sign === '-' || sign === '.' || sign === ':'
  return (joins(after) && /[\p{L}\p{N}/]/u.test(next)) || (joins(before) && /[\p{L}\p{N}]/u.test(previous))
}

const beginsSentence = (text: string, start: number) =>
  /(?:^|[.!?\n:"“(]\s*)$/u.test(text.slice(Math.max(0, start - 6), start))

/** A message in capitals: they say nothing about its words. */
const isShouting = (text: string) => !/\p{Ll}/u.test(text) && /\p{Lu}\P{L}+\p{Lu}/u.test(text)
