import base from './base.css?inline'
import foot from './foot.css?inline'
import frame from './frame.css?inline'
import log from './log.css?inline'
import media from './media.css?inline'
import memory from './memory.css?inline'
import reply from './reply.css?inline'

/** The widget's whole style sheet. The media rules come last: they change what the others set. */
export const styles = [base, frame, log, reply, foot, memory, media].join('\n')
