/** Differences between two states, and the lines of pages that tell them. */
import type { Instant } from "../calendar/time";
import type { StatusCategory } from "../values";
import type { CardTarget, Person, Target } from "./names";

/** What can differ between two states of one thing, the weightiest first. */
export const WHATS = [
  "added",
  "deleted",
  "restored",
  "status",
  "targetDate",
  "owners",
  "group",
  "estimate",
  "title",
  "text",
  "blockedBy",
  "relatedTo",
  "labels",
  "documents",
  "comments",
  "place",
] as const;
export type What = (typeof WHATS)[number];

/** `move`: the work itself went on, or was planned anew; `edit`: its description became another; `layout`: only its place or look. */
export function weightOf(what: What): "move" | "edit" | "layout" {
  if (what === "place") return "layout";
  return WHATS.indexOf(what) < WHATS.indexOf("title") ? "move" : "edit";
}

/** One difference, whatever lay between. Values are in names; undefined where there was nothing, and where they are too long to tell. */
export interface Change {
  readonly what: What;
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** Who brought it about, in the order of the log; empty where nobody can be told. */
  readonly by: readonly Person[];
  /** When the relay received the last act of these; undefined where it has not yet. */
  readonly at: Instant | undefined;
}

export function weightiestFirst(changes: readonly Change[]): Change[] {
  return [...changes].sort((a, b) => WHATS.indexOf(a.what) - WHATS.indexOf(b.what));
}

/** Where a reason was found, the best first: the line of the weekly update, a blocker, a comment, an arrow, a decision. */
export type WhySource = "update" | "blocker" | "comment" | "arrow" | "decision" | "none";

/** Why something moved or did not, as far as anybody gave a reason: somebody's own words, or a sentence about an arrow or a decision. */
export interface Why {
  readonly source: WhySource;
  readonly text: string;
  readonly by: Person | undefined;
  readonly at: Instant | undefined;
}

export const NO_REASON: Why = { source: "none", text: "no reason given", by: undefined, at: undefined };

/** A card on a page: what it is now (before, where it is gone), what changed, and why. */
export interface CardLine {
  readonly card: CardTarget;
  /** Its name. */
  readonly status: string | undefined;
  readonly category: StatusCategory | undefined;
  readonly owners: readonly Person[];
  readonly targetDate: string | undefined;
  /** The weightiest first. */
  readonly changes: readonly Change[];
  /** Undefined where none was found and the changes ask for none. */
  readonly why: Why | undefined;
}

/** A document, board, group, member or status that changed. */
export interface OtherLine {
  readonly target: Target;
  readonly changes: readonly Change[];
}
