/** What the pages of decisions say. */
import type { DecisionState, Standing, Wait } from "../../model/decision/decision";
import type { Act } from "../../model/decision/statement";
import type { Policy } from "../../model/decision/terms";

export const DECISIONS = {
  decisions: "Decisions",
  none: "No decision yet. Propose one: it closes by itself, without a meeting.",
  propose: "Propose a decision",
  proposeThis: "Put this to a decision",
  decision: "Decision",
  title: "Title",
  question: "Question",
  waitsForYou: "Waits for you",
  running: "Running",
  drafts: "Drafts",
  over: "Over",
  document: "The document",
  draft: "The proposal",
  options: "Options, one a line",
  recommendation: "Recommendation",
  decider: "Who decides",
  deciderUsual: "By the OWNERS document, else you",
  required: "Who has to be reached",
  requiredUsual: "Nobody ticked: the owners of the cards that link to the document.",
  alone:
    "You are alone in this workspace: a decision needs somebody who can be asked. Invite them on the page of boards.",
  consulted: "Whose view is asked for",
  informed: "Who is told",
  replaces: "Once accepted, it takes the place of",
  zonesUnknown: "Computed in a browser, which does not say how old its rules of time zones are.",
  preset: "How it passes",
  window: "Working days",
  deadline: "Or until a day has ended everywhere",
  review: "Look at it again on",
  preview: "If you open it now",
  open: "Open the decision",
  opened: "The decision is open: everybody will be told.",
  said: "Said. It counts once the relay has received it.",
  unsent: "Said here and not sent yet:",
  deadlineIs: "Deadline",
  setBy: "set by the calendar of",
  putOff: "put off",
  hardStop: "Expires without an outcome on",
  round: "Round",
  revision: "revision",
  proposedBy: "proposed by",
  decidedBy: "decided by",
  recommended: "Recommended",
  people: "People",
  person: "Person",
  part: "Part",
  standing: "Where they stand",
  objections: "Objections",
  reopenings: "Asked for another round",
  record: "What was said",
  yourWord: "Your word",
  nothingToSay: "There is nothing for you to say now.",
  reason: "Reason",
  option: "For",
  againstAll: "against all",
  until: "Until",
  days: "Days, like 2026-12-24..2027-01-02",
  cancel: "Cancel",
  state: "Where it stands",
  waiting: "Waiting for sync",
  edited: "The document says something else by now than the proposal that is up.",
  recorded: "The document records this outcome.",
  unrecorded: "The document does not record this outcome yet.",
  otherRecord: "The document records another outcome than the log shows.",
  certificate: "Certificate",
  saveCertificate: "Save the certificate",
  checkCertificate: "Check a certificate’s file",
  certificateHolds: (statements: number, outcome: string) =>
    `It holds: ${statements} signed ${statements === 1 ? "statement" : "statements"}, signed by the relay, and the log here comes to the same. ${outcome}`,
  certificateFails: "It does not hold:",
  meanwhile: "Meanwhile the outcome of an earlier round stands:",
  reviewDue: "Review due: look at the outcome again.",
  clockAhead: "The relay’s clock is ahead of this machine’s: check both.",
  noEffect: "without effect:",
  late: "an objection that came too late",
  has: "has it since",
  has_not: "does not have it yet",
} as const;

export const PRESET_WORDS = {
  "lazy-consensus": "Nobody objects in 3 working days (lazy consensus)",
  "final-comment": "Nobody objects in 10 working days (final comment)",
  "two-approvals": "Two people consent",
  "explicit-consent": "Everybody required consents",
  majority: "More than half vote for it, three at least",
} as const;

const ACTS: Readonly<Record<Act["act"], string>> = {
  open: "Open",
  acknowledge: "Has it",
  consent: "Consent",
  object: "Object",
  standaside: "Stand aside",
  abstain: "Abstain",
  vote: "Vote",
  resolve: "My objection is resolved",
  dismiss: "Dismiss as unreasoned",
  revise: "Put the edited document up",
  markmaterial: "That edit was material",
  pick: "Pick this revision",
  withdraw: "Withdraw",
  extend: "Extend the deadline",
  excuse: "Excuse",
  away: "I am away",
  callvote: "Call a vote",
  reopen: "Ask for another round",
  second: "Second it",
  review: "Set a review date",
  supersede: "Replaces another",
};

export function actWords(act: Act["act"]): string {
  return ACTS[act];
}

/** What a button of an act explains. */
export const ACT_HELP: Readonly<Partial<Record<Act["act"], string>>> = {
  consent: "Yes to the recommendation.",
  object: "No, with a reason: stops the clock.",
  standaside: "I would do otherwise, go ahead.",
  abstain: "No opinion.",
};

const PAST: Readonly<Record<Act["act"], string>> = {
  open: "opened it",
  acknowledge: "has it",
  consent: "consents",
  object: "objects",
  standaside: "stands aside",
  abstain: "abstains",
  vote: "votes",
  resolve: "is content: the objection is resolved",
  dismiss: "dismisses an objection",
  revise: "revised the proposal",
  markmaterial: "finds that an edit was material",
  pick: "picked a revision",
  withdraw: "withdrew it",
  extend: "extended the deadline",
  excuse: "excused somebody",
  away: "is away",
  callvote: "called a vote",
  reopen: "asks for another round",
  second: "seconds another round",
  review: "set a review date",
  supersede: "says what it replaces",
};

export function saidWords(act: Act): string {
  const words = PAST[act.act];
  switch (act.act) {
    case "vote":
      return act.option === undefined ? "votes against all" : `votes for ${act.option}`;
    case "object":
    case "withdraw":
    case "reopen":
    case "dismiss":
      return `${words}: “${act.reason}”`;
    case "revise":
      return act.material ? words : `${words} (immaterial)`;
    case "review":
      return `${words}: ${act.date}`;
    case "away":
      return `${words} ${act.days}`;
    default:
      return words;
  }
}

export function ruleWords({ rule, windowDays, approvals }: Policy): string {
  switch (rule) {
    case "silence":
      return `passes by silence after ${windowDays} working days`;
    case "consent":
      return approvals > 0 ? `passes if ${approvals} consent` : "passes if everybody required consents";
    case "vote":
      return "is voted on";
  }
}

/** The state as one sentence without moments. */
export function stateWords(state: DecisionState, name: (member: never) => string): string {
  switch (state.state) {
    case "draft":
      return "Draft: not put to anybody yet";
    case "open":
      if (state.passed) return "Open past its deadline";
      if (state.rule === "silence") return "Open: passes by silence";
      return state.rule === "consent" ? "Open: passes if enough consent" : "Open: is voted on";
    case "objected": {
      const { length } = state.objections;
      return `Objected: the clock stands until ${length === 1 ? "the objection is" : `${length} objections are`} resolved, dismissed or voted on`;
    }
    case "forked":
      return `Forked: the clock stands until the proposer picks one of ${state.candidates.length} revisions`;
    case "provisional":
      return `Provisional: “${state.basis.option}” by ${state.basis.rule}`;
    case "accepted":
      return `Accepted: “${state.basis.option}” by ${state.basis.rule}`;
    case "rejected":
      return "Rejected by vote";
    case "expired":
      return "Expired: nothing was decided, talk about it";
    case "withdrawn":
      return `Withdrawn by ${name(state.by as never)}: “${state.reason}”`;
    case "superseded":
      return "Superseded by another decision";
  }
}

export function standingWords({ word, option, acknowledgedAt }: Standing): string {
  switch (word) {
    case "objected":
      return "objects";
    case "voted against":
      return "votes against all";
    case "stood aside":
      return "stands aside";
    case "abstained":
      return "abstains";
    case "voted":
      return `votes for ${option ?? ""}`;
    case "consented":
      return "consents";
    case "proposed":
      return "proposes it";
    case "silent":
      return "reached, has said nothing";
    case "unreached":
      return acknowledgedAt === undefined ? "not reached yet" : "not reached for the whole window yet";
    case "away":
      return "away";
    case "excused":
      return "excused";
  }
}

export function waitWords(wait: Wait, name: (member: never) => string): string {
  const all = (people: readonly string[]) => people.map((each) => name(each as never)).join(", ");
  switch (wait.for) {
    case "sync":
      return "This copy of the log ends before the deadline that has passed: what came since is not known here.";
    case "clock":
      return "The relay’s clock is minutes ahead: nothing closes by it here.";
    case "reach":
      return `Not reached in time, and silent: ${all(wait.people)}. Whoever is not reached does not consent by silence.`;
    case "floor":
      return `Only ${wait.reached} of at least ${wait.floor} people are reached.`;
    case "consent":
      return wait.people.length > 0
        ? `A word is missing of ${all(wait.people)}.`
        : `${wait.missing} more ${wait.missing === 1 ? "consent is" : "consents are"} missing.`;
    case "quorum":
      return `${wait.votes} of ${wait.quorum} votes are in.`;
    case "objections":
      return "Objections are open: the clock stands.";
    case "pick":
      return "The proposer has to pick a revision.";
  }
}
