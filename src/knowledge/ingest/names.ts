import { slugOf } from './slug.ts'

/**
 * Names for the articles made of one source: `knowledge/handbook.pdf`, and with what tells them apart where a name is taken or a source
 * gives several: `knowledge/faq.csv#faq-how-do-i-return`. What follows the number sign is the slug. The names are added to `taken`.
 */
export function namesFor(file: string, parts: readonly (string | null)[], taken: Set<string>): string[] {
  const steps = file
    .replace(/\.[^./]+$/, '')
    .split('/')
    .slice(1)
    .map((step) => slugOf(step) || 'x')
  // "index" and its like name nothing; the folder does.
  if (steps.length > 1 && /^(?:index|default|readme|main|page)$/.test(steps.at(-1) ?? '')) steps.pop()
  const plain = (file.split('/').at(-1) ?? file).replace(/\.[^.]+$/, '')
  return parts.map((part) => {
    const end = part === null ? [] : [part]
    for (let from = steps.length - 1; from >= 0; from -= 1) {
      const slug = [...steps.slice(from), ...end].join('-')
      if (taken.has(slug)) continue
      taken.add(slug)
      return slug === plain ? file : `${file}#${slug}`
    }
    for (let count = 2; ; count += 1) {
      const slug = [...steps, ...end, String(count)].join('-')
      if (taken.has(slug)) continue
      taken.add(slug)
      return `${file}#${slug}`
    }
  })
}
