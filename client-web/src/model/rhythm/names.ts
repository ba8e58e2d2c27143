/** What a team called things at one moment, and what pages are about. */
import type { Card } from "../board";
import type { BoardId, CardId, DeviceId, DocumentId, GroupId, MemberId, PlaceableRef, StatusId } from "../ids";
import { type Member, memberOf, type Status } from "../team";
import type { Owner, StatusCategory } from "../values";
import type { BoardState, TeamState } from "./state";

/** Somebody, as pages name them; `member` is undefined for an owner who is no member, and for a device that is nobody's. */
export interface Person {
  readonly member: MemberId | undefined;
  readonly name: string;
  /** IANA time zone, where it is known. */
  readonly zone: string | undefined;
}

/** The same for the same person. */
export function personKey({ member, name }: Person): string {
  return member ?? `: ${name}`;
}

/** Each once, in their order. */
export function distinct(people: Iterable<Person>): Person[] {
  const known = new Map<string, Person>();
  for (const each of people) if (!known.has(personKey(each))) known.set(personKey(each), each);
  return [...known.values()];
}

/** What a line of a page is about, and where its link leads. Titles are on one line and never blank. */
export type Target =
  | CardTarget
  | DocumentTarget
  | { readonly type: "board"; readonly board: BoardId; readonly title: string }
  /** A group, a member or a status: something without a page of its own. */
  | { readonly type: "other"; readonly id: string; readonly title: string };

export interface CardTarget {
  readonly type: "card";
  readonly board: BoardId;
  readonly card: CardId;
  readonly title: string;
}

export interface DocumentTarget {
  readonly type: "document";
  readonly document: DocumentId;
  readonly title: string;
}

export const UNTITLED = "(untitled)";
const DIGITS_SHOWN = 8;

function named(name: string): Person {
  return { member: undefined, name, zone: undefined };
}

export class Names {
  private readonly devices = new Map<DeviceId, Person>();

  constructor(private readonly team: TeamState) {}

  /** Whose device it is; the beginning of its id where it is nobody's. */
  ofDevice(device: DeviceId): Person {
    const known = this.devices.get(device);
    if (known !== undefined) return known;
    const member = memberOf(this.team, device);
    const person = member === undefined ? named(`device ${device.slice(0, DIGITS_SHOWN)}`) : personOf(member);
    this.devices.set(device, person);
    return person;
  }

  ofMember(id: MemberId): Person {
    const member = this.team.members.get(id);
    if (member !== undefined) return personOf(member);
    return { member: id, name: `member ${id.slice(0, DIGITS_SHOWN)}`, zone: undefined };
  }

  ofOwner(owner: Owner): Person {
    return "member" in owner ? this.ofMember(owner.member) : named(owner.name);
  }

  owners(card: Card): Person[] {
    return card.owners.map((owner) => this.ofOwner(owner));
  }

  status(card: Card): Status | undefined {
    return card.status === undefined ? undefined : this.team.statuses.get(card.status);
  }

  category(card: Card): StatusCategory | undefined {
    return this.status(card)?.category;
  }

  /** Done or dropped. */
  isOver(card: Card): boolean {
    const category = this.category(card);
    return category === "done" || category === "dropped";
  }

  statusName(id: StatusId): string {
    return this.team.statuses.get(id)?.name ?? "a status that is gone";
  }

  document(id: DocumentId): string {
    const title = this.team.documents.get(id)?.title;
    return title === undefined ? `document ${id.slice(0, DIGITS_SHOWN)}` : firstLine(title);
  }

  documentTarget(document: DocumentId): DocumentTarget {
    return { type: "document", document, title: this.document(document) };
  }
}

function personOf({ id, name, zone }: Member): Person {
  return { member: id, name, zone: zone === "" ? undefined : zone };
}

export function cardTarget(board: BoardId, card: Card): CardTarget {
  return { type: "card", board, card: card.id, title: firstLine(card.title) };
}

export function groupTitle(board: BoardState, id: GroupId): string {
  const title = board.groups.get(id)?.title;
  return title === undefined ? "a group that is gone" : firstLine(title);
}

export function endTitle(board: BoardState, end: PlaceableRef): string {
  if ("group" in end) return groupTitle(board, end.group);
  const title = board.cards.get(end.card)?.title;
  return title === undefined ? "a card that is gone" : firstLine(title);
}

/** The first line with anything in it. */
export function firstLine(text: string): string {
  for (const line of text.split(/\r\n|\n|\r/)) {
    const stripped = line.trim();
    if (stripped !== "") return stripped;
  }
  return UNTITLED;
}
