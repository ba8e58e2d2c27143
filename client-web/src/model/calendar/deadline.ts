/** Deadlines: what sets them, and when they are (CAL-7 to CAL-10). */
import { compare, type MemberId } from "../ids";
import { DAY_MILLIS, dayOf, HOUR_MILLIS, type Instant } from "./time";
import type { WorkCalendar } from "./workCalendar";

export type DeadlineRule =
  /** The latest, over people, of the end of their nth working day. */
  | { readonly type: "WorkingDays"; readonly days: number }
  /** As long as it is that date, `2026-11-26`, anywhere on Earth. */
  | { readonly type: "Everywhere"; readonly date: string }
  /** A moment that somebody named. */
  | { readonly type: "Exactly"; readonly at: Instant };

/** As it is stored. */
export interface Deadline {
  readonly rule: DeadlineRule;
  readonly at: Instant;
  /** Whose calendar set it; the least id where several end at that moment. */
  readonly setBy: MemberId | undefined;
  /** Of the time zone database that it was computed with; empty where the platform does not say. */
  readonly version: string;
}

/** The platform does not say which time zone database it has. */
export const UNKNOWN_VERSION = "";

/** `deadline` is undefined where nobody's calendar could set one; `neverAtWork` do not count and are named. */
export interface DeadlineAnswer {
  readonly deadline: Deadline | undefined;
  readonly neverAtWork: readonly MemberId[];
}

export function deadlineOf(
  rule: DeadlineRule,
  from: Instant,
  people: ReadonlyMap<MemberId, WorkCalendar>,
): DeadlineAnswer {
  const plain = (at: Instant) => ({
    deadline: { rule, at, setBy: undefined, version: UNKNOWN_VERSION },
    neverAtWork: [],
  });
  switch (rule.type) {
    case "Exactly":
      return plain(rule.at);
    case "Everywhere":
      return plain(endEverywhere(rule.date));
    case "WorkingDays":
      return latest(rule, from, people);
  }
}

/** When a date has ended everywhere: noon UTC of the day after. */
export function endEverywhere(date: string): Instant {
  return (dayOf(date) + 1) * DAY_MILLIS + 12 * HOUR_MILLIS;
}

function latest(
  rule: DeadlineRule & { type: "WorkingDays" },
  from: Instant,
  people: ReadonlyMap<MemberId, WorkCalendar>,
): DeadlineAnswer {
  const neverAtWork: MemberId[] = [];
  let deadline: Deadline | undefined;
  // By rising id, so that of several who end at one moment the least is named.
  for (const [person, calendar] of [...people].sort(([a], [b]) => compare(a, b))) {
    const day = calendar.nthDayFrom(from, rule.days);
    if (day === undefined) neverAtWork.push(person);
    else if (deadline === undefined || day.end > deadline.at) {
      deadline = { rule, at: day.end, setBy: person, version: UNKNOWN_VERSION };
    }
  }
  return { deadline, neverAtWork };
}

/** A stored deadline after it was computed anew: a later time zone database may move it later, never earlier (CAL-10). */
export function updated<D extends { readonly at: Instant; readonly version: string }>(stored: D, anew: D): D {
  return anew.version > stored.version && anew.at > stored.at ? anew : stored;
}
