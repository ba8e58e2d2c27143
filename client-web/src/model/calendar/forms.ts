/** The forms in which members' calendars and the team's cycles are written (SCHEMA of members and `cycles:`). */

import { DAY_MINUTES, minuteOfDay } from "./time";

/** Working hours on one day of the week: `mon 09:00-12:00`. */
export function isShift(item: string): boolean {
  const match = /^(?:mon|tue|wed|thu|fri|sat|sun) (\d\d:\d\d)-(\d\d:\d\d)$/.exec(item);
  const from = minuteOfDay(match?.[1] ?? "");
  const to = minuteOfDay(match?.[2] ?? "");
  return from !== undefined && to !== undefined && from < to;
}

function isPlainDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Days off: `2026-12-24..2027-01-02`; a single day may be written as both ends, and is read as `2027-08-01`. */
export function parseDayRange(item: string): string | undefined {
  const [first = "", last = first, more] = item.split("..");
  if (more !== undefined || !isPlainDate(first) || !isPlainDate(last) || last < first) return undefined;
  return first === last ? first : `${first}..${last}`;
}

/** A meeting out of somebody's working hours, and for how many minutes. */
export interface OutOfHours {
  readonly meeting: string;
  readonly minutes: number;
}

/** A whole minute as Java and ISO 8601 write it: `2026-11-26T21:00:00Z`. */
export function isWholeMinute(instant: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:00Z$/.test(instant) && isInstant(instant);
}

/** An instant in whole seconds: `2027-01-08T09:30:00Z`. */
export function isInstant(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(text)) return false;
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString() === text.replace("Z", ".000Z");
}

/** How far a person has looked (SCHEMA of `looked`). */
export interface Frontier {
  readonly position: number;
  readonly chain: string;
  readonly receivedAt: string;
}

export function parseFrontier(text: string): Frontier | undefined {
  const match = /^(\d{1,15}) ([0-9a-f]{64}|) (\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.(?:\d{3}){1,3})?Z)$/.exec(text);
  const [, position = "", chain = "", receivedAt = ""] = match ?? [];
  if (match === null || !isInstant(receivedAt.replace(/\.\d+/, "")) || (Number(position) === 0) !== (chain === ""))
    return undefined;
  return { position: Number(position), chain, receivedAt };
}

export function printFrontier({ position, chain, receivedAt }: Frontier): string {
  return `${position} ${chain} ${receivedAt}`;
}

export function compareFrontiers(left: Frontier, right: Frontier): number {
  const text = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return (
    left.position - right.position ||
    Date.parse(left.receivedAt) - Date.parse(right.receivedAt) ||
    text(left.chain, right.chain)
  );
}

/** How often a meeting or an update of the team comes: `2w 2026-11-26 10:00 30 Europe/Zurich`. */
export interface TeamCycle {
  readonly every: string;
  readonly anchor: string;
  readonly at: string;
  readonly minutes: number;
  readonly zone: string;
}

export function parseTeamCycle(text: string): TeamCycle | undefined {
  const parts = text.split(" ");
  const [every = "", anchor = "", at = "", minutes = "", zone = ""] = parts;
  const minute = minuteOfDay(at);
  const fits =
    parts.length === 5 &&
    /^[1-9]\d?[wm]$/.test(every) &&
    isPlainDate(anchor) &&
    minute !== undefined &&
    minute < DAY_MINUTES &&
    /^\d{1,4}$/.test(minutes) &&
    Number(minutes) <= DAY_MINUTES &&
    zone !== "";
  return fits ? { every, anchor, at, minutes: Number(minutes), zone } : undefined;
}

export function printTeamCycle({ every, anchor, at, minutes, zone }: TeamCycle): string {
  return `${every} ${anchor} ${at} ${minutes} ${zone}`;
}

export const MEETING_MINUTES_MAX = DAY_MINUTES;
