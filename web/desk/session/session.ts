import type { SignedIn } from '#contracts'
import { request } from '../api/client.ts'

/** Kept for the tab only: an agent's session should not outlive the window at a shared desk. */
const key = 'parley:desk'

export type Start = { kind: 'signed-in'; signedIn: SignedIn } | { kind: 'signed-out'; reason: string | null }

/** Uses the one-time token in the address, if there is one; otherwise goes on with the session of this tab. */
export async function startSession(): Promise<Start> {
  const token = new URLSearchParams(location.hash.slice(1)).get('signin')
  if (token !== null) {
    // The token must not stay in the address bar, the history or a screenshot.
    history.replaceState(null, '', location.pathname)
    return signIn(token)
  }
  const stored = readStored()
  return stored ? { kind: 'signed-in', signedIn: stored } : { kind: 'signed-out', reason: null }
}

export async function signIn(token: string): Promise<Start> {
  try {
    const signedIn = await request<SignedIn>('POST', '/sign-in', null, { token: token.trim() })
    sessionStorage.setItem(key, JSON.stringify(signedIn))
    return { kind: 'signed-in', signedIn }
  } catch (error) {
    return { kind: 'signed-out', reason: error instanceof Error ? error.message : String(error) }
  }
}

export function forgetSession(): void {
  sessionStorage.removeItem(key)
}

function readStored(): SignedIn | null {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null')
    return typeof value === 'object' && value !== null && 'session' in value && 'agent' in value
      ? (value as SignedIn)
      : null
  } catch {
    return null
  }
}

/** The token in what somebody pasted: the whole link or the bare token. */
export function tokenIn(text: string): string {
  const trimmed = text.trim()
  return /[#&]signin=([^&\s]+)/.exec(trimmed)?.[1] ?? trimmed
}
