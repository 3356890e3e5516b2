import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'
import type { Clock } from '#domain/clock.ts'
import { anonymous, type Identity, type IdentityLevel } from '#domain/customer.ts'
import { appError } from '#domain/errors.ts'
import { type ConversationId, isIdOf, type TenantId } from '#domain/ids.ts'
import type { Json } from '#domain/json.ts'
import type { AccessStore, Person } from '#ports/access-store.ts'

/** Who sent a request. */
export type Caller =
  | { kind: 'conversation'; tenant: TenantId; conversation: ConversationId }
  | { kind: 'widget'; tenant: TenantId }
  | { kind: 'service'; tenant: TenantId }
  | { kind: 'person'; tenant: TenantId; person: Person }

const sessionMs = 12 * 3_600_000
const signInMs = 24 * 3_600_000
/** Keys and sessions are read from the store once per this long: a revoked one works at most so much longer. */
const rememberedMs = 30_000
const rememberedAtMost = 5_000

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')
export const newSecret = (prefix: string): string => `${prefix}_${randomBytes(24).toString('base64url')}`

/** Keys, sessions, conversation tokens and signed identities. */
export class Access {
  private readonly store: AccessStore
  private readonly clock: Clock
  private readonly secrets = new Map<string, string>()
  private readonly remembered = new Map<string, { caller: Caller; untilMs: number }>()

  constructor(store: AccessStore, clock: Clock) {
    this.store = store
    this.clock = clock
  }

  /** Reads the tenant's signing secrets (made at first use), so that tokens can be checked without the database. */
  async prepare(tenant: TenantId): Promise<void> {
    for (const name of ['conversation', 'identity']) {
      const secret = await this.store.secret(tenant, name, () => randomBytes(32).toString('base64url'))
      this.secrets.set(`${tenant}:${name}`, secret)
    }
  }

  /** Who the bearer token belongs to. Throws `access.missing` or `access.invalid`. */
  async caller(authorization: string | undefined): Promise<Caller> {
    const token = /^Bearer ([\w.~-]{8,4096})$/.exec(authorization ?? '')?.[1]
    if (token === undefined) throw appError(authorization === undefined ? 'access.missing' : 'access.invalid')
    if (token.startsWith('ct_')) return this.conversationOf(token)
    const hash = hashOf(token)
    const now = this.clock.now()
    const known = this.remembered.get(hash)
    if (known && known.untilMs > now) return known.caller
    const caller = await this.lookUp(token, hash, now)
    if (this.remembered.size >= rememberedAtMost) this.remembered.clear()
    this.remembered.set(hash, { caller, untilMs: now + rememberedMs })
    return caller
  }

  /**
   * Whether these are the credentials of one of the company's own programs. Never asks the store, so that it may be called before
   * requests are counted: true from a key's second request on.
   */
  isKnownService(authorization: string | undefined): boolean {
    if (authorization?.startsWith('Bearer ak_') !== true) return false
    const known = this.remembered.get(hashOf(authorization.slice('Bearer '.length)))
    return known !== undefined && known.untilMs > this.clock.now() && known.caller.kind === 'service'
  }

  private async lookUp(token: string, hash: string, now: number): Promise<Caller> {
    if (token.startsWith('ss_')) {
      const person = await this.store.session(hash, now)
      if (person) return { kind: 'person', tenant: person.tenant, person }
    } else {
      const key = await this.store.key(hash)
      if (key) return { kind: key.kind === 'api' ? 'service' : 'widget', tenant: key.tenant }
    }
    throw appError('access.invalid')
  }

  /** A token for one conversation: `ct_<tenant>.<conversation>.<mac>`; checked without the database. */
  conversationToken(tenant: TenantId, conversation: ConversationId): string {
    return `ct_${tenant}.${conversation}.${this.mac(tenant, conversation)}`
  }

  /** Throws `access.invalid` for anything that this installation did not sign. */
  conversationOf(token: string): Extract<Caller, { kind: 'conversation' }> {
    const [tenant = '', conversation = '', mac = ''] = token.slice(3).split('.')
    if (
      isIdOf('tenant', tenant) &&
      isIdOf('conversation', conversation) &&
      this.secrets.has(`${tenant}:conversation`)
    ) {
      const expected = Buffer.from(this.mac(tenant, conversation))
      const given = Buffer.from(mac)
      if (given.length === expected.length && timingSafeEqual(given, expected))
        return { kind: 'conversation', tenant, conversation }
    }
    throw appError('access.invalid')
  }

  private mac(tenant: TenantId, conversation: ConversationId): string {
    const secret = this.secrets.get(`${tenant}:conversation`)
    if (secret === undefined) throw appError('access.invalid')
    return createHmac('sha256', secret).update(`${tenant}.${conversation}`).digest('base64url')
  }

  /**
   * The customer that the website vouches for (HS256 JWT: `sub`, `name`, `email`, `exp` …). `level` is what the assistant grants for
   * it. Throws `access.invalid` where the signature or the time is wrong: a broken identity is not silently anonymous.
   */
  async identityFrom(tenant: TenantId, token: string | undefined, level: IdentityLevel): Promise<Identity> {
    if (token === undefined) return anonymous
    try {
      const { payload } = await jwtVerify(token, this.identityKey(tenant), {
        algorithms: ['HS256'],
        currentDate: new Date(this.clock.now()),
        clockTolerance: 60,
        requiredClaims: ['sub', 'exp'],
      })
      const { sub, iat: _iat, exp: _exp, iss: _iss, aud: _aud, nbf: _nbf, jti: _jti, ...claims } = payload
      // Taken as it is: a number would be another customer to the store than to the tools.
      if (typeof sub !== 'string' || sub === '' || sub.includes('\u0000')) throw new Error('the subject is no text')
      return {
        level,
        customer: sub as Identity['customer'],
        by: 'signed-token',
        // Last, so that no claim of the same name says that it is somebody else.
        attributes: { ...(claims as Record<string, Json>), customerId: sub },
      }
    } catch (error) {
      throw appError('access.invalid', {}, error)
    }
  }

  /** Signs an identity as the shop's website would: for the demo page and tests. */
  async signIdentity(tenant: TenantId, subject: string, claims: Record<string, Json>): Promise<string> {
    return await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(subject)
      .setIssuedAt(Math.floor(this.clock.now() / 1000))
      .setExpirationTime(Math.floor((this.clock.now() + sessionMs) / 1000))
      .sign(this.identityKey(tenant))
  }

  private identityKey(tenant: TenantId): Uint8Array {
    const secret = this.secrets.get(`${tenant}:identity`)
    if (secret === undefined) throw appError('access.invalid')
    return new TextEncoder().encode(secret)
  }

  /** A one-time sign-in for a person, good for a day; shown once, kept as a hash. */
  async newSignIn(person: Person): Promise<string> {
    const token = newSecret('si')
    await this.store.addSignIn(person.tenant, person.agent, hashOf(token), this.clock.now() + signInMs)
    return token
  }

  /** Uses a sign-in up and opens a session of 12 hours. Throws `access.invalid`. */
  async signIn(token: string): Promise<{ session: string; person: Person }> {
    const person = await this.store.useSignIn(hashOf(token), this.clock.now())
    if (person === null) throw appError('access.invalid')
    const session = newSecret('ss')
    await this.store.addSession(person.tenant, person.agent, hashOf(session), this.clock.now() + sessionMs)
    return { session, person }
  }
}
