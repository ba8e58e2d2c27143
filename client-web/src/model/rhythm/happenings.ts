/** What one entry of the log did to one document, told from the things before and after it. */

import { BoardDocument, type Card, type Dependency, type Group } from "../board";
import type { Instant } from "../calendar/time";
import type { Comment } from "../discussion";
import {
  type CardId,
  type CommentId,
  type DependencyId,
  type DeviceId,
  type GroupId,
  keyOf,
  type Subject,
} from "../ids";
import { type BoardEntry, type DocumentEntry, type Member, type Status, TeamDocument } from "../team";
import type { TextDocument } from "../textDocument";
import { type Field, type Meta, ownerText } from "../values";
import type { Changed } from "../view";

/** A field that was written, whether something is there, or the text of a document. */
export type ActField = Field | "life" | "documentText";

export interface SubjectAct {
  /** Id of the thing; of the document, for its text. */
  readonly subject: string;
  readonly field: ActField;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export interface Happening {
  /** Id of the document; of the team document 32 zeros. */
  readonly document: string;
  /** Of its entry in the log; 0 where it is in none yet, which comes after all that are. */
  readonly position: number;
  readonly receivedAt: Instant | undefined;
  readonly author: DeviceId;
  readonly acts: readonly SubjectAct[];
}

type Thing = { readonly meta: Meta };
type Values = readonly (readonly [Field, string | undefined])[];

/** Watches one document: knows its things as they were when it last looked. */
export class Witness {
  private readonly known = new Map<string, Thing>();

  constructor(
    private readonly id: string,
    private readonly document: BoardDocument | TeamDocument | TextDocument,
  ) {
    for (const subject of subjectsOf(document)) this.remember(subject);
  }

  private remember(subject: Subject): Thing | undefined {
    const thing = find(this.document, subject);
    if (thing === undefined) this.known.delete(keyOf(subject));
    else this.known.set(keyOf(subject), thing);
    return thing;
  }

  /** What these changes did, which the document has taken in just now. */
  tell(changed: Changed): SubjectAct[] {
    const acts: SubjectAct[] = [];
    for (const subject of changed.subjects) {
      const before = this.known.get(keyOf(subject));
      const after = this.remember(subject);
      acts.push(...differences(subject, before, after));
    }
    if (changed.text) acts.push({ subject: this.id, field: "documentText", before: undefined, after: undefined });
    return acts;
  }
}

function subjectsOf(document: BoardDocument | TeamDocument | TextDocument): Subject[] {
  const of = (kind: Subject["kind"], things: Iterable<{ readonly id: string }>) =>
    [...things].map(({ id }): Subject => ({ kind, id }));
  if (document instanceof TeamDocument) {
    const { members, statuses, boards, documents } = document.team;
    return [
      ...of("member", members.values()),
      ...of("status", statuses.values()),
      ...of("board", boards.values()),
      ...of("document", documents.values()),
    ];
  }
  const threads = document instanceof BoardDocument ? document.board.threads() : document.threads();
  const said = threads.flatMap(({ comments }) => of("comment", comments));
  if (!(document instanceof BoardDocument)) return said;
  const { cards, groups, dependencies } = document.board;
  return [
    ...of("card", cards.values()),
    ...of("group", groups.values()),
    ...of("dependency", dependencies.values()),
    ...said,
  ];
}

function find(document: BoardDocument | TeamDocument | TextDocument, { kind, id }: Subject): Thing | undefined {
  if (document instanceof TeamDocument) {
    const { members, statuses, boards, documents } = document.team;
    const things: Partial<Record<Subject["kind"], ReadonlyMap<string, Thing>>> = {
      member: members,
      status: statuses,
      board: boards,
      document: documents,
    };
    return things[kind]?.get(id);
  }
  if (kind === "comment") return document.comment(id as CommentId);
  if (!(document instanceof BoardDocument)) return undefined;
  if (kind === "card") return document.board.cards.get(id as CardId);
  if (kind === "group") return document.board.groups.get(id as GroupId);
  return kind === "dependency" ? document.board.dependencies.get(id as DependencyId) : undefined;
}

function differences(subject: Subject, before: Thing | undefined, after: Thing | undefined): SubjectAct[] {
  const life: SubjectAct = { subject: subject.id, field: "life", before: undefined, after: undefined };
  if (before === undefined || after === undefined) return before === after ? [] : [life];
  if (before === after) return [];
  const acts = livesOn(before.meta, after.meta) ? [] : [life];
  const was = valuesOf(subject, before);
  for (const [i, [field, value]] of valuesOf(subject, after).entries()) {
    const old = was[i]?.[1];
    if (old !== value) acts.push({ subject: subject.id, field, before: old, after: value });
  }
  return acts;
}

function livesOn(before: Meta, after: Meta): boolean {
  const revived =
    after.life.revival !== undefined && JSON.stringify(after.life.revival) !== JSON.stringify(before.life.revival);
  return !revived && before.life.deleted === after.life.deleted;
}

function valuesOf({ kind }: Subject, thing: Thing): Values {
  switch (kind) {
    case "card":
      return cardValues(thing as Card);
    case "group": {
      const { title, position, size, order, color } = thing as Group;
      return [["title", title], ...placeValues(position, size, order, color)];
    }
    case "dependency": {
      const { title, kind: word, order, color } = thing as Dependency;
      return [
        ["title", title],
        ["kind", word],
        ["order", String(order)],
        ["color", color],
      ];
    }
    case "member": {
      const { name, zone, week, daysOff, outOfHours, devices } = thing as Member;
      return [
        ["name", name],
        ["zone", zone],
        ["week", week.join()],
        ["daysOff", daysOff.join()],
        ["outOfHours", JSON.stringify(outOfHours)],
        ["device", devices.join()],
      ];
    }
    case "status": {
      const { name, category, order } = thing as Status;
      return [
        ["name", name],
        ["category", category],
        ["order", String(order)],
      ];
    }
    case "board": {
      const { title, order } = thing as BoardEntry;
      return [
        ["title", title],
        ["order", String(order)],
      ];
    }
    case "document":
      return [["title", (thing as DocumentEntry).title]];
    case "comment": {
      const { text, isRaised } = thing as Comment;
      return [
        ["text", text],
        ["blocker", String(isRaised)],
      ];
    }
    case "thread":
      return [];
  }
}

function placeValues(
  position: Group["position"],
  size: Group["size"],
  order: number,
  color: string | undefined,
): Values {
  return [
    ["position", `${position.x} ${position.y}`],
    ["size", `${size.width} ${size.height}`],
    ["order", String(order)],
    ["color", color],
  ];
}

function cardValues(card: Card): Values {
  return [
    ["title", card.title],
    ["description", card.description],
    ["status", card.status],
    ["statusWord", card.statusWord],
    ["owner", JSON.stringify(card.owners.map(ownerText))],
    ["label", JSON.stringify(card.labels)],
    ["document", card.documents.join()],
    ["group", card.group],
    ["pinned", String(card.pinned)],
    ["targetDate", card.targetDate],
    ["estimate", card.estimate === undefined ? undefined : String(card.estimate)],
    ["why", JSON.stringify(card.updates)],
    ...placeValues(card.position, card.size, card.order, card.color),
  ];
}
