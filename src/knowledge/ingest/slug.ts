/** A name for files and citations out of any text: small letters, digits and hyphens, at most 60 characters. */
export function slugOf(text: string): string {
  const slug = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
  return slug.length <= 60 ? slug : slug.slice(0, 60).replace(/-[^-]*$/, '')
}
