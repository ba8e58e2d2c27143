/** Values of the planning domain (docs/schema.md). All immutable. */
import type { DeviceId, MemberId } from "./ids";
import type { Json } from "./json";

export interface Position {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const ORIGIN: Position = { x: 0, y: 0 };
export const CARD_SIZE: Size = { width: 260, height: 120 };

/** A member, or the name of somebody who is none (yet). */
export type Owner = { readonly member: MemberId } | { readonly name: string };

export type DependencyKind = "blocks" | "relates";
export const STATUS_CATEGORIES = ["backlog", "scoped", "active", "review", "done", "dropped"] as const;
export type StatusCategory = (typeof STATUS_CATEGORIES)[number];

/** What a thing was imported from, with the last imported value of each field (SCHEMA-9). */
export interface Source {
  readonly kind: string;
  readonly id: string;
  readonly values: Readonly<Record<string, string>>;
}

/** In the order in which conflicts are listed. */
export const FIELDS = [
  "title",
  "name",
  "description",
  "status",
  "statusWord",
  "owner",
  "label",
  "document",
  "position",
  "size",
  "group",
  "order",
  "pinned",
  "color",
  "targetDate",
  "estimate",
  "why",
  "from",
  "to",
  "kind",
  "zone",
  "category",
  "device",
  "week",
  "daysOff",
  "outOfHours",
  "thread",
  "on",
  "start",
  "end",
  "quote",
  "since",
  "state",
  "text",
  "at",
  "editedAt",
  "mention",
  "blocker",
  "cleared",
  "extra",
] as const;
export type Field = (typeof FIELDS)[number];

/** Values that were written to one field at once, the one that shows first (CONFLICT-1). */
export interface Conflict {
  readonly field: Field;
  readonly candidates: readonly Candidate[];
}

/** `value` is undefined for a field that was cleared. */
export interface Candidate {
  readonly value: string | undefined;
  readonly author: DeviceId;
}

/** Who deleted and who edited, where both happened at once (LIFE-3). */
export interface Revival {
  readonly deletedBy: readonly DeviceId[];
  readonly editedBy: readonly DeviceId[];
}

export interface Life {
  readonly deleted: boolean;
  /** The greatest absolute value that stands there. */
  readonly edits: number;
  readonly revival: Revival | undefined;
}

/** What every thing has. */
export interface Meta {
  readonly life: Life;
  readonly conflicts: readonly Conflict[];
  readonly source: Source | undefined;
  readonly extra: string | undefined;
  readonly unknown: Readonly<Record<string, Json>>;
}

function pair(text: string): [number, number] | undefined {
  const match = /^(-?[0-9]{1,10}) (-?[0-9]{1,10})$/.exec(text);
  if (match === null) return undefined;
  const [first, second] = [Number(match[1]), Number(match[2])];
  return isInt32(first) && isInt32(second) ? [first === 0 ? 0 : first, second === 0 ? 0 : second] : undefined;
}

export function isInt32(value: number): boolean {
  return Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31;
}

export function parsePosition(text: string): Position | undefined {
  const parsed = pair(text);
  return parsed === undefined ? undefined : { x: parsed[0], y: parsed[1] };
}

export function parseSize(text: string): Size | undefined {
  const parsed = pair(text);
  return parsed !== undefined && parsed[0] > 0 && parsed[1] > 0 ? { width: parsed[0], height: parsed[1] } : undefined;
}

export function printPosition(position: Position): string {
  return `${position.x} ${position.y}`;
}

export function printSize(size: Size): string {
  return `${size.width} ${size.height}`;
}

/** Whether it is a date as ISO 8601 writes it, of a day that there is. */
export function isDate(text: string): boolean {
  const match = /^(\d{4}|-\d{4,9}|\+\d{5,9})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null || /^-0+$/.test(match[1] ?? "")) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= (days[month - 1] ?? 0);
}

export function compareOwners(left: Owner, right: Owner): number {
  const members = Number("member" in right) - Number("member" in left);
  if (members !== 0) return members;
  const [a, b] = [ownerText(left), ownerText(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}

export function ownerText(owner: Owner): string {
  return "member" in owner ? owner.member : owner.name;
}

/** What a member said of a card in a week's update; `week` as ISO 8601 has it, `2026-W48`. */
export interface UpdateLine {
  readonly week: string;
  readonly member: MemberId;
  readonly text: string;
}

export function isWeek(text: string): boolean {
  return /^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/.test(text);
}
