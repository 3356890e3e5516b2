/** The numbers of this folder that are choices, each with its unit and its reason. What is beyond a bound is refused or cut, and reported. */

export const readLimits = {
  /** Bytes of one file by its format. Text beyond this is an export of a system, not something that a person wrote. */
  bytes: {
    markdown: 2_000_000,
    html: 10_000_000,
    text: 10_000_000,
    csv: 20_000_000,
    docx: 50_000_000,
    pdf: 60_000_000,
  },
  /** Bytes of a DOCX's text parts once unzipped: a novel has 5 MB of XML. */
  unzippedBytes: 60_000_000,
  /** Unzipped over zipped bytes of one entry. Real word-processing XML stays below 60. */
  zipRatio: 250,
  zipEntries: 5_000,
  /** Pages of a PDF that are read; the rest is reported. */
  pages: 2_000,
  /** Characters of one source; a thousand printed pages have 3 million. */
  charactersPerSource: 3_000_000,
  /** Characters of one document; a longer source becomes several, cut at its highest headings. */
  charactersPerDocument: 200_000,
  tableRows: 2_000,
  tableColumns: 40,
  cellCharacters: 2_000,
  csvRows: 20_000,
  /** Elements within elements; deeper ones are read as plain text. */
  nesting: 200,
  titleCharacters: 200,
  questionsPerRow: 20,
  /** Milliseconds for one file, after which its thread is ended. 2,000 PDF pages take 20 s on a slow core. */
  fileMs: 60_000,
  /** MB of heap of a reading thread. What needs more than this for a file of the sizes above is an attack. */
  threadMemoryMb: 512,
  files: 20_000,
} as const

/** Files in memory at once: one more than threads, so that none of them waits for the disk. With the largest files this is 300 MB. */
export const filesAtOnce = 5

/** Threads at once: each core but one, and no more than four, which read 20,000 pages a minute. */
export const readingThreads = (cores: number): number => Math.max(1, Math.min(4, cores - 1))

/** Milliseconds without a file before the reading threads end: a sync fetches pages seconds apart. */
export const idleThreadMs = 5_000
