/** What became of each owner's cards in a week (RHY-10), and whom to ask for a reason (RHY-11). */
import type { Frontier } from "../calendar/forms";
import type { Instant } from "../calendar/time";
import type { WorkCalendar } from "../calendar/workCalendar";
import { compare, type MemberId } from "../ids";
import type { CardLine } from "./change";
import type { Digest } from "./digest";
import { type CardTarget, distinct, type Person, personKey } from "./names";

/** A card of several owners stands with each of them, and in one of the three lists. */
export interface OwnerUpdate {
  readonly owner: Person;
  readonly moved: readonly CardLine[];
  readonly still: readonly CardLine[];
  /** Did not move, because of a blocker, another card or a decision. */
  readonly blocked: readonly CardLine[];
  /** Of those that did not move, how many have no reason yet. */
  readonly unexplained: number;
}

/** A question to an owner: why did these not move? `at`: the beginning of their current or next working day. */
export interface Nudge {
  readonly owner: Person;
  readonly cards: readonly CardTarget[];
  readonly at: Instant | undefined;
}

export interface WeeklyUpdate {
  readonly workspace: string;
  /** `2026-W48`. */
  readonly week: string;
  readonly from: Frontier;
  readonly to: Frontier;
  readonly now: Instant;
  /** By name; whoever owns nothing that moved or is under way is not there. */
  readonly owners: readonly OwnerUpdate[];
  /** Cards of nobody that moved or are under way. */
  readonly ownerless: readonly CardLine[];
  readonly nudges: readonly Nudge[];
}

export type CalendarOf = (member: MemberId) => WorkCalendar | undefined;

/** The update of a week, of that week's digest. */
export function updateOf(digest: Digest, week: string, calendars: CalendarOf): WeeklyUpdate {
  const { workspace, from, to, now, moved, still } = digest;
  const all = [...moved, ...still];
  const owners = byName(distinct(all.flatMap((line) => line.owners))).map((owner): OwnerUpdate => {
    const theirs = (lines: readonly CardLine[]) => lines.filter((line) => isOwnedBy(line, owner));
    const notMoved = theirs(still);
    const waiting = notMoved.filter((line) => !isBlocked(line));
    return {
      owner,
      moved: theirs(moved),
      still: waiting,
      blocked: notMoved.filter(isBlocked),
      unexplained: waiting.filter(({ why }) => why === undefined || why.source === "none").length,
    };
  });
  const ownerless = all.filter((line) => line.owners.length === 0);
  return { workspace, week, from, to, now, owners, ownerless, nudges: nudgesOf(digest, calendars) };
}

/** One for each member who owns cards that stood still without a reason, by name. */
export function nudgesOf(digest: Digest, calendars: CalendarOf): Nudge[] {
  const owners = byName(distinct(digest.still.flatMap((line) => line.owners)));
  return owners.flatMap((owner) => {
    const { member } = owner;
    const lines = digest.still.filter((line) => isOwnedBy(line, owner) && line.why?.source === "none");
    if (member === undefined || lines.length === 0) return [];
    return [
      { owner, cards: lines.map(({ card }) => card), at: calendars(member)?.currentOrNextDay(digest.now)?.start },
    ];
  });
}

function byName(people: readonly Person[]): Person[] {
  return [...people].sort((a, b) => compare(a.name, b.name) || compare(a.member ?? "", b.member ?? ""));
}

function isOwnedBy({ owners }: CardLine, person: Person): boolean {
  return owners.some((owner) => personKey(owner) === personKey(person));
}

function isBlocked({ why }: CardLine): boolean {
  return why !== undefined && ["blocker", "arrow", "decision"].includes(why.source);
}
