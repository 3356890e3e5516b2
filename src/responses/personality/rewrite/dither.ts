/**
 * A number in [0, 1) that belongs to a text. A rule at half strength changes the wordings whose number lies below a half: the same ones each
 * time, more of them the stronger it is, and never one that a weaker setting would have changed and a stronger not.
 */
export function seededShare(text: string): number {
  // FNV-1a, and murmur3's last mixing, without which neighbouring texts get neighbouring numbers.
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000
}
