import { appError } from '#domain/errors.ts'
import type { ReleaseId, TenantId } from '#domain/ids.ts'
import type { ReleaseRow, ReleaseStore } from '#ports/release-store.ts'
import { one, type Scopes } from './scopes.ts'
import { type Row, statement } from './sql-engine.ts'

/** Bytes per row of a part: what one message to the database holds at most. */
const pieceBytes = 512 * 1024

const hasPartSql = statement('has_part', 'select true from parley.parts where tenant = $1 and hash = $2')
const sizeSql = statement('part_size', 'select size from parley.parts where tenant = $1 and hash = $2')
const putPieceSql = statement(
  'put_piece',
  `insert into parley.part_pieces (tenant, hash, piece, bytes) values ($1, $2, $3, $4) on conflict do nothing`,
)
const putPartSql = statement(
  'put_part',
  `insert into parley.parts (tenant, hash, kind, size) values ($1, $2, $3, $4) on conflict do nothing`,
)
const pieceSql = statement(
  'piece',
  'select bytes from parley.part_pieces where tenant = $1 and hash = $2 and piece = $3',
)
const columns = `release, assistant, parts, created_at as "createdAtMs", gate_passed as passed, gate_report as report`
const putManifestSql = statement(
  'put_manifest',
  `insert into parley.releases (tenant, release, assistant, parts, created_at) values ($1, $2, $3, $4, $5)
   on conflict do nothing`,
)
const gateSql = statement(
  'record_gate',
  `update parley.releases set gate_passed = $3, gate_report = $4 where tenant = $1 and release = $2 returning true`,
)
const manifestSql = statement('manifest', `select ${columns} from parley.releases where tenant = $1 and release = $2`)
const listSql = statement(
  'list_releases',
  `select ${columns} from parley.releases where tenant = $1 order by created_at desc, release desc limit $2`,
)
// The row and its audit entry are one statement; neither is written where the release does not exist.
const makeLiveSql = statement(
  'make_live',
  `with known as (
     select release from parley.releases where tenant = $1 and release = $2
   ), noted as (
     insert into parley.audit (tenant, at_ms, actor, action, details)
     select $1, $5, $3, 'release-made-live', json_build_object(
       'release', release, 'forced', $4::boolean,
       'before', (select release from parley.live_releases where tenant = $1)
     ) from known
   )
   insert into parley.live_releases (tenant, release) select $1, release from known
   on conflict (tenant) do update set release = excluded.release returning release`,
)
const liveSql = statement('live', 'select release from parley.live_releases where tenant = $1')

export function postgresReleases(scopes: Scopes): ReleaseStore {
  return {
    async hasPart(tenant, hash) {
      const [rows] = await scopes.tenant(tenant, hasPartSql(tenant, hash))
      return rows?.length === 1
    },

    // Pieces in transactions of their own: a part is there when its row is, and the same hash means the same bytes.
    async putPart(tenant, hash, kind, bytes) {
      for (let piece = 0; piece * pieceBytes < bytes.length; piece += 1) {
        // A copy: a view would take its whole buffer along to the database's thread.
        const slice = bytes.slice(piece * pieceBytes, (piece + 1) * pieceBytes)
        await scopes.tenant(tenant, putPieceSql(tenant, hash, piece, slice))
      }
      await scopes.tenant(tenant, putPartSql(tenant, hash, kind, bytes.length))
    },

    async part(tenant, hash) {
      const [rows] = await scopes.tenant(tenant, sizeSql(tenant, hash))
      const size = (rows?.[0] as { size: number } | undefined)?.size
      if (size === undefined) return null
      const bytes = new Uint8Array(size)
      for (let piece = 0; piece * pieceBytes < size; piece += 1) {
        const [found] = await scopes.tenant(tenant, pieceSql(tenant, hash, piece))
        bytes.set(one<{ bytes: Uint8Array }>(found).bytes, piece * pieceBytes)
      }
      return bytes
    },

    async putManifest(tenant, { release, assistant, parts, createdAtMs }) {
      await scopes.tenant(tenant, putManifestSql(tenant, release, assistant, JSON.stringify(parts), createdAtMs))
    },

    async recordGate(tenant, release, { passed, report }) {
      const [rows] = await scopes.tenant(tenant, gateSql(tenant, release, passed, JSON.stringify(report)))
      if (rows?.length !== 1) throw appError('release.unknown', { release })
    },

    async manifest(tenant, release) {
      const [rows] = await scopes.tenant(tenant, manifestSql(tenant, release))
      return rows?.[0] ? releaseRow(rows[0]) : null
    },

    async list(tenant, limit) {
      const [rows = []] = await scopes.tenant(tenant, listSql(tenant, limit))
      return rows.map(releaseRow)
    },

    async makeLive(tenant: TenantId, release, by, forced, atMs) {
      const [rows] = await scopes.tenant(tenant, makeLiveSql(tenant, release, by, forced, atMs))
      if (rows?.length !== 1) throw appError('release.unknown', { release })
    },

    async live(tenant) {
      const [rows] = await scopes.tenant(tenant, liveSql(tenant))
      return (rows?.[0] as { release: ReleaseId } | undefined)?.release ?? null
    },
  }
}

function releaseRow(row: Row): ReleaseRow {
  const { passed, report, ...manifest } = row as Row & { passed: boolean | null }
  return { ...manifest, gate: passed === null ? null : { passed, report } } as ReleaseRow
}
