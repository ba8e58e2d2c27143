/** What differs between the cards of two states of one board. */
import type { Card, Dependency } from "../board";
import { type CardId, compare } from "../ids";
import { type DependencyKind, ownerText } from "../values";
import type { Attribution } from "./attribution";
import { type Change, type What, weightiestFirst } from "./change";
import type { ActField } from "./happenings";
import { endTitle, firstLine, groupTitle, type Names } from "./names";
import type { BoardState } from "./state";

export class CardDiff {
  constructor(
    private readonly before: BoardState,
    private readonly after: BoardState,
    private readonly namesBefore: Names,
    private readonly namesAfter: Names,
    private readonly attribution: Attribution,
  ) {}

  /** Cards that may differ; all that do are among them. Things that nobody touched are the very same objects where the later state grew out of the earlier. */
  candidates(): Set<CardId> {
    const { before, after } = this;
    const found = new Set<CardId>();
    const flipped = new Set<CardId>();
    for (const [id, card] of after.cards) {
      const old = before.cards.get(id);
      if (old === card) continue;
      found.add(id);
      if (old !== undefined && old.meta.life.deleted !== card.meta.life.deleted) flipped.add(id);
    }
    for (const id of before.cards.keys()) if (!after.cards.has(id)) found.add(id);
    const addEnds = ({ from, to }: Dependency) => {
      for (const end of [from, to]) if ("card" in end) found.add(end.card);
    };
    for (const [id, arrow] of after.dependencies) {
      const old = before.dependencies.get(id);
      // Arrows of a card that came or went count no longer, or again.
      if (old !== arrow || ("card" in arrow.from && flipped.has(arrow.from.card))) {
        addEnds(arrow);
        if (old !== undefined) addEnds(old);
      }
    }
    for (const [id, arrow] of before.dependencies) if (!after.dependencies.has(id)) addEnds(arrow);
    return found;
  }

  /** Differences of one card, the weightiest first. */
  changes(id: CardId): Change[] {
    const was = this.before.livingCard(id);
    const is = this.after.livingCard(id);
    if (is === undefined) {
      return was === undefined ? [] : [this.attribution.signed("deleted", undefined, undefined, id, "life")];
    }
    const changes: Change[] = [];
    const trashed = this.before.cards.get(id);
    if (was === undefined) {
      const what = trashed === undefined ? "added" : "restored";
      changes.push(this.attribution.signed(what, undefined, undefined, id, "life"));
    }
    // One from the trash is compared with what it was there.
    changes.push(...this.planning(was ?? trashed, is), ...this.content(was ?? trashed, is), ...this.arrows(id));
    return weightiestFirst(changes);
  }

  private *planning(was: Card | undefined, is: Card): Generator<Change> {
    const { id } = is;
    if (was?.status !== is.status || was?.statusWord !== is.statusWord) {
      const from = was === undefined ? undefined : statusOf(was, this.namesBefore);
      yield this.attribution.signed("status", from, statusOf(is, this.namesAfter), id, "status", "statusWord");
    }
    if (was?.targetDate !== is.targetDate) {
      yield this.attribution.signed("targetDate", was?.targetDate, is.targetDate, id, "targetDate");
    }
    const owners = (card: Card, names: Names) => names.owners(card).map(({ name }) => name);
    const keys = (card: Card | undefined) =>
      (card?.owners ?? []).map((owner) => JSON.stringify([ownerText(owner), "member" in owner]));
    yield* this.sets(
      "owners",
      keys(was),
      keys(is),
      was && owners(was, this.namesBefore),
      owners(is, this.namesAfter),
      id,
      "owner",
    );
    if (was?.group !== is.group) {
      const from = was?.group === undefined ? undefined : groupTitle(this.before, was.group);
      const to = is.group === undefined ? undefined : groupTitle(this.after, is.group);
      yield this.attribution.signed("group", from, to, id, "group");
    }
    if (was?.estimate !== is.estimate) {
      const print = (estimate: number | undefined) => (estimate === undefined ? undefined : String(estimate));
      yield this.attribution.signed("estimate", print(was?.estimate), print(is.estimate), id, "estimate");
    }
  }

  private *content(was: Card | undefined, is: Card): Generator<Change> {
    const { id } = is;
    if (was !== undefined) {
      if (was.title !== is.title) {
        yield this.attribution.signed("title", firstLine(was.title), firstLine(is.title), id, "title");
      }
      if (was.description !== is.description) {
        yield this.attribution.signed("text", undefined, undefined, id, "description");
      }
      if (!samePlace(was, is)) {
        const fields: ActField[] = ["position", "size", "order", "pinned", "color"];
        yield this.attribution.signed("place", undefined, undefined, id, ...fields);
      }
    }
    yield* this.sets("labels", was?.labels ?? [], is.labels, was?.labels, is.labels, id, "label");
    const documents = (card: Card, names: Names) => card.documents.map((each) => names.document(each));
    const from = was && documents(was, this.namesBefore);
    yield* this.sets(
      "documents",
      was?.documents ?? [],
      is.documents,
      from,
      documents(is, this.namesAfter),
      id,
      "document",
    );
  }

  private *sets(
    what: What,
    was: readonly string[],
    is: readonly string[],
    from: readonly string[] | undefined,
    to: readonly string[],
    id: CardId,
    field: ActField,
  ): Generator<Change> {
    if ([...was].sort().join("\n") === [...is].sort().join("\n")) return;
    const words = (all: readonly string[] | undefined) =>
      all === undefined || all.length === 0 ? undefined : all.join(", ");
    yield this.attribution.signed(what, words(from), words(to), id, field);
  }

  /** Arrows belong to the card that they lead to. */
  private *arrows(id: CardId): Generator<Change> {
    const kinds: readonly (readonly [What, DependencyKind])[] = [
      ["blockedBy", "blocks"],
      ["relatedTo", "relates"],
    ];
    for (const [what, kind] of kinds) {
      const was = this.before.arrowsTo(id, kind);
      const is = this.after.arrowsTo(id, kind);
      const has = (arrows: readonly Dependency[], arrow: Dependency) => arrows.some((each) => each.id === arrow.id);
      const changed = [...was.filter((arrow) => !has(is, arrow)), ...is.filter((arrow) => !has(was, arrow))];
      if (changed.length === 0) continue;
      yield this.attribution.signedArrows(what, titles(this.before, was), titles(this.after, is), changed);
    }
  }
}

function titles(board: BoardState, arrows: readonly Dependency[]): string | undefined {
  if (arrows.length === 0) return undefined;
  return [...new Set(arrows.map(({ from }) => endTitle(board, from)))].sort(compare).join(", ");
}

function samePlace(was: Card, is: Card): boolean {
  return (
    was.position.x === is.position.x &&
    was.position.y === is.position.y &&
    was.size.width === is.size.width &&
    was.size.height === is.size.height &&
    was.order === is.order &&
    was.pinned === is.pinned &&
    was.color === is.color
  );
}

function statusOf(card: Card, names: Names): string | undefined {
  const { status, statusWord: word } = card;
  const name = status === undefined ? undefined : names.statusName(status);
  // A word that a file brought tells more than the status that it was taken for.
  return name !== undefined && word !== undefined && name !== word ? `${name} (“${word}”)` : (name ?? word);
}
