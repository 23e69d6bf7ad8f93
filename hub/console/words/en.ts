// Every visible word of the console in English.
import { releaseEn } from './release-en.ts';
import type { Words } from './zh.ts';

export const en: Words = {
  release: releaseEn,
  product: 'Foyer console',
  places: { live: 'Live', desk: 'Desk', fleet: 'Fleet', content: 'Content', learn: 'Learn', insights: 'Insights', settings: 'Settings' },
  link: { connecting: 'Connecting…', lost: 'The connection to the hub is gone; trying again. What you write is sent when it is back.', open: 'Connected' },
  signIn: { title: 'Staff sign-in', name: 'Name', password: 'Password', go: 'Sign in', busy: 'Signing in…', help: ['The names and passwords made at the first start', 'are in staff.json in the hub\'s data folder.'], wrong: 'The name or the password is wrong. Check both and try again.', tooMany: 'Too many wrong tries. Wait a little, then try again.', lead: ['The desk, the content', 'and the kiosks', 'in one place.'] },
  failure: { unreachable: 'The hub cannot be reached. Check the network and try again.', unknown: 'That did not work.', conflict: 'Somebody else has just changed this. Open it again and make your change there.', notAllowed: 'Your role does not include this.' },
  palette: { open: 'Commands', placeholder: 'Where to, or what to do?', none: 'No such command', goTo: (place) => `Go to ${place}`, language: '切换到中文', theme: 'Switch light and dark', signOut: 'Sign out', acceptNext: 'Accept the longest-waiting visitor' },
  desk: {
    title: 'Desk', waiting: (n) => (n === 0 ? 'Nobody waiting' : `${n} waiting`), longest: (time) => `longest ${time}`, mine: 'My conversations', others: 'With colleagues', closed: 'Just finished',
    emptyTitle: 'Nobody is waiting', empty: 'When a visitor asks a kiosk for a person, or the kiosk cannot help, the question, the conversation so far and the time standing there appear here.',
    pickTitle: 'Pick a visitor', pick: 'Move with J and K, accept with A.', accept: 'Accept', acceptHint: 'Accept this visitor', taken: (name) => `${name} is talking to this visitor`,
    reply: 'Reply; the kiosk says it and shows it', send: 'Send', handback: 'Hand back', end: 'End', note: 'A note for the kiosk (optional)', noteHint: 'The kiosk goes on from there.', confirmHandback: 'Hand back', cancel: 'Cancel',
    typing: 'The visitor is speaking…', spoken: 'The kiosk says it aloud', canned: 'Phrases', cannedHint: 'Type / to choose', joined: (name, time) => `${name} joined at ${time}`, said: 'heard with', failed: 'Not sent yet', sending: 'Sending',
    who: { visitor: 'Visitor', kiosk: 'Kiosk', agent: 'Staff' },
    context: 'Context', standing: 'Standing for', raised: 'Hand raised', where: 'Where', kiosk: 'Kiosk', site: 'Site', language: 'Language', reason: 'Reason', flow: 'In the middle of', screen: 'On the screen', tried: 'Tried by the kiosk', nothingTried: 'Nothing else yet', slots: 'Filled in', noSlots: 'Nothing yet', speech: 'Heard with little certainty; check it',
    reasons: { request: 'Asked for a person', rule: 'By rule', failure: 'The kiosk could not do it', sensitive: 'Sensitive content', supervisor: 'From a supervisor' },
    states: { waiting: 'Waiting', talking: 'Talking', 'handed-back': 'Handed back', ended: 'Ended', cancelled: 'Visitor cancelled', left: 'Visitor left', nobody: 'Nobody came' },
    screens: { attract: 'Home', listening: 'Listening', thinking: 'Thinking', answer: 'Answer', choice: 'Choices', form: 'Form', confirm: 'Confirmation', escalation: 'Hand-off', ticket: 'Ticket', survey: 'Survey', goodbye: 'Goodbye', 'touch-only': 'Touch only', 'out-of-service': 'Out of service' },
    languages: { zh: 'Chinese', en: 'English' },
    keys: 'Keyboard', keyList: [['J / K', 'up and down'], ['A', 'accept'], ['R', 'write a reply'], ['H', 'hand back'], ['E', 'end'], ['/', 'phrases (while replying)'], ['Ctrl K', 'commands']],
    refused: (text) => `That did not work: ${text}`, over: 'beyond the service level', service: 'service level 1 minute', readOnly: 'Somebody else has this conversation, or it is over.',
  },
  canned: {
    zh: ['您好，我是工作人员，请问有什么可以帮您？', '请稍等，我帮您查一下。', '请您带上身份证原件，到 3 号窗口办理。', '请您再说一遍，好吗？', '已经帮您办好了，请看屏幕。', '还有别的可以帮您吗？'],
    en: ['Hello, I am a member of staff. How can I help you?', 'One moment please, let me check.', 'Please take your ID card to window 3.', 'Could you say that again, please?', 'It is done. Please look at the screen.', 'Is there anything else I can do for you?'],
  },
  live: { title: 'Live', lead: 'What happens at every kiosk, as it happens.', kiosks: 'Kiosks', stream: 'As it happens', emptyStream: 'Nothing yet. As soon as a visitor speaks, questions and answers appear here.', sessionStarted: 'Started', by: { wake: 'by wake phrase', touch: 'by touch', presence: 'by presence', hub: 'by the hub' }, ended: 'Ended', turns: (n) => (n === 1 ? '1 turn' : `${n} turns`), silence: '(silence)', touched: 'touched', incident: 'Incident', task: { started: 'Task started', suspended: 'paused', resumed: 'resumed', completed: 'completed', cancelled: 'cancelled', failed: 'failed', escalated: 'handed to staff' }, firstSound: 'first sound', noKiosks: 'No kiosk is enrolled yet.', quiet: 'Nobody there', visit: 'This visit', openVisit: 'See the whole visit', erase: { open: 'Erase', title: 'Erase what was said in this visit?', hint: 'Words, answers, the talk with staff and events go from the hub, from the kiosk and from every backup that is restored later. This cannot be undone. Times and counts stay for the figures.', go: 'Erase', cancel: 'Keep it', done: 'Erased.', waiting: 'Erased on the hub; the kiosk follows when it is online again.', gone: 'erased' } },
  zones: { answer: 'answered', clarify: 'asked back', unknown: 'not understood', none: 'flow' },
  fleet: {
    title: 'Fleet', kiosk: 'Kiosk', state: 'State', content: 'Content', applied: 'applied', desired: 'desired', events: 'Events', sessions: 'Sessions', seen: 'Last seen', refused: 'New content not taken', incidents: 'Incidents', noIncidents: 'Nothing out of order.', search: 'Find a kiosk', none: 'No kiosk fits.',
    empty: 'There is no kiosk yet. foyer start brings one along; or list kiosks and secrets in a file and start with foyer hub --enrol FILE.',
    states: { new: 'Never online', birth: 'Online', ready: 'Online', degraded: 'Degraded', asleep: 'Asleep', lost: 'Offline' }, upToDate: 'up to date', onItsWay: 'on its way', never: 'never', problems: (n) => (n === 1 ? '1 incident' : `${n} incidents`), online: (n, all) => `${n} of ${all} online`,
    remote: { open: 'Call out', title: (kiosk) => `At kiosk ${kiosk}`, what: 'What it should begin', say: 'Say a sentence', text: 'Sentence', language: 'Language', begin: 'Begin', close: 'Close', loading: 'Reading the pack…', hint: 'Only when nobody is being served there.', done: 'Begun.', sent: 'Sent; no answer yet.', busy: 'Not now: a visitor is being served, or the kiosk is away.' },
  },
  content: {
    title: 'Content', packs: 'Packs', files: 'Files', draft: 'Draft', published: 'Published', unpublished: 'draft not published', neverPublished: 'never published', save: 'Save draft', saved: 'Saved', reload: 'Open again', changed: 'Unsaved changes', check: 'Check', checking: 'Checking…', noProblems: 'No problems', problems: (n) => (n === 1 ? '1 problem' : `${n} problems`),
    line: (n) => `line ${n}`, tryIt: 'Try it', tryHint: 'With what you are editing, and the same engine as on the kiosk.', ask: 'Ask something, such as: when do you open', tryEmpty: 'Type what a visitor would ask and see the answer.', why: 'Why', restart: 'Start over', readOnly: 'You can look, but not change.', empty: 'There is no pack yet. Start the hub with foyer hub --pack FOLDER.', editedBy: (who) => `by ${who}`, find: 'Find in this file', preparing: 'Getting the engine ready…', engineMissing: 'The rehearsal engine could not be loaded; the hub checks when you save.', kinds: { pack: 'Overview', knowledge: 'Questions and answers', graph: 'Graph', flows: 'Flows', tests: 'Dialogue tests', other: 'Other' },
  },
  learn: { title: 'Learn', lead: 'What the kiosks could not answer is what to write next.', unanswered: 'Questions without an answer', times: (n) => (n === 1 ? 'once' : `${n} times`), none: 'No unanswered question lately.', howTitle: 'How it learns', how: ['Look at the meaning, not only the words: a sound may have been taken for another.', 'In Content: where an entry means the same, add this wording to its questions; where none does, write a new one.', 'Ask it once under “Try it”, then send it for review and publish.', 'Nothing publishes itself.'] },
  insights: {
    title: 'Insights', lead: 'Each rate shows its numerator, denominator and 95 % interval; under 30 there is no verdict.', days: (n) => (n === 1 ? 'Today' : `${n} days`), sessions: 'sessions', valid: 'valid sessions', turns: 'turns', questions: 'questions', tooFew: 'too few', nothing: 'no data yet',
    rates: { coverage: 'Coverage', unknown: 'Not understood', 'task-completion': 'Task completion', transfer: 'Transfer to a person', independent: 'Served without staff', satisfaction: 'Satisfaction' },
    of: { coverage: ['questions answered', 'questions'], unknown: ['questions not understood', 'questions'], 'task-completion': ['tasks completed', 'tasks started'], transfer: ['sessions transferred', 'valid sessions'], independent: ['sessions without transfer', 'valid sessions'], satisfaction: ['ratings of 4 or 5', 'ratings'] },
    latency: 'Speech end to first sound', p50: 'half within', p95: '95 % within', within: '', measured: (n) => `${n} measured`, ms: 'ms', definition: 'Valid session: at least one question or one started task.',
  },
  settings: { title: 'Settings', language: 'Language', theme: 'Appearance', light: 'Light', dark: 'Dark', account: 'Account', signedInAs: 'Signed in as', roles: 'Roles', roleNames: { viewer: 'viewer', agent: 'agent', supervisor: 'supervisor', author: 'author', approver: 'approver', operator: 'operator', 'system-admin': 'system administrator', 'security-admin': 'security administrator', auditor: 'auditor' } as Record<string, string>, signOut: 'Sign out', staff: 'Staff', add: 'Add', newName: 'Name', newPassword: 'Password, 10 or more', added: 'Added', keys: 'Keyboard' },
};
