/** The team of an archive as intents. */
import { isShift, isWholeMinute, parseDayRange, parseTeamCycle, printTeamCycle } from "../../calendar/forms";
import { isZone } from "../../calendar/zone";
import { type BoardId, byId, type DocumentId, type EntryRef, type MemberId, type StatusId } from "../../ids";
import type { TeamIntent } from "../../intents";
import { CYCLE_KINDS } from "../../schema";
import type { Team } from "../../team";
import { STATUS_CATEGORIES, type StatusCategory } from "../../values";
import { beginning } from "../merge/base";
import type { Warnings } from "../source";
import type { Node } from "./node";

const UTC = "Etc/UTC";

/** Boards or documents that the team lists and that are not in the trash. */
export function listedIn<T extends string>(team: Node, key: "boards" | "documents"): readonly T[] {
  return team.list(key).flatMap((entry) => (entry.flag("deleted") ? [] : [entry.id<T>()]));
}

export class ArchivedTeam {
  private readonly made: TeamIntent[] = [];

  constructor(
    private readonly now: Team,
    private readonly team: Node,
    private readonly warnings: Warnings,
  ) {}

  intents(): TeamIntent[] {
    const { team, made } = this;
    const name = team.text("name");
    if (name !== this.now.name) made.push({ intent: "SetName", name });
    for (const member of team.list("members")) this.member(member);
    this.statuses();
    for (const [kind, cycle] of team.members("cycles")) this.cycle(kind, cycle);
    for (const node of team.list("boards").filter((each) => !each.flag("deleted"))) {
      const board = node.id<BoardId>();
      made.push({ intent: "AddBoard", board, title: node.text("title"), order: node.number("order") ?? 0 });
      this.origin({ board }, node);
    }
    for (const node of team.list("documents").filter((each) => !each.flag("deleted"))) {
      const document = node.id<DocumentId>();
      made.push({ intent: "AddDocument", document, title: node.text("title") });
      this.origin({ document }, node);
    }
    const trashed = [...team.list("boards"), ...team.list("documents")].filter((each) => each.flag("deleted")).length;
    if (trashed > 0) {
      const things = trashed === 1 ? "1 board or document" : `${trashed} boards or documents`;
      this.warnings.add(undefined, `${things} in the trash of the archive: left there`);
    }
    return made;
  }

  private member(node: Node): void {
    const member = node.id<MemberId>();
    if (this.now.members.has(member)) return;
    const [name, zone] = [node.text("name"), node.text("zone")];
    const isKnown = isZone(zone);
    if (!isKnown) {
      this.warnings.add(undefined, `the time zone "${beginning(zone)}" of ${name} is not known here; it becomes UTC`);
    }
    this.made.push({ intent: "AddMember", member, name, zone: isKnown ? zone : UTC });
    for (const hours of node.texts("week")) {
      if (!isShift(hours)) throw node.bad(`"${hours}" are no working hours`);
      this.made.push({ intent: "AddHours", member, hours });
    }
    for (const days of node.texts("daysOff")) {
      if (parseDayRange(days) === undefined) throw node.bad(`"${days}" are no days`);
      this.made.push({ intent: "AddDaysOff", member, days });
    }
    for (const [meeting] of node.members("outOfHours")) {
      if (!isWholeMinute(meeting)) throw node.bad(`"${meeting}" is no instant`);
      this.made.push({ intent: "AddOutOfHours", member, meeting, minutes: node.object("outOfHours").integer(meeting) });
    }
    this.origin({ member }, node);
  }

  private statuses(): void {
    const kept = new Set<StatusId>();
    const last: TeamIntent[] = [];
    for (const node of this.team.list("statuses")) {
      const status = node.id<StatusId>();
      kept.add(status);
      const word = node.text("category");
      const category = STATUS_CATEGORIES.find((each) => each === word);
      if (category === undefined) throw node.bad(`"${word}" is no category of statuses`);
      this.status(status, { name: node.text("name"), category, order: node.number("order") ?? 0 });
      this.origin({ status }, node);
      if (node.flag("deleted")) last.push({ intent: "Delete", entry: { status } });
    }
    const gone = [...this.now.statuses.values()].filter((each) => !kept.has(each.id) && !each.meta.life.deleted);
    for (const { id } of gone.sort(byId)) last.push({ intent: "Delete", entry: { status: id } });
    this.made.push(...last);
  }

  private status(
    status: StatusId,
    { name, category, order }: { readonly name: string; readonly category: StatusCategory; readonly order: number },
  ): void {
    const there = this.now.statuses.get(status);
    if (there === undefined) {
      this.made.push({ intent: "AddStatus", status, name, category, order });
      return;
    }
    if (there.name !== name) this.made.push({ intent: "SetTitle", entry: { status }, title: name });
    if (there.category !== category) this.made.push({ intent: "SetCategory", status, category });
    if (there.order !== order) this.made.push({ intent: "SetOrder", entry: { status }, order });
  }

  private cycle(word: string, node: Node): void {
    const [every, anchor, at] = [node.text("every"), node.text("anchor"), node.text("at")];
    const text = printTeamCycle({ every, anchor, at, minutes: node.integer("minutes"), zone: node.text("zone") });
    if (parseTeamCycle(text) === undefined) throw node.bad("this is no cycle");
    const kind = CYCLE_KINDS.find((each) => each === word);
    if (kind !== undefined) this.made.push({ intent: "SetCycle", kind, cycle: text });
  }

  private origin(entry: EntryRef, node: Node): void {
    const [source, extra] = [node.origin(), node.optional("extra")];
    if (source !== undefined) this.made.push({ intent: "SetSource", entry, source });
    if (extra !== undefined) this.made.push({ intent: "SetExtra", entry, extra });
  }
}
