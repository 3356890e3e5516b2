import type { ResponseName } from '#domain/ids.ts'

interface BuiltIn {
  /** When it is said. */
  when: string
  /** Variable → what is in it. */
  variables: Record<string, string>
  /** Whether what it says is the question that the customer answers next. */
  asks?: true
}

const flow = 'how the flow is spoken of: "your return"'
const slot = 'how the slot is spoken of: "order number"'
const options = 'list of the labels on the buttons'
const what = 'list of the changes, as their tools call them: "the address change"'

/**
 * Everything the engine says of its own accord. An assistant words them in `responses/`; a flow can replace one for itself
 * (`repair: { cancelled: return-cancelled }`, without the prefix).
 */
export const builtInResponses = {
  'repair.back-to': {
    when: 'A task goes on after something else came in between; its question follows.',
    variables: { flow },
  },
  'repair.queued': { when: 'A second wish was heard and will be done next.', variables: { flow } },
  'repair.queued-asks': {
    when: 'A wish was heard that only holds if something does ("if my wife agrees"); it is asked about next.',
    variables: { flow },
  },
  'repair.queued-next': { when: 'The wish that had to wait begins now.', variables: { flow } },
  'repair.too-many-wishes': {
    when: 'More is open than can be kept in mind; the newest wish is not taken.',
    variables: { flow },
  },
  'repair.corrected': {
    when: 'An earlier answer was replaced.',
    variables: { slot, value: 'the new value, as it was said' },
  },
  'repair.nothing-to-correct': {
    when: 'The customer corrects something that is not part of any open task.',
    variables: {},
  },
  'repair.what-to-correct': {
    when: '"No" to a summary: which part is wrong? Buttons name the parts.',
    variables: { options },
    asks: true,
  },
  'repair.leave-instead': {
    when: 'A second "no" to the same summary, with nothing named that is wrong: shall the task be left? Yes, or the part that is wrong.',
    variables: { flow, options },
    asks: true,
  },
  'repair.redo': {
    when: 'A correction would do something a second time that is already done. Yes or no.',
    variables: { flow },
    asks: true,
  },
  'repair.cancelled': {
    when: 'A task was cancelled.',
    variables: { flow, done: 'true where something was already changed before' },
  },
  'repair.nothing-to-cancel': { when: '"Cancel" without an open task.', variables: {} },
  'repair.already-done': {
    when: '"Stop!" right after something was carried out: the truth. What can be taken back is offered next.',
    variables: { flow, what },
  },
  'repair.offer-undo': {
    when: 'Shall what was done be taken back? After a cancellation, or where it is not clear what "undo" means. Yes or no.',
    variables: { flow, what },
    asks: true,
  },
  'repair.cannot-undo': {
    when: 'These changes stay: nothing takes them back.',
    variables: { flow, kept: 'list of the changes, as their tools call them' },
  },
  'repair.undo-declined': { when: 'What was done stays, as the customer wants it.', variables: { flow } },
  'repair.undone': { when: 'Something was taken back.', variables: { flow, what } },
  'repair.nothing-to-undo': { when: '"Undo" where nothing can be taken back.', variables: {} },
  'repair.undo-failed': { when: 'Taking it back did not work; a person is offered.', variables: { flow, what } },
  'repair.confirm-start': {
    when: 'One task may be meant, and it is not sure enough to begin it: is it that? Yes or no.',
    variables: { flow, title: 'the title of the flow: "Cancel an order"' },
    asks: true,
  },
  'repair.clarify': {
    when: 'Two or more things may have been meant. Buttons name them.',
    variables: { options },
    asks: true,
  },
  'repair.not-understood-1': { when: 'The message was not understood, the first time in a row.', variables: {} },
  'repair.not-understood-2': {
    when: 'Not understood again. Offers a person; yes or no.',
    variables: {},
    asks: true,
  },
  'repair.not-helpful': {
    when: 'The customer says that the answer did not help ("that doesn\'t answer my question"): sorry; in other words, or with a person?',
    variables: {},
    asks: true,
  },
  'repair.out-of-scope': { when: 'Understood as something this assistant does not do.', variables: {} },
  'repair.explain-default': {
    when: '"Why do you ask?" for a slot without an explanation of its own.',
    variables: { slot, flow },
  },
  'repair.explain-confirm': {
    when: '"Why?" at a yes-or-no question before something is changed; the question follows.',
    variables: { flow },
  },
  'repair.nothing-to-explain': { when: '"Why?" while nothing is being asked.', variables: {} },
  'repair.repeat': { when: 'Before what was said last is said again.', variables: {} },
  'repair.ask-yes-no': { when: 'A yes or no was needed and not given; the question follows.', variables: {} },
  'repair.choice-invalid': {
    when: 'The answer is none of the choices; the question follows.',
    variables: { slot, options },
  },
  'repair.slot-invalid': {
    when: 'The answer is not of the kind that was asked for; the question follows.',
    variables: { slot },
  },
  'repair.cannot-skip': {
    when: 'The customer wants to skip a question that is needed; it follows.',
    variables: { slot },
  },
  'repair.help-choice': {
    when: '"I don\'t know" at a question with choices; the question follows with its buttons.',
    variables: { slot, options },
  },
  'repair.none-fits': {
    when: '"None of these" at a question with choices; the question follows, a button calls a person.',
    variables: { slot },
  },
  'repair.none-to-choose': { when: 'A list to choose from is empty; the task ends.', variables: { slot, flow } },
  'repair.verify-first': {
    when: 'Before a task that needs to know who writes: the verification follows.',
    variables: { flow },
  },
  'repair.not-verified': {
    when: 'The verification did not succeed; the task cannot go on. A person is offered.',
    variables: { flow },
  },
  'repair.other-customer': {
    when: 'Another customer than before is verified; what was open for the former one is ended. What follows is for the one who writes now.',
    variables: {},
  },
  'repair.confirm-action': {
    when: 'A tool that wants a yes is about to be used and the flow did not ask. Yes or no.',
    variables: { flow },
    asks: true,
  },
  'repair.tool-refused': {
    when: 'The shop refused and the flow says nothing about it. A person is offered.',
    variables: { flow, message: 'what the tool says about it, for people' },
  },
  'repair.tool-failed': { when: 'Something did not work on our side. A person is offered.', variables: { flow } },
  'repair.tool-unknown': { when: 'Nobody can tell whether it was done; a person will look.', variables: { flow } },
  'repair.hurry': { when: 'The customer is impatient: heard. The question follows, shorter.', variables: {} },
  'repair.person-possible': {
    when: 'The customer is getting frustrated, or does not know an answer twice: a person can be had at the press of a button.',
    variables: {},
  },
  'repair.offer-hand-off': { when: 'Shall a person help? Yes or no.', variables: {}, asks: true },
  'repair.hand-off-declined': { when: 'The customer does not want a person.', variables: {} },
  'repair.handing-off': {
    when: 'A person takes over (the turn says instead that the desk is closed where it is).',
    variables: { team: 'the team', reason: 'asked, angry, misunderstood, flow, tool-failed, effect-unknown or safety' },
  },
  'repair.anything-else': { when: 'Everything is done. Yes or no.', variables: {}, asks: true },
  'repair.how-can-help': { when: 'The customer says yes to "anything else?" without saying what.', variables: {} },
  'repair.acknowledge': { when: '"Ok", "yes" or "no" while nothing is being asked.', variables: {} },
  'repair.noted': {
    when: 'A detail was given while nothing is open that could use it; asks what to do. Buttons may name flows that take it.',
    variables: { value: 'the detail, as it was said', options },
  },
  'repair.rests': {
    when: '"Bye", "that\'s all" while a task is open: it rests until the customer comes back to it; nothing more is asked.',
    variables: { flow },
  },
  'repair.closed-meanwhile': {
    when: 'The customer goes on with a task that was open when the conversation was closed. Shall it begin again? Yes or no.',
    variables: { flow, done: 'true where something of it was already done before' },
    asks: true,
  },
  'repair.goodbye': { when: 'The conversation ends.', variables: {} },
  'repair.stale-button': {
    when: 'A button of an earlier question was pressed; the current question follows.',
    variables: {},
  },
  'repair.flow-unavailable': { when: 'A task cannot go on because it does not exist any more.', variables: {} },
} as const satisfies Record<ResponseName, BuiltIn>

export type BuiltInResponse = keyof typeof builtInResponses

/** The same, plain: what a loader needs to check that every one has a wording. */
export const builtInResponseList: readonly {
  name: BuiltInResponse
  when: string
  variables: Record<string, string>
}[] = Object.entries(builtInResponses).map(([name, { when, variables }]) => ({
  name: name as BuiltInResponse,
  when,
  variables,
}))
