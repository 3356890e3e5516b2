/** 32 random hexadecimal digits. `crypto.randomUUID` exists only on secure pages, and a shop or desk under test may not be one. */
export function randomId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
