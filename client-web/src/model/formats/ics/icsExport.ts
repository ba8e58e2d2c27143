/** Writes a workspace as one calendar (FMT-ICS). Everything is of the state that it is given: no clock is asked. */
import type { Board, Card } from "../../board";
import type { TeamCycle } from "../../calendar/forms";
import { occurrencesOf } from "../../calendar/occurrences";
import { DAY_MILLIS, dayOf, type Instant, MINUTE_MILLIS, minuteOfDay, weekdayOf } from "../../calendar/time";
import { Zone } from "../../calendar/zone";
import type { Decision, DecisionState, RoundView } from "../../decision/decision";
import { byId, type CardId, compare, type DocumentId, type PlaceableRef, subjectOf } from "../../ids";
import { CYCLE_KINDS, type CycleKind } from "../../schema";
import type { BoardEntry, Team } from "../../team";
import type { Owner, StatusCategory } from "../../values";
import { isBlank, oneLine } from "../source";
import { IcsWriter, icsDate, icsLocal, icsStamp, icsUtc } from "./icsWriter";
import { weekdayWord, writeTimeZone } from "./timeZone";

/** When a decision closes. */
export interface IcsDeadline {
  readonly document: DocumentId;
  /** What is asked. */
  readonly title: string;
  readonly at: Instant;
  /** Whether nothing is to be done any more. */
  readonly closed: boolean;
  /** Names of those whose answer is waited for or wanted. */
  readonly asked: readonly string[];
}

export interface CalendarSource {
  /** What tells the cycles of one team from those of another. */
  readonly workspace: string;
  readonly team: Team;
  /** Those that are not in the trash, in their order. */
  readonly boards: readonly (readonly [BoardEntry, Board])[];
  readonly deadlines: readonly IcsDeadline[];
  /** Rises with every change of the workspace, the same for everybody who has the same changes. */
  readonly revision: number;
}

const DOMAIN = "@meridian";
const TITLES: Readonly<Record<CycleKind, string>> = {
  update: "Weekly update due",
  review: "Review",
  planning: "Planning",
};
const STATUS: Readonly<Record<StatusCategory, string>> = {
  backlog: "NEEDS-ACTION",
  scoped: "NEEDS-ACTION",
  active: "IN-PROCESS",
  review: "IN-PROCESS",
  done: "COMPLETED",
  dropped: "CANCELLED",
};
const RUNNING: ReadonlySet<DecisionState["state"]> = new Set(["draft", "open", "objected", "forked", "provisional"]);

/** Of a decision as the log has it; undefined for a draft, which has no deadline. */
export function deadlineOf(document: DocumentId, decision: Decision, team: Team): IcsDeadline | undefined {
  const { round, state } = decision;
  if (round === undefined) return undefined;
  const closed = !RUNNING.has(state.state);
  return { document, title: round.terms.question, at: round.due.at, closed, asked: askedIn(round, team) };
}

/** Whoever is told only, has proposed it or was excused is asked nothing. */
function askedIn({ people, proposers }: RoundView, team: Team): string[] {
  return people
    .filter(({ part, word, member }) => part !== "informed" && word !== "excused" && !proposers.includes(member))
    .map(({ member }) => team.members.get(member)?.name ?? "somebody");
}

export function writeIcs(source: CalendarSource): string {
  return new IcsExport(source).write();
}

class IcsExport {
  private readonly out = new IcsWriter();

  constructor(private readonly source: CalendarSource) {}

  write(): string {
    const { out, source } = this;
    const name = oneLine(source.team.name);
    out.begin("VCALENDAR").line("VERSION:2.0").line("PRODID:-//Meridian//Meridian 1//EN").line("CALSCALE:GREGORIAN");
    out.text("NAME", name).text("X-WR-CALNAME", name);
    const cycles = CYCLE_KINDS.flatMap((kind): (readonly [CycleKind, TeamCycle])[] => {
      const cycle = source.team.cycles.get(kind);
      return cycle === undefined || Zone.of(cycle.zone) === undefined ? [] : [[kind, cycle]];
    });
    this.zones(cycles.map(([, cycle]) => cycle));
    for (const [kind, cycle] of cycles) this.event(kind, cycle);
    for (const [entry, board] of source.boards) this.todos(entry, board);
    const inOrder = [...source.deadlines].sort((a, b) => a.at - b.at || compare(a.document, b.document));
    for (const each of inOrder) this.deadline(each);
    return out.end("VCALENDAR").print();
  }

  private zones(cycles: readonly TeamCycle[]): void {
    const earliest = new Map<string, TeamCycle>();
    for (const cycle of cycles) {
      const known = earliest.get(cycle.zone);
      if (known === undefined || cycle.anchor <= known.anchor) earliest.set(cycle.zone, cycle);
    }
    for (const [name, cycle] of [...earliest].sort(([a], [b]) => compare(a, b))) {
      const [zone, start] = [Zone.of(name), occurrencesOf(cycle)?.at(0).start];
      if (zone !== undefined && start !== undefined) writeTimeZone(this.out, zone, start);
    }
  }

  private event(kind: CycleKind, cycle: TeamCycle): void {
    const { out, source } = this;
    const start = dayOf(cycle.anchor) * DAY_MILLIS + (minuteOfDay(cycle.at) ?? 0) * MINUTE_MILLIS;
    out.begin("VEVENT").line(`UID:${kind}-${source.workspace}${DOMAIN}`);
    out.line(`DTSTAMP:${icsStamp(source.revision)}`).line(`SEQUENCE:${source.revision}`);
    out.line(`DTSTART;TZID=${cycle.zone}:${icsLocal(start)}`);
    if (cycle.minutes > 0) out.line(`DURATION:PT${cycle.minutes}M`);
    out.line(`RRULE:${ruleOf(cycle)}`);
    const team = oneLine(source.team.name);
    out.text("SUMMARY", TITLES[kind] + (team === "" ? "" : `: ${team}`));
    out.line(`TRANSP:${cycle.minutes > 0 ? "OPAQUE" : "TRANSPARENT"}`).end("VEVENT");
  }

  /** Cards with a date, and all that they wait for. */
  private todos(entry: BoardEntry, board: Board): void {
    const blockers = blockersIn(board);
    const told = new Set<CardId>();
    const open = [...board.cards.values()].filter((card) => isThere(card) && card.targetDate !== undefined);
    for (let card = open.pop(); card !== undefined; card = open.pop()) {
      if (told.has(card.id)) continue;
      told.add(card.id);
      open.push(...(blockers.get(card.id) ?? []).flatMap((id) => board.cards.get(id) ?? []));
    }
    const arriving = editsOfArrows(board);
    const cards = [...told].flatMap((id) => board.cards.get(id) ?? []).sort(byId);
    for (const card of cards) this.todo(entry, card, blockers.get(card.id) ?? [], arriving.get(card.id) ?? 0);
  }

  /** @param arriving edits of arrows that say what it waits for: like its own, each makes the sequence rise */
  private todo(entry: BoardEntry, card: Card, blockers: readonly CardId[], arriving: number): void {
    const { out, source } = this;
    const edits = card.meta.life.edits + arriving;
    out
      .begin("VTODO")
      .line(`UID:${uid(card.id)}`)
      .line(`DTSTAMP:${icsStamp(edits)}`)
      .line(`SEQUENCE:${edits}`);
    out.text("SUMMARY", isBlank(card.title) ? "Untitled" : oneLine(card.title));
    out.text("DESCRIPTION", card.description);
    if (card.targetDate !== undefined) out.line(`DUE;VALUE=DATE:${icsDate(card.targetDate)}`);
    const status = card.status === undefined ? undefined : source.team.statuses.get(card.status);
    out.line(`STATUS:${STATUS[status?.category ?? "backlog"]}`);
    out.texts("CATEGORIES", isBlank(entry.title) ? card.labels : [...card.labels, oneLine(entry.title)]);
    for (const owner of card.owners) out.text("CONTACT", oneLine(this.name(owner)));
    for (const blocker of blockers) out.line(`RELATED-TO;RELTYPE=DEPENDS-ON:${uid(blocker)}`);
    out.end("VTODO");
  }

  private deadline({ document, title, at, closed, asked }: IcsDeadline): void {
    const { out, source } = this;
    out.begin("VTODO").line(`UID:decision-${document}${DOMAIN}`);
    out.line(`DTSTAMP:${icsStamp(source.revision)}`).line(`SEQUENCE:${source.revision}`);
    out.text("SUMMARY", `Decide: ${oneLine(title)}`).line(`DUE:${icsUtc(at)}`);
    for (const name of asked) out.text("CONTACT", oneLine(name));
    out.line(`STATUS:${closed ? "COMPLETED" : "NEEDS-ACTION"}`).end("VTODO");
  }

  private name(owner: Owner): string {
    return "member" in owner ? (this.source.team.members.get(owner.member)?.name ?? "somebody") : owner.name;
  }
}

function ruleOf(cycle: TeamCycle): string {
  const count = Number(cycle.every.slice(0, -1));
  if (cycle.every.endsWith("w")) return `FREQ=WEEKLY;INTERVAL=${count}`;
  const week = Math.floor((Number(cycle.anchor.slice(-2)) - 1) / 7) + 1;
  const day = weekdayWord(weekdayOf(dayOf(cycle.anchor)));
  return `FREQ=MONTHLY;INTERVAL=${count};BYDAY=${week === 5 ? "-1" : week}${day}`;
}

function isThere(card: Card | undefined): boolean {
  return card !== undefined && !card.meta.life.deleted;
}

/** By the card that waits. */
function blockersIn(board: Board): ReadonlyMap<CardId, readonly CardId[]> {
  const blockers = new Map<CardId, CardId[]>();
  const arrows = [...board.dependencies.values()].filter(({ meta, kind }) => !meta.life.deleted && kind === "blocks");
  for (const { from, to } of arrows.sort((a, b) => compare(endOf(a.from), endOf(b.from)))) {
    if (!("card" in from && "card" in to)) continue;
    const known = blockers.get(to.card) ?? [];
    if (!isThere(board.cards.get(from.card)) || !isThere(board.cards.get(to.card)) || known.includes(from.card))
      continue;
    blockers.set(to.card, [...known, from.card]);
  }
  return blockers;
}

function endOf(ref: PlaceableRef): string {
  return subjectOf(ref).id;
}

function editsOfArrows(board: Board): ReadonlyMap<string, number> {
  const edits = new Map<string, number>();
  for (const { to, meta } of board.dependencies.values()) {
    const { kind, id } = subjectOf(to);
    if (kind === "card") edits.set(id, (edits.get(id) ?? 0) + meta.life.edits);
  }
  return edits;
}

function uid(card: CardId): string {
  return `card-${card}${DOMAIN}`;
}
