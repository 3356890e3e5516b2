/** Wire schemas shared by the HTTP API, the web parts and clients. Imports Zod and nothing of ours. */
export * from './assistant.ts'
export * from './conversation.ts'
export * from './desk.ts'
export * from './knowledge.ts'
export * from './problem.ts'
export * from './profile.ts'
export * from './socket.ts'
