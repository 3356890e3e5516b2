export { conversationsIn, type ReadConversations } from './conversations-in.ts'
