/** The people of a round and their working days. Owned by its fold. */
import { DAY_MILLIS, HOUR_MILLIS, type Instant } from "../calendar/time";
import { WorkCalendar } from "../calendar/workCalendar";
import { Zone } from "../calendar/zone";
import { compare, type MemberId } from "../ids";
import { DayLine } from "./dayLine";
import type { Due } from "./decision";
import { type FrozenCalendar, PARTS, type Part, type Participant } from "./terms";

export interface Person {
  readonly member: MemberId;
  part: Part;
  excused: boolean;
  days: DayLine;
}

export function isRequired(person: Person): boolean {
  return person.part === "required" && !person.excused;
}

/** The later of two; the first where they are equal. */
export function orLater(one: Due, other: Due): Due {
  return other.at > one.at ? other : one;
}

export class Crew {
  private readonly lines = new Map<string, DayLine>();
  private readonly known = new Map<MemberId, Person>();
  /** By id, so that everybody finds the same order. */
  people: readonly Person[] = [];
  readonly proposers = new Set<MemberId>();

  constructor(private readonly from: Instant) {}

  /** Adds those who are not there yet; who is there already keeps the stronger part. */
  join(participants: readonly Participant[], proposer: MemberId): void {
    this.proposers.add(proposer);
    for (const { member, part, calendar } of participants) {
      const known = this.known.get(member);
      if (known === undefined) {
        this.known.set(member, { member, part, excused: false, days: this.line(calendar) });
      } else if (PARTS.indexOf(part) < PARTS.indexOf(known.part)) {
        known.part = part;
      }
    }
    this.people = [...this.known.values()].sort((a, b) => compare(a.member, b.member));
  }

  /** In UTC where this platform does not know the zone. */
  private line({ zone, week, daysOff }: FrozenCalendar): DayLine {
    const key = JSON.stringify([zone, week, daysOff]);
    const known = this.lines.get(key);
    if (known !== undefined) return known;
    const line = new DayLine(new WorkCalendar(Zone.of(zone) ?? Zone.utc(), week, daysOff), this.from);
    this.lines.set(key, line);
    return line;
  }

  isProposer(member: MemberId): boolean {
    return this.proposers.has(member);
  }

  person(member: MemberId): Person | undefined {
    return this.known.get(member);
  }

  isRequired(member: MemberId): boolean {
    const person = this.known.get(member);
    return person !== undefined && isRequired(person);
  }

  /** Whether their yes counts. */
  isAsked(member: MemberId): boolean {
    const part = this.known.get(member)?.part;
    return this.isProposer(member) || part === "required" || part === "consulted";
  }

  /** How many there are besides those who propose. */
  others(): number {
    return this.people.filter((each) => !this.isProposer(each.member)).length;
  }

  away(person: Person, days: string): void {
    const { zone, week, daysOff } = person.days.calendar;
    person.days = new DayLine(new WorkCalendar(zone, week, [...daysOff, days]), this.from);
  }

  /**
   * The latest end of a window over everybody required (DEC-4); over the others where nobody is, and by the clock alone where nobody has working days.
   */
  window(start: Instant, days: number, hoursMin: number): Due {
    const due = this.latest(start, days, isRequired) ??
      this.latest(start, days, () => true) ?? { at: start + days * DAY_MILLIS, setBy: undefined };
    return orLater(due, { at: start + hoursMin * HOUR_MILLIS, setBy: undefined });
  }

  private latest(start: Instant, days: number, which: (person: Person) => boolean): Due | undefined {
    // People with the same calendar share its days: one answer for all of them.
    const known = new Map<DayLine, Instant | undefined>();
    let latest: Due | undefined;
    for (const person of this.people) {
      if (!which(person) || this.isProposer(person.member)) continue;
      if (!known.has(person.days)) known.set(person.days, person.days.nthFrom(start, days));
      const end = known.get(person.days);
      // By rising id, so that of several who end at one moment the least is named.
      if (end !== undefined && (latest === undefined || end > latest.at)) latest = { at: end, setBy: person.member };
    }
    return latest;
  }
}
