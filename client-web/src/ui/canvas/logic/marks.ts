/** What a card shows beside its own fields: whether it is blocked, and whether somebody has to do something about it. */
import type { Card } from "../../../model/board";
import type { CommentThread } from "../../../model/discussion";
import type { DeviceId, MemberId } from "../../../model/ids";
import type { StatusCategory } from "../../../model/values";

/** Work that is over waits for nothing, and nothing waits for it. */
export function isOver(category: StatusCategory | undefined): boolean {
  return category === "done" || category === "dropped";
}

/** Work that should be going on: what still waits then is held up. In the backlog waiting is no news. */
function isOnItsWay(category: StatusCategory | undefined): boolean {
  return category === "scoped" || category === "active" || category === "review";
}

export interface Talk {
  /** Comments that say that something blocks. */
  readonly blockers: number;
  /** Conversations that are not resolved. */
  readonly open: number;
}

export function talkOf(threads: readonly CommentThread[]): Talk {
  let [blockers, open] = [0, 0];
  for (const thread of threads) {
    if (thread.meta.life.deleted) continue;
    const said = thread.comments.filter((comment) => !comment.meta.life.deleted);
    if (said.length > 0 && !thread.resolved) open++;
    blockers += said.filter((comment) => comment.isRaised).length;
  }
  return { blockers, open };
}

/** By words of somebody, or by an arrow from work that is not over. */
export function isBlocked(category: StatusCategory | undefined, blockers: number, waitsFor: number): boolean {
  return !isOver(category) && (blockers > 0 || (waitsFor > 0 && isOnItsWay(category)));
}

export type Need = "blocker" | "mention" | "conflict" | "overdue";

export interface Reader {
  readonly member: MemberId;
  readonly devices: readonly DeviceId[];
  /** The reader's own day, `2026-11-23`. */
  readonly today: string;
}

export function isOverdue(card: Card, category: StatusCategory | undefined, today: string): boolean {
  return card.targetDate !== undefined && card.targetDate < today && !isOver(category);
}

/** What a card wants of this reader, most pressing first (RHY-5, as far as the board alone tells). */
export function needsOf(
  card: Card,
  category: StatusCategory | undefined,
  threads: readonly CommentThread[],
  reader: Reader,
): Need[] {
  const mine = card.owners.some((owner) => "member" in owner && owner.member === reader.member);
  const needs: Need[] = [];
  if (mine && !isOver(category) && talkOf(threads).blockers > 0) needs.push("blocker");
  if (threads.some((thread) => waitsForAnswer(thread, reader))) needs.push("mention");
  if (mine && card.meta.conflicts.length > 0) needs.push("conflict");
  if (mine && isOverdue(card, category, reader.today)) needs.push("overdue");
  return needs;
}

/** Somebody else names the reader, and the reader has said nothing since. */
function waitsForAnswer(thread: CommentThread, { member, devices }: Reader): boolean {
  if (thread.resolved || thread.meta.life.deleted) return false;
  let waits = false;
  for (const comment of thread.comments) {
    if (comment.meta.life.deleted) continue;
    if (devices.includes(comment.author)) waits = false;
    else if (comment.mentions.includes(member)) waits = true;
  }
  return waits;
}
