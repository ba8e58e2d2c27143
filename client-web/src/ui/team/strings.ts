/** What the team's page says. */
import type { CycleKind } from "../../model/schema";

export const TEAM = {
  team: "Team",
  now: "It is",
  atWork: "at work",
  offWork: "not at work",
  noZone: "has no time zone: nothing is computed for them",
  usual: "the usual hours, Mon-Fri 09:00-17:00",
  off: "off",
  edit: "Edit",
  done: "Done",
  name: "Name",
  addMember: "Add somebody who is not in the workspace yet",
  addMemberWhy:
    "They can own cards and count in calendars and overlaps. It gives no access: an invite does, under Members and devices.",
  memberAdded: "They are in the team.",
  zone: "Time zone",
  hours: "Working hours, like Mon-Thu 09:00-17:00, Fri 09:00-13:00",
  daysOff: "Days off",
  from: "From",
  to: "To",
  add: "Add",
  remove: "Take back",
  save: "Save",
  badHours: "Working hours look like Mon-Thu 09:00-17:00, Fri 09:00-13:00; work over midnight is two parts.",
  badZone: "This is no time zone: use one like Europe/Zurich.",
  strip: "Working hours on your clock",
  before: "The day before",
  next: "The next day",
  today: "Today",
  who: "Who meets",
  all: "All of them are at work",
  noHour: "No hour works: they are never all at work in this week.",
  slots: "When it hurts least",
  minutes: "Minutes",
  week: "In the week from",
  pays: "pays",
  free: "nobody pays",
  atNight: "at night",
  held: "We meet then",
  heldSaid: "Noted, and what it cost whom: the next slot takes turns.",
  paid: "What meetings cost in the last 52 weeks",
  handOver: "Around the globe",
  together: "both at work",
  gap: "a gap of",
  meet: "their days touch",
  cycles: "The team’s rhythm",
  notSet: "not set",
  every: "Every",
  first: "First on",
  at: "At",
  takes: "Minutes",
  never: "Never",
  moreOf: "next:",
  member: "Member",
  works: "Works",
  clock: "Clock",
} as const;

export const CYCLE_WORDS: Readonly<Record<CycleKind, string>> = {
  update: "Weekly update, due",
  review: "Review",
  planning: "Quarterly planning",
};

export function periodWords(every: string): string {
  const count = Number(every.slice(0, -1));
  const unit = every.endsWith("w") ? "week" : "month";
  return count === 1 ? `every ${unit}` : `every ${count} ${unit}s`;
}

/** `1 h 30 min`. */
export function spanWords(millis: number): string {
  const minutes = Math.round(millis / 60_000);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 ? `${hours} h` : "", rest > 0 || hours === 0 ? `${rest} min` : ""].filter(Boolean).join(" ");
}
