/** Choices about the connection to a PostgreSQL server. */
export const limits = {
  /** Connections of one replica. A turn uses one for two short transactions, so ten serve hundreds of turns a second. */
  connections: 10,
  /** ms to wait for a connection before the caller is told that the database cannot be reached. */
  connectMs: 5_000,
  /** ms a statement may run; ours take one. Frees a connection that waits for a lock that never comes. */
  statementMs: 15_000,
} as const
