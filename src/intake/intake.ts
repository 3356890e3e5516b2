export interface IntakeLimits {
  /** UTF-16 units of a message, as sent. */
  characters: number
  /** Characters without white space: no word, order number or link is longer, a pasted blob is. */
  token: number
  /** The same character in a row: a stuck key. */
  repeated: number
}

export const intakeLimits: IntakeLimits = { characters: 8_000, token: 200, repeated: 200 }

/** What was taken out or noticed; for the trace. */
export type IntakeFlag =
  | 'control-characters'
  | 'invisible-characters'
  | 'direction-marks'
  | 'broken-unicode'
  | 'piled-marks'
  | 'recomposed'
  | 'long-link'

export interface Intake {
  /** ok: read it. too-long, over-long-token: the length reply. empty: nothing visible is left. */
  kind: 'ok' | 'too-long' | 'over-long-token' | 'empty'
  /** Cleaned; cut to the limit where too long, so that it can be stored and shown. */
  text: string
  flags: IntakeFlag[]
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is what it is for.
const control = /[\u0000-\u0008\u000E-\u001F\u007F-\u009F\uFFF9-\uFFFB]/g
/** Bidirectional embeddings, overrides and isolates: they make text read otherwise than it is ("Trojan Source", CVE-2021-42574). */
const direction = /[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/g
/** Zero-width and filler characters, tag characters (hidden text), soft hyphens. The joiner stays between emoji, where it is spelling. */
const invisible =
  /\u034F|\u17B4|\u17B5|[\u180B-\u180D]|[\u00AD\u115F\u1160\u180E\u200B\u200C\u2060-\u2064\u206A-\u206F\u3164\uFEFF\uFFA0\u{1BCA0}-\u{1BCA3}\u{1D173}-\u{1D17A}\u{E0000}-\u{E007F}]/gu
const joiner = /(?<!\p{Extended_Pictographic}\uFE0F?\p{Emoji_Modifier}?)\u200D|\u200D(?!\p{Extended_Pictographic})/gu
/** More combining marks on one letter than any script needs ("zalgo"). */
const piled = /(\p{M}{4})\p{M}+/gu
const link = /^[a-z][a-z0-9+.-]{1,15}:\/\/\S+$/i

/**
 * Cleans a message: NFC, no control, direction or invisible characters, white space collapsed (line breaks stay, as one), ends trimmed.
 * The customer's words stay as they are. Pure and linear in the length; longer texts are cut before any pattern runs over them.
 */
export function intake(message: string, changed: Partial<IntakeLimits> = {}): Intake {
  const limits = { ...intakeLimits, ...changed }
  const flags = new Set<IntakeFlag>()
  const tooLong = message.length > limits.characters
  const without = (text: string, pattern: RegExp, by: string, flag: IntakeFlag): string => {
    const cleaned = text.replace(pattern, by)
    if (cleaned !== text) flags.add(flag)
    return cleaned
  }
  let text = message.slice(0, limits.characters)
  const wellFormed = text.toWellFormed()
  // A cut through a surrogate pair is our doing, not a fault of the message.
  if (!tooLong && wellFormed !== text) flags.add('broken-unicode')
  text = wellFormed
  text = without(text, control, '', 'control-characters')
  text = without(text, direction, '', 'direction-marks')
  text = without(text, invisible, '', 'invisible-characters')
  text = without(text, joiner, '', 'invisible-characters')
  const composed = text.normalize('NFC')
  if (composed !== text) flags.add('recomposed')
  text = without(composed, piled, '$1', 'piled-marks')
  text = text
    .replace(/\r\n?|\u2028|\u2029|\u0085|\v|\f/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{2,}/g, '\n')
    .trim()

  const result = (kind: Intake['kind']): Intake => ({ kind, text, flags: [...flags] })
  if (tooLong) return result('too-long')
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(text)) return result('empty')
  for (const token of text.split(/\s/)) {
    if (token.length <= limits.token) continue
    if (!link.test(token) || hasRun(token, limits.repeated)) return result('over-long-token')
    flags.add('long-link')
  }
  return result(hasRun(text, limits.repeated) ? 'over-long-token' : 'ok')
}

/** Whether one character stands `length` times in a row. */
function hasRun(text: string, length: number): boolean {
  let run = 0
  let before = ''
  for (const character of text) {
    run = character === before ? run + 1 : 1
    before = character
    if (run >= length) return true
  }
  return false
}
