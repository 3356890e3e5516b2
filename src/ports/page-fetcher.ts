/** Pages of the web, for knowledge. Nothing is fetched that was not allowed by name, and nothing from within the network that it runs in. */
export interface PageFetcher {
  /** Never rejects, but for an aborted `signal`. Waits its turn where the same host was asked shortly before. */
  fetch(request: PageRequest, signal?: AbortSignal): Promise<FetchedPage>
  close(): Promise<void>
}

export interface PageRequest {
  url: string
  /** `help.shop.example`, `*.shop.example` for all below, `shop.example:8443` for another port than the usual one. */
  hosts: readonly string[]
  /** Media types that are wanted, such as `text/html`. */
  types: readonly string[]
  atMostBytes: number
  /** Of what is there already: an unchanged page is not sent again. */
  etag: string | null
  lastModified: string | null
}

export type FetchedPage =
  | {
      kind: 'page'
      /** After redirects. */
      url: string
      contentType: string
      bytes: Uint8Array
      etag: string | null
      lastModified: string | null
    }
  | { kind: 'unchanged' }
  /** The server says that there is no such page (404, 410). */
  | { kind: 'gone' }
  /** It will not be fetched, now or later, unless somebody changes something. `problem` says what. */
  | {
      kind: 'refused'
      why: 'address' | 'host' | 'robots' | 'type' | 'too-large' | 'redirects' | 'certificate'
      problem: string
    }
  /** It may work another time. */
  | { kind: 'failed'; why: 'late' | 'unreachable' | 'status'; problem: string }
