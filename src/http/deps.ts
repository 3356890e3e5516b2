import type { Logger } from 'pino'
import type { Desk } from '#desk/index.ts'
import type { Clock } from '#domain/clock.ts'
import type { IdSource, TenantId } from '#domain/ids.ts'
import type { Metrics } from '#monitoring/index.ts'
import type { Bus } from '#ports/bus.ts'
import type { Database } from '#ports/database.ts'
import type { Prepared } from '#releases/index.ts'
import type { Conversations, Drafts, Releases, Turns } from '#turn/index.ts'
import type { Access } from './access.ts'
import type { MessageRate, TypingSignals } from './typing.ts'

/** What the demo page shows: sample customers with signed identities. Only where a demo's back end runs. */
export interface DemoInfo {
  customers: Record<string, unknown>[]
}

/** Everything the API uses, built by the composition root. */
export interface ApiDependencies {
  database: Database
  turns: Turns
  conversations: Conversations
  desk: Desk
  releases: Releases
  access: Access
  bus: Bus
  clock: Clock
  ids: IdSource
  metrics: Metrics
  typing: TypingSignals
  drafts: Drafts
  messageRate: MessageRate
  log: Logger
  /** The tenant of pages that carry no key (the demo page). */
  defaultTenant: TenantId
  /** Folder of the built web parts; null serves the API alone. */
  webFolder: string | null
  widgetKey: string
  /** Builds the assistant folder again and makes it live. A folder that is not the server's own is refused. */
  buildRelease(folder: string | undefined): Promise<Prepared>
  demo: (() => Promise<DemoInfo>) | null
  /** Folder of the demo's own page (index.html and what it loads from `/page/`); null: the page that ships. */
  demoPage: string | null
  /** Messages a conversation may send per minute; requests an address may make per minute. */
  limits: {
    messagesPerMinute: number
    requestsPerMinute: number /** Proxies in front of the server whose X-Forwarded-For is believed. */
    trustedProxies: number
  }
}
