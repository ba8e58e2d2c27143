/** A board of an archive as intents. */
import type { CardId, DependencyId, DocumentId, GroupId, MemberId, PlaceableRef, StatusId, ThingRef } from "../../ids";
import { subjectOf } from "../../ids";
import type { BoardIntent } from "../../intents";
import { type DependencyKind, isDate, type Position, type Size } from "../../values";
import { archivedTalk, piecesOf } from "./archivedText";
import type { Node } from "./node";

const KINDS: readonly DependencyKind[] = ["blocks", "relates"];

export function archivedBoard(board: Node): BoardIntent[] {
  return new ArchivedBoard().intents(board);
}

class ArchivedBoard {
  private readonly made: BoardIntent[] = [{ intent: "Create" }];
  private readonly trashed: BoardIntent[] = [];
  private readonly there = new Set<string>();

  intents(board: Node): BoardIntent[] {
    for (const node of board.list("groups")) {
      const group = node.id<GroupId>();
      this.made.push({ intent: "AddGroup", group, title: node.text("title"), ...placeOf(node) });
      this.there.add(group);
      this.common({ group }, node);
    }
    for (const card of board.list("cards")) this.card(card);
    for (const arrow of board.list("dependencies")) this.arrow(arrow);
    // Last: what is in the trash cannot be edited, nor be an end of a new arrow.
    return [...this.made, ...archivedTalk(board), ...this.trashed];
  }

  private card(node: Node): void {
    const card = node.id<CardId>();
    const { made } = this;
    made.push({ intent: "AddCard", card, title: node.text("title"), ...placeOf(node) });
    this.there.add(card);
    for (const splice of piecesOf(node.text("description"))) {
      made.push({ intent: "EditDescription", card, splices: [splice] });
    }
    const [status, word] = [node.optionalId<StatusId>("status"), node.optional("statusWord")];
    if (status !== undefined || word !== undefined) {
      made.push({ intent: "SetStatus", card, ...(status && { status }), ...(word === undefined ? {} : { word }) });
    }
    for (const each of node.list("owners")) {
      const isMember = each.member("member") !== undefined;
      const owner = isMember ? { member: each.id<MemberId>("member") } : { name: each.text("name") };
      made.push({ intent: "AddOwner", card, owner });
    }
    for (const label of node.texts("labels")) made.push({ intent: "AddLabel", card, label });
    for (const document of node.ids<DocumentId>("documents", "document")) {
      made.push({ intent: "LinkDocument", card, document });
    }
    const group = node.optionalId<GroupId>("group");
    if (group !== undefined && this.there.has(group)) made.push({ intent: "SetGroup", card, group });
    if (node.flag("pinned")) made.push({ intent: "SetPinned", card, pinned: true });
    const targetDate = node.optional("targetDate");
    if (targetDate !== undefined) {
      if (!isDate(targetDate)) throw node.bad(`"${targetDate}" is no date`);
      made.push({ intent: "SetTargetDate", card, targetDate });
    }
    const estimate = node.number("estimate");
    if (estimate !== undefined) made.push({ intent: "SetEstimate", card, estimate });
    this.common({ card }, node);
  }

  /** An arrow to something that was removed for good counts for nothing, and cannot be made again. */
  private arrow(node: Node): void {
    const dependency = node.id<DependencyId>();
    const [from, to] = [endOf(node.object("from")), endOf(node.object("to"))];
    const word = node.text("kind");
    const kind = KINDS.find((each) => each === word);
    if (kind === undefined) throw node.bad(`"${word}" is no kind of arrow`);
    if (![from, to].every((end) => this.there.has(subjectOf(end).id))) return;
    this.made.push({ intent: "AddDependency", dependency, from, to, kind });
    const title = node.text("title");
    if (title !== "") this.made.push({ intent: "SetTitle", thing: { dependency }, title });
    this.common({ dependency }, node);
  }

  private common(thing: ThingRef, node: Node): void {
    const { made } = this;
    const order = node.number("order") ?? 0;
    if (order !== 0) made.push({ intent: "SetOrder", thing, order });
    const [color, source, extra] = [node.optional("color"), node.origin(), node.optional("extra")];
    if (color !== undefined) made.push({ intent: "SetColor", thing, color });
    if (source !== undefined) made.push({ intent: "SetSource", thing, source });
    if (extra !== undefined) made.push({ intent: "SetExtra", thing, extra });
    if (node.flag("deleted")) this.trashed.push({ intent: "Delete", thing });
  }
}

function endOf(end: Node): PlaceableRef {
  return end.member("card") === undefined ? { group: end.id<GroupId>("group") } : { card: end.id<CardId>("card") };
}

function placeOf(node: Node): { readonly position: Position; readonly size: Size } {
  const [at, size] = [node.object("position"), node.object("size")];
  const [width, height] = [size.integer("width"), size.integer("height")];
  if (width < 1 || height < 1) throw size.bad("a size is at least 1 by 1");
  return { position: { x: at.integer("x"), y: at.integer("y") }, size: { width, height } };
}
