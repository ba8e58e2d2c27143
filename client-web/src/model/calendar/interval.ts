/** Stretches of time, their start included and their end not, and sets of them. */
import type { Instant } from "./time";

/** `end` is after `start`. */
export interface Interval {
  readonly start: Instant;
  readonly end: Instant;
}

/** Rising, without common instants, none touching the next. */
export type Intervals = readonly Interval[];

/** In any order, overlapping or not: those that touch become one. */
export function joined(any: readonly Interval[]): Intervals {
  const all: Interval[] = [];
  for (const each of [...any].sort((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    if (last !== undefined && last.end >= each.start) {
      all[all.length - 1] = { start: last.start, end: Math.max(last.end, each.end) };
    } else {
      all.push(each);
    }
  }
  return all;
}

/** What lies in both. */
export function common(one: Intervals, other: Intervals): Intervals {
  const found: Interval[] = [];
  for (let i = 0, j = 0; ; ) {
    const [ours, theirs] = [one[i], other[j]];
    if (ours === undefined || theirs === undefined) return found;
    const start = Math.max(ours.start, theirs.start);
    const end = Math.min(ours.end, theirs.end);
    if (start < end) found.push({ start, end });
    if (ours.end < theirs.end) i++;
    else j++;
  }
}

/** Of a stretch of time, what is not in there. */
export function gapsIn(stretch: Interval, taken: Intervals): Intervals {
  const gaps: Interval[] = [];
  let free = stretch.start;
  for (const each of common(taken, [stretch])) {
    if (free < each.start) gaps.push({ start: free, end: each.start });
    free = each.end;
  }
  if (free < stretch.end) gaps.push({ start: free, end: stretch.end });
  return gaps;
}

/** Milliseconds. */
export function lengthOf(all: Intervals): number {
  return all.reduce((sum, { start, end }) => sum + end - start, 0);
}

export function contains(all: Intervals, at: Instant): boolean {
  return all.some(({ start, end }) => start <= at && at < end);
}
