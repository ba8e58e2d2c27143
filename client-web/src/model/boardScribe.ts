/** Writes what is done to a board. */
import { ArrowDraft } from "./arrowDraft";
import type { ArrowGraph } from "./arrowGraph";
import { winningText } from "./automerge/register";
import { bool, f64, type ObjectId, type Scalar, str } from "./automerge/value";
import type { DiscussionProjection } from "./discussion";
import { DiscussionScribe } from "./discussionScribe";
import { type CardId, type GroupId, type PlaceableRef, sameRef, subjectOf, type ThingRef } from "./ids";
import { type BoardIntent, isDiscussion, type Splice, type Warning } from "./intents";
import { LABEL_MAX, NAME_MAX, TITLE_MAX } from "./limits";
import { idItemKey, nameItemKey, textItemKey } from "./schema";
import { Scribe, splicePieces } from "./scribe";
import {
  type Field,
  isDate,
  isInt32,
  isWeek,
  type Owner,
  type Position,
  printPosition,
  printSize,
  type Size,
} from "./values";

const COLOR = /^([1-6]|#[0-9A-Fa-f]{6})$/;
const ARROWS_PURGED_MAX = 1_000;

type Of<Name extends BoardIntent["intent"]> = BoardIntent & { intent: Name };

export class BoardScribe extends Scribe<BoardIntent> {
  private readonly arrows: ArrowDraft;

  private readonly discussion: DiscussionScribe;

  constructor(graph: ArrowGraph, said: DiscussionProjection) {
    super("board");
    this.discussion = new DiscussionScribe(this.desk, "board", said);
    this.arrows = new ArrowDraft(graph);
  }

  override pieces(intent: BoardIntent): readonly BoardIntent[] {
    if (intent.intent !== "EditDescription") return [intent];
    return splicePieces(intent.splices).map((splices) => ({ ...intent, splices }));
  }

  override warnings(): readonly Warning[] {
    return this.arrows.warnings();
  }

  protected override write(intent: BoardIntent): void {
    const { desk } = this;
    if (isDiscussion(intent)) return this.discussion.write(intent);
    switch (intent.intent) {
      case "Create":
        return desk.makeDocument();
      case "AddCard":
        return this.addCard(intent);
      case "AddGroup": {
        const map = desk.make({ kind: "group", id: intent.group });
        desk.putTitle(map, "title", intent.title, TITLE_MAX);
        return this.place(map, intent.position, intent.size);
      }
      case "AddDependency":
        return this.addDependency(intent);
      case "SetTitle":
        return desk.setTitle(subjectOf(intent.thing), "title", intent.title, TITLE_MAX);
      case "EditDescription":
        return this.editDescription(intent.card, intent.splices);
      case "SetStatus":
        return this.setStatus(intent);
      case "AddOwner":
        return this.addOwner(intent.card, intent.owner);
      case "RemoveOwner":
        return this.removeKey(intent.card, ownerKey(intent.owner));
      case "AddLabel":
        this.checkItem("label", intent.label, LABEL_MAX);
        return this.put({ card: intent.card }, textItemKey("label", intent.label), str(intent.label));
      case "RemoveLabel":
        return this.removeKey(intent.card, textItemKey("label", intent.label));
      case "LinkDocument":
        return this.put({ card: intent.card }, idItemKey("document", intent.document), bool(true));
      case "UnlinkDocument":
        return this.removeKey(intent.card, idItemKey("document", intent.document));
      case "Move":
        return this.put(intent.thing, "position", this.position(intent.position));
      case "Resize":
        return this.put(intent.thing, "size", this.size(intent.size));
      case "SetGroup":
        return this.setGroup(intent.card, intent.group);
      case "SetOrder":
        return desk.setOrder(subjectOf(intent.thing), intent.order);
      case "SetPinned":
        return this.put({ card: intent.card }, "pinned", bool(intent.pinned));
      case "SetColor":
        return this.setColor(intent.thing, intent.color);
      case "SetTargetDate":
        return this.setTargetDate(intent.card, intent.targetDate);
      case "SetEstimate":
        return this.setEstimate(intent.card, intent.estimate);
      case "SetKind":
        this.put({ dependency: intent.dependency }, "kind", str(intent.kind));
        return this.arrows.setKind(intent.dependency, intent.kind);
      case "SetWhy": {
        const { card, week, member, text } = intent;
        desk.require(isWeek(week), `A week is written like 2026-W48, not "${week}".`);
        if (text === undefined) return this.removeKey(card, `why:${week}:${member}`);
        this.checkItem("line of the update", text, TITLE_MAX);
        return this.put({ card }, `why:${week}:${member}`, str(text));
      }
      case "SetSource":
        return desk.setSource(subjectOf(intent.thing), intent.source);
      case "SetExtra":
        return desk.setExtra(subjectOf(intent.thing), intent.extra);
      case "Delete":
        desk.delete(subjectOf(intent.thing));
        return this.arrows.live(intent.thing, false);
      case "Restore":
        desk.restore(subjectOf(intent.thing));
        return this.arrows.live(intent.thing, true);
      case "Purge":
        return this.purge(intent.thing);
    }
  }

  private addCard(add: Of<"AddCard">): void {
    const map = this.desk.make({ kind: "card", id: add.card });
    this.desk.putTitle(map, "title", add.title, TITLE_MAX);
    this.desk.makeText(map, "description");
    this.place(map, add.position, add.size);
    this.arrows.live({ card: add.card }, true);
  }

  private place(map: ObjectId, position: Position, size: Size): void {
    this.desk.put(map, "position", this.position(position));
    this.desk.put(map, "size", this.size(size));
  }

  private position(position: Position): Scalar {
    this.desk.require(isInt32(position.x) && isInt32(position.y), "A position is two whole numbers within 32 bits.");
    return str(printPosition(position));
  }

  private size(size: Size): Scalar {
    const fits = isInt32(size.width) && isInt32(size.height) && size.width > 0 && size.height > 0;
    this.desk.require(fits, "A size is two whole numbers of 1 or more, within 32 bits.");
    return str(printSize(size));
  }

  private addDependency(add: Of<"AddDependency">): void {
    this.desk.require(!sameRef(add.from, add.to), "A dependency cannot lead back to where it starts.");
    this.desk.living(subjectOf(add.from));
    this.desk.living(subjectOf(add.to));
    const map = this.desk.make({ kind: "dependency", id: add.dependency });
    this.desk.put(map, "from", str(printEnd(add.from)));
    this.desk.put(map, "to", str(printEnd(add.to)));
    this.desk.put(map, "kind", str(add.kind));
    this.arrows.add(add.dependency, add.from, add.to, add.kind);
  }

  private editDescription(card: CardId, splices: readonly Splice[]): void {
    this.desk.edit({ kind: "card", id: card }, (map) => {
      const text = winningText(this.desk.at(map, "description"));
      if (text === undefined) throw this.desk.refused(`The card ${card} has no description to edit.`);
      this.desk.splice(text, splices);
    });
  }

  private setStatus(set: Of<"SetStatus">): void {
    if (set.word !== undefined) this.desk.checkLine("status word", set.word, NAME_MAX);
    this.desk.edit({ kind: "card", id: set.card }, (map) => {
      this.desk.putOrClear(map, "status", strOrClear(set.status));
      this.desk.putOrClear(map, "statusWord", strOrClear(set.word));
    });
  }

  private addOwner(card: CardId, owner: Owner): void {
    if ("member" in owner) return this.put({ card }, ownerKey(owner), bool(true));
    this.checkItem("owner", owner.name, NAME_MAX);
    this.put({ card }, ownerKey(owner), str(owner.name));
  }

  private checkItem(what: string, item: string, lengthMax: number): void {
    this.desk.checkLine(what, item, lengthMax);
    this.desk.checkNotBlank(what, item);
  }

  private put(thing: ThingRef, key: string, value: Scalar): void {
    this.desk.edit(subjectOf(thing), (map) => this.desk.put(map, key, value));
  }

  private removeKey(card: CardId, key: string): void {
    this.desk.edit({ kind: "card", id: card }, (map) => this.desk.removeKey(map, key));
  }

  private putOrClear(thing: ThingRef, field: Field, value: Scalar | undefined): void {
    this.desk.edit(subjectOf(thing), (map) => this.desk.putOrClear(map, field, value));
  }

  private setGroup(card: CardId, group: GroupId | undefined): void {
    if (group !== undefined) this.desk.living({ kind: "group", id: group });
    this.putOrClear({ card }, "group", strOrClear(group));
  }

  private setColor(thing: ThingRef, color: string | undefined): void {
    const fits = color === undefined || COLOR.test(color);
    this.desk.require(fits, `A color is "1" to "6" or #rrggbb, not "${color}".`);
    this.putOrClear(thing, "color", strOrClear(color));
  }

  private setTargetDate(card: CardId, date: string | undefined): void {
    const fits = date === undefined || (/^\d{4}-/.test(date) && !date.startsWith("0000") && isDate(date));
    this.desk.require(fits, `A date is a day like 2027-02-28, not "${date}".`);
    this.putOrClear({ card }, "targetDate", strOrClear(date));
  }

  private setEstimate(card: CardId, estimate: number | undefined): void {
    const fits = estimate === undefined || (Number.isFinite(estimate) && estimate >= 0);
    this.desk.require(fits, `An estimate is a number of 0 or more, not ${estimate}.`);
    this.putOrClear({ card }, "estimate", estimate === undefined ? undefined : f64(estimate));
  }

  private purge(thing: ThingRef): void {
    this.desk.purge(subjectOf(thing));
    this.arrows.live(thing, false);
    if ("dependency" in thing) return;
    for (const dependency of this.arrows.touching(thing).slice(0, ARROWS_PURGED_MAX)) {
      this.desk.remove({ kind: "dependency", id: dependency });
      this.arrows.live({ dependency }, false);
    }
  }
}

function strOrClear(value: string | undefined): Scalar | undefined {
  return value === undefined ? undefined : str(value);
}

function ownerKey(owner: Owner): string {
  return "member" in owner ? idItemKey("owner", owner.member) : nameItemKey("owner", owner.name);
}

function printEnd(end: PlaceableRef): string {
  return "card" in end ? `card:${end.card}` : `group:${end.group}`;
}
