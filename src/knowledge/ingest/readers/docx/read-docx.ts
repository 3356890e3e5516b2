import mammoth from 'mammoth'
import { readLimits } from '../../choices.ts'
import { Unreadable } from '../../source.ts'
import type { SourceTree } from '../../tree.ts'
import { readHtml } from '../html/read-html.ts'
import { pack } from './pack.ts'
import { unzip } from './zip.ts'

/** Only what has text: pictures, fonts and embedded files are never unzipped. */
const textParts =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|docProps\/core\.xml|word\/[^/]+\.xml|word\/_rels\/[^/]+\.rels)$/

/** Titles are the first heading; deleted passages of tracked changes and comments stay out. */
const styles = ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh", 'comment-reference => !']

/** Reads a Word document through its meaning (styles, numbering, tables). Throws `Unreadable`. */
export async function readDocx(bytes: Uint8Array): Promise<SourceTree> {
  const parts = unzip(bytes, (name) => textParts.test(name))
  if (!parts.has('word/document.xml'))
    throw new Unreadable('wrong-name', 'This archive is no Word document. Check what it is, and its ending.')
  for (const [name, xml] of parts) assertSound(name, xml)
  const { value } = await convert(pack(parts))
  const tree = readDocument(value)
  const core = parts.get('docProps/core.xml')?.toString('utf8') ?? ''
  const stated = /<dc:title>([^<]{3,200})<\/dc:title>/.exec(core)?.[1]
  const locale =
    /<dc:language>([\w-]{2,20})<\/dc:language>/.exec(core)?.[1] ??
    /<w:lang[^>]*w:val="([\w-]{2,20})"/.exec(parts.get('word/styles.xml')?.toString('utf8') ?? '')?.[1]
  return { ...tree, title: tree.title ?? stated ?? null, locale: tree.locale ?? locale ?? null }
}

async function convert(archive: Buffer): Promise<{ value: string }> {
  try {
    return await mammoth.convertToHtml(
      { buffer: archive },
      { styleMap: styles, ignoreEmptyParagraphs: true, externalFileAccess: false },
    )
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep()
    throw new Unreadable('broken', 'Its inside is damaged. Open it in a word processor and save it again.')
  }
}

function readDocument(html: string): SourceTree {
  if (html.trim() === '')
    throw new Unreadable('no-text', 'There is no text in it, at most pictures. Write out what they show.')
  return readHtml(`<main>${html}</main>`)
}

const tooDeep = () =>
  new Unreadable('broken', 'It is nested deeper than any document. Open it in a word processor and save it again.')

/** Declared entities can grow without bound, and the parser descends into what is nested: both are refused before it looks. */
function assertSound(name: string, xml: Buffer): void {
  const head = xml.toString('latin1', 0, 4_096)
  if (head.includes('<!DOCTYPE') || head.includes('<!ENTITY'))
    throw new Unreadable('broken', `${name} in it declares entities, which no word processor does.`)
  let depth = 0
  for (let at = xml.indexOf(60); at >= 0; at = xml.indexOf(60, at + 1)) {
    const next = xml[at + 1]
    if (next === 47) depth -= 1
    else if (next !== 33 && next !== 63) {
      const end = xml.indexOf(62, at)
      if (end > 0 && xml[end - 1] !== 47) depth += 1
      if (depth > readLimits.nesting) throw tooDeep()
    }
  }
}
