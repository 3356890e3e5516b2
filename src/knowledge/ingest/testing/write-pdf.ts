/** A small PDF writer for tests and measurements: Helvetica, text at places, any number of pages. */
export interface PlacedText {
  text: string
  x: number
  y: number
  size: number
  bold?: boolean
}

export interface PdfOptions {
  title?: string
  language?: string
  /** As a program that was told a password writes it: the file opens with that alone. */
  encrypted?: boolean
}

/** A4, in points. */
export const pageSize = { width: 595, height: 842 }

export function writePdf(pages: readonly (readonly PlacedText[])[], options: PdfOptions = {}): Uint8Array {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  const offsets: number[] = []
  let length = parts[0]?.length ?? 0
  const write = (text: string) => {
    const bytes = Buffer.from(text, 'latin1')
    parts.push(bytes)
    length += bytes.length
  }
  const object = (number: number, text: string) => {
    offsets[number] = length
    write(`${number} 0 obj\n${text}\nendobj\n`)
  }
  const first = 6
  object(1, `<< /Type /Catalog /Pages 2 0 R${options.language ? ` /Lang (${options.language})` : ''} >>`)
  object(
    2,
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, at) => `${first + at * 2} 0 R`).join(' ')}] >>`,
  )
  object(3, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>')
  object(4, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>')
  object(5, `<< /Title (${escaped(options.title ?? '')}) >>`)
  for (const [at, texts] of pages.entries()) {
    const content = texts
      .map(
        ({ text, x, y, size, bold }) => `BT /F${bold ? 2 : 1} ${size} Tf 1 0 0 1 ${x} ${y} Tm (${escaped(text)}) Tj ET`,
      )
      .join('\n')
    object(
      first + at * 2,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${pageSize.width} ${pageSize.height}] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${first + at * 2 + 1} 0 R >>`,
    )
    object(first + at * 2 + 1, `<< /Length ${Buffer.byteLength(content, 'latin1')} >>\nstream\n${content}\nendstream`)
  }
  const count = first + pages.length * 2
  const start = length
  write(`xref\n0 ${count}\n0000000000 65535 f \n`)
  for (let number = 1; number < count; number += 1) write(`${String(offsets[number]).padStart(10, '0')} 00000 n \n`)
  const key = '00'.repeat(32)
  const lock = options.encrypted
    ? ` /ID [<${key}> <${key}>] /Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <${key}> /U <${key}> >>`
    : ''
  write(`trailer\n<< /Size ${count} /Root 1 0 R /Info 5 0 R${lock} >>\nstartxref\n${start}\n%%EOF\n`)
  return Uint8Array.from(Buffer.concat(parts))
}

const escaped = (text: string): string =>
  text
    .replace(/[\\()]/g, '\\$&')
    .replaceAll('•', '\\225')
    .replaceAll('–', '\\226')

/** Lines below one another from the top of the page. */
export function textPage(lines: readonly string[], size = 11, top = 760): PlacedText[] {
  return lines.map((text, at) => ({ text, x: 60, y: top - at * size * 1.3, size }))
}
