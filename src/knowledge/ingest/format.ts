import { type SourceFormat, Unreadable } from './source.ts'

const byEnding: Record<string, SourceFormat> = {
  md: 'markdown',
  markdown: 'markdown',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  pdf: 'pdf',
  docx: 'docx',
  txt: 'text',
  text: 'text',
  csv: 'csv',
  tsv: 'csv',
}

/** Endings that people put there in good faith, with what to do. */
const notRead: Record<string, string> = {
  doc: 'This is an old Word file. Save it as .docx.',
  odt: 'OpenDocument is not read. Save it as .docx or .pdf.',
  rtf: 'RTF is not read. Save it as .docx.',
  pptx: 'Slides are not read. Export them as .pdf.',
  ppt: 'Slides are not read. Export them as .pdf.',
  xlsx: 'Workbooks are not read. Export the sheet as .csv.',
  xls: 'Workbooks are not read. Export the sheet as .csv.',
  epub: 'E-books are not read. Convert it to .html or .pdf.',
  zip: 'Archives are not read. Unpack it here.',
}

const endingOf = (file: string): string => /\.([a-z0-9]+)$/i.exec(file)?.[1]?.toLowerCase() ?? ''

/** What a file's name says it is; null for what is none of a knowledge folder's business. */
export const formatOf = (file: string): SourceFormat | null => byEnding[endingOf(file)] ?? null

/** What to do about a file of a format that is not read; null for files that nobody expects to be. */
export const adviceFor = (file: string): string | null => notRead[endingOf(file)] ?? null

const mediaTypes: Record<string, SourceFormat> = {
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'application/pdf': 'pdf',
  'text/markdown': 'markdown',
  'text/plain': 'text',
  'text/csv': 'csv',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
}

/** What a server's `Content-Type` says it is. */
export const formatOfMediaType = (contentType: string): SourceFormat | null =>
  mediaTypes[contentType.split(';')[0]?.trim().toLowerCase() ?? ''] ?? null

const startsWith = (bytes: Uint8Array, ...signature: number[]) => signature.every((byte, at) => bytes[at] === byte)

/** Refuses a file whose content is plainly another format than its name says. Throws `Unreadable`. */
export function assertIsFormat(bytes: Uint8Array, format: SourceFormat): void {
  const found = signatureOf(bytes)
  if (found === null) {
    if (format === 'pdf') throw wrong('no PDF')
    if (format === 'docx') throw wrong('no .docx')
    return
  }
  if (found === 'old-office')
    throw new Unreadable(
      'encrypted',
      'This is protected by a password, or an old .doc. Save it without a password as .docx.',
    )
  const isFine = found === 'html' ? format !== 'pdf' && format !== 'docx' : found === format
  if (!isFine) throw wrong(called[found])
}

const called = { pdf: 'a PDF', docx: 'a .docx or another archive', html: 'a web page' }

const wrong = (what: string) =>
  new Unreadable('wrong-name', `By its content this is ${what}. Rename it after what it is, or export it again.`)

function signatureOf(bytes: Uint8Array): 'pdf' | 'docx' | 'html' | 'old-office' | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1_024))
  if (head.includes('%PDF-')) return 'pdf'
  if (startsWith(bytes, 0x50, 0x4b, 3, 4) || startsWith(bytes, 0x50, 0x4b, 5, 6)) return 'docx'
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return 'old-office'
  if (/^\uFEFF?(?:ï»¿)?\s*<(?:!doctype html|html)\b/i.test(head)) return 'html'
  return null
}
