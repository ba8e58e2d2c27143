/** What the pages of the rhythm say. */
import type { What, WhySource } from "../../model/rhythm/change";

export const RHYTHM = {
  rhythm: "Rhythm",
  pages: "Pages of the rhythm",
  digest: "What changed",
  update: "The week",
  review: "The review",
  slips: "What slipped",
  pack: "The quarter",
  since: "Since",
  sinceLooked: "I last looked",
  sinceDay: "yesterday",
  sinceWeek: "a week ago",
  sinceFortnight: "two weeks ago",
  sinceMonth: "a month ago",
  sinceQuarter: "three months ago",
  sinceStart: "the beginning",
  lookAgain: "Look again",
  markLooked: "I have seen this",
  looked: "Noted, for all your devices: the next digest begins here.",
  reading: "Reading the log …",
  nothing: "Nothing changed.",
  needsYou: "Needs you",
  moved: "Moved",
  still: "Did not move",
  edited: "Edited",
  rearranged: "Rearranged on the canvas",
  cards: "Cards",
  others: "Elsewhere",
  decided: "Decided",
  closing: "Decisions closing soon",
  unsent: "Your changes that are not sent yet are told as well.",
  why: "Why:",
  due: "due",
  until: "until",
  waitsFor: "waits for",
  blocked: "Blocked",
  ownerless: "Nobody's",
  thisWeek: "This week",
  lastWeek: "The week before",
  week: "Week",
  yourLine: "Your line of why",
  say: "Say it",
  quietWeek: "Nothing moved and nothing is under way.",
  nudges: "Asked for a reason",
  cancel: "There is nothing to meet for: cancel the meeting.",
  cancelWhy:
    "No decision is objected to or expired, no blocker is old, no arrows form a circle, no conversation goes round, no field has two values.",
  settle: "To settle together",
  inWriting: "To settle in writing",
  ownMeeting: "Worth a meeting of its own",
  before: "To read before",
  noSlips: "No target date moved.",
  earlier: "days earlier",
  later: "days later",
  noDate: "no date any more",
  becauseOf: "because of",
  meeting: "The meeting is on",
  frozen: "Frozen as of",
  readers: "Who has it",
  reached: "Reached",
  read: "Read",
  commented: "Commented",
  changedSince: "changed since then",
  openItems: "What the meeting settles, and nothing else",
  nothingOpen: "Nothing is open.",
  yes: "yes",
  no: "no",
  noGroup: "In no group",
  copy: "Copy as text",
  copied: "It is in the clipboard, as text.",
  notCopied: "This browser does not let a page write the clipboard: select the page and copy it.",
  mail: "Mail it",
  mailPaste: "It is too long for a mail link: it is in the clipboard, paste it into the mail.",
  unsentNow: "not sent yet",
} as const;

const WHAT: Readonly<Record<What, string>> = {
  added: "is new",
  deleted: "was deleted",
  restored: "was restored",
  status: "status",
  targetDate: "target date",
  owners: "owners",
  group: "group",
  estimate: "estimate",
  title: "title",
  text: "text edited",
  blockedBy: "blocked by",
  relatedTo: "related to",
  labels: "labels",
  documents: "documents",
  comments: "new comments",
  place: "moved on the canvas",
};

/** `status Idea → Ready`. */
export function changeWords(what: What, from: string | undefined, to: string | undefined): string {
  if (what === "comments") return `${WHAT[what]}: ${to ?? ""}`;
  return from === undefined && to === undefined ? WHAT[what] : `${WHAT[what]} ${from ?? "none"} → ${to ?? "none"}`;
}

/** Somebody's own words stand in quotes. */
export function whyWords(source: WhySource, text: string): string {
  return source === "arrow" || source === "decision" || source === "none" ? text : `“${text}”`;
}

/** `3 cards moved, 1 under way did not, 2 things for you`. */
export function digestSentence(moved: number, still: number, needs: number): string {
  const cards = `${moved} ${moved === 1 ? "card" : "cards"} moved`;
  const rest = `${still} under way did not`;
  return `${cards}, ${rest}, ${needs} ${needs === 1 ? "thing" : "things"} for you`;
}
