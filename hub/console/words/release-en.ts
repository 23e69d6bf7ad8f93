// The words of reviews and rollouts in English.
import type { ReleaseWords } from './release-zh.ts';

export const releaseEn: ReleaseWords = {
  tabs: { edit: 'Edit', review: 'Review', rollout: 'Rollout' },
  states: { published: 'published', 'taken-back': 'taken back', draft: 'draft', requested: 'waits for review', returned: 'sent back', approved: 'approved' },
  reviewOff: 'no review needed', send: 'Send for review', sending: 'Checking…', sent: 'Sent', publish: 'Publish…', checking: 'Checking…', checkGood: (n) => (n === 0 ? 'Compiles; no dialogue tests' : n === 1 ? 'Its dialogue test passes' : `All ${n} dialogue tests pass`), checkBad: 'The check did not pass',
  review: {
    title: 'What changes', against: (version) => `compared with ${version}`, first: 'first release', nothing: 'The same as what is published; nothing to review.', notAsked: 'Its author has not sent it for review.', waiting: 'Waits for a second person.', mine: 'You changed this draft or sent it for review; a second person has to decide.',
    byWho: (who) => `sent by ${who}`, note: 'Note', visible: 'What visitors will notice', lines: 'File by file', approve: 'Approve', sendBack: 'Send back', sendBackNote: 'What should be different (needed)', approveNote: 'Note (optional)', cancel: 'Cancel', approved: (who) => `${who} approved`, returned: (who) => `${who} sent it back`, requested: (who) => `${who} sent it for review`, history: 'History',
    kinds: { answer: 'Answer', entry: 'Entry', questions: 'Questions', flow: 'Flow', 'notice-or-text': 'Overview', connector: 'Connector', test: 'Test', version: 'Version', other: 'Other' },
    changes: { added: 'added', removed: 'removed', changed: 'changed' }, was: 'was', is: 'now', addedLines: 'added', removedLines: 'removed', languages: { zh: 'Chinese', en: 'English' }, showLines: 'Show the lines', approveTitle: (name, version) => `Approve “${name}” ${version}?`, approveHint: 'Exactly this is approved; a later change needs another review.',
  },
  start: {
    title: (name, version) => `Publish “${name}” ${version} to the kiosks?`, lead: (n) => (n === 1 ? 'One kiosk.' : `${n} kiosks: one first, the others once it has served visitors no worse.`), soak: 'Watch each wave for', minutes: 'minutes', none: 'no watch', tooFew: 'When too few visitors come', goOn: 'go on', wait: 'wait for staff', go: 'Begin', cancel: 'Cancel', emergency: 'Emergency: to all kiosks at once', reason: 'Reason (needed, kept in the audit)',
  },
  rollout: {
    none: 'Nothing has been rolled out yet. Once it is approved, press “Publish…”.', wave: (n) => `Wave ${n}`, kiosks: (n) => (n === 1 ? '1 kiosk' : `${n} kiosks`), all: 'All rollouts', soaking: 'being watched', soakLeft: (time) => `${time} to go`, starting: 'being applied', later: 'not yet', ended: 'through',
    verdicts: { good: 'no worse', 'too-few': 'too few to judge', 'not-judged': 'not watched', overruled: 'let through by staff' },
    places: { waiting: 'not yet', asked: 'on its way', unreachable: 'not reachable', applied: 'applied', failed: 'failed', 'rolling-back': 'going back', 'rolled-back': 'back' },
    states: { 'awaiting-signature': 'awaiting signature', running: 'running', waiting: 'waits for staff', halted: 'halted', 'rolling-back': 'going back', 'rolled-back': 'taken back', done: 'done', superseded: 'superseded' },
    awaiting: 'The signing key is not on this hub. It begins by itself once the signatures are here.', halt: 'Halt', resume: 'Go on', rollBack: 'Roll back', haltTitle: (version) => `Halt the rollout of ${version}?`, resumeTitle: (version) => `Let ${version} go on?`, rollbackTitle: (name, version) => `Take “${name}” back to before ${version}?`,
    haltHint: 'Kiosks that have it keep it; no other kiosk gets it.', resumeHint: 'Failed kiosks no longer count; when it stopped because it was worse, it does not stop for that again.', rollbackHint: (n) => (n === 1 ? 'One kiosk gets its old content back, under a new version number.' : `${n} kiosks get their old content back, under a new version number.`), noteLabel: 'Note', cancel: 'Cancel',
    gates: 'What visitors feel', gateLead: 'Compared with these kiosks before, and with the kiosks still on the old content meanwhile; worse means clearly worse than both. Bands are 95 % intervals.', gateNames: { 'no-match': 'Not understood', unanswered: 'Not answered', escalation: 'To a person', latency: 'Slow to speak', crash: 'Cut off by a crash' }, of: { 'no-match': 'questions', unanswered: 'questions', escalation: 'visits', latency: 'answers', crash: 'visits' },
    sides: { wave: 'New', before: 'Before', others: 'Elsewhere' }, gateVerdicts: { good: 'no worse', worse: 'worse', 'too-few': 'too few' }, noGates: 'Watching begins once this wave has it.', tooFew: 'too few',
    history: 'History', program: 'Hub', what: { started: 'began', signed: 'signatures complete', 'wave-started': 'sent to', 'wave-soaking': 'is being watched', 'wave-ended': 'is through', 'kiosk-failed': 'failed', 'soak-extended': 'is watched longer', waiting: 'stopped to wait for staff', halted: 'halted', resumed: 'went on', 'rolling-back': 'began to go back', 'rolled-back': 'is taken back everywhere', done: 'is done', superseded: 'was superseded', 'hub-back': 'restarted and went on' },
    causes: { refused: 'refused by the kiosk', 'rolled-back-itself': 'the kiosk went back by itself', silent: 'no answer in time', 'went-silent': 'silent after applying', restarting: 'restarts over and over', 'over-budget': 'too many kiosks failed', worse: 'worse for visitors', 'too-few': 'too few visitors', 'nobody-reachable': 'no kiosk can be reached', staff: 'by staff', 'newer-rollout': 'a newer rollout', emergency: 'emergency', 'not-restored': 'could not be taken back everywhere', 'hub-back': 'the hub restarted', signed: 'signed' },
  },
  failed: (text) => `That did not work: ${text}`, notApproved: 'No second person has approved it yet. Send it for review first.',
};
