/** Turns words of a file into intents. The readers have checked the words: one that cannot be read here is a bug of theirs. */
import type { Thing, ThingKind } from "../../boardDiff";
import type { CardId, GroupId, ThingRef } from "../../ids";
import type { BoardIntent, Splice } from "../../intents";
import { textSplices } from "../../text/textDiff";
import { type DependencyKind, type Field, parsePosition, parseSize } from "../../values";
import type { Words } from "./words";

/** Code points of one splice: a long text is many of them, so that it can be spread over changes of bounded size. */
const SPLICE_MAX = 4_000;

export function refOf(kind: ThingKind, id: string): ThingRef {
  return { [kind]: id } as unknown as ThingRef;
}

export function kindOfThing(thing: Thing): ThingKind {
  return "from" in thing ? "dependency" : "owners" in thing ? "card" : "group";
}

export class Writes {
  /** @param groups by what the file calls them */
  constructor(
    private readonly words: Words,
    private readonly groups: ReadonlyMap<string, GroupId>,
  ) {}

  /** @param before the value that stands there */
  value(kind: ThingKind, id: string, field: Field, before: string, after: string): BoardIntent[] {
    const thing = refOf(kind, id);
    const given = after === "" ? undefined : after;
    switch (field) {
      case "title":
        return [{ intent: "SetTitle", thing, title: after }];
      case "color":
        return [{ intent: "SetColor", thing, ...(given === undefined ? {} : { color: given }) }];
      case "position":
        return [{ intent: "Move", thing: thing as never, position: known(parsePosition(after)) }];
      case "size":
        return [{ intent: "Resize", thing: thing as never, size: known(parseSize(after)) }];
      case "kind":
        return [{ intent: "SetKind", dependency: id as never, kind: after as DependencyKind }];
      default:
        return this.cardValue(id as CardId, field, before, after);
    }
  }

  private cardValue(card: CardId, field: Field, before: string, after: string): BoardIntent[] {
    const given = after === "" ? undefined : after;
    switch (field) {
      case "description":
        return splicesOf(before, after).map((splice) => ({ intent: "EditDescription", card, splices: [splice] }));
      case "status": {
        const status = this.words.status(after);
        const word = status?.name === after ? undefined : given;
        return [
          {
            intent: "SetStatus",
            card,
            ...(status === undefined ? {} : { status: status.id }),
            ...(word === undefined ? {} : { word }),
          },
        ];
      }
      case "group": {
        const group = this.groups.get(after);
        return [{ intent: "SetGroup", card, ...(group === undefined ? {} : { group }) }];
      }
      case "pinned":
        return [{ intent: "SetPinned", card, pinned: after !== "" }];
      case "targetDate":
        return [{ intent: "SetTargetDate", card, ...(given === undefined ? {} : { targetDate: given }) }];
      case "estimate":
        return [{ intent: "SetEstimate", card, ...(given === undefined ? {} : { estimate: Number(given) }) }];
      default:
        throw new RangeError(`no intent sets ${field}`);
    }
  }

  /** Nothing where the word names nothing here. */
  item(card: CardId, field: Field, word: string, isThere: boolean): BoardIntent[] {
    switch (field) {
      case "owner":
        return [{ intent: isThere ? "AddOwner" : "RemoveOwner", card, owner: this.words.owner(word) }];
      case "label":
        return [{ intent: isThere ? "AddLabel" : "RemoveLabel", card, label: word }];
      case "document": {
        const document = this.words.document(word);
        return document === undefined ? [] : [{ intent: isThere ? "LinkDocument" : "UnlinkDocument", card, document }];
      }
      default:
        throw new RangeError(`${field} is no set`);
    }
  }

  /** How the workspace would call what this word of the file names. */
  token(field: Field, word: string): string {
    if (field === "owner") return this.words.ownerWord(this.words.owner(word));
    const document = field === "document" ? this.words.document(word) : undefined;
    return document === undefined ? word : this.words.documentWord(document);
  }
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new RangeError("a place that no reader has checked");
  return value;
}

/** The splices from one text to another; for an empty one in pieces. */
export function splicesOf(before: string, after: string): Splice[] {
  if (before !== "") return textSplices(before, after);
  const characters = [...after];
  const pieces: Splice[] = [];
  for (let from = 0; from < characters.length; from += SPLICE_MAX) {
    pieces.push([from, 0, characters.slice(from, from + SPLICE_MAX).join("")]);
  }
  return pieces;
}
