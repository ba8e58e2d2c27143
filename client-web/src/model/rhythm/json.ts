/** Pages as canonical JSON (RHY-9): names beside ids, instants in UTC, what is absent left out but for the lists. */
import type { Frontier } from "../calendar/forms";
import { type Instant, printInstant } from "../calendar/time";
import type { Json, JsonObject } from "../json";
import { type Agenda, type AgendaItem, agendaMinutes } from "./agenda";
import type { CardLine, Change, OtherLine, Why } from "./change";
import type { DecisionLine, Digest } from "./digest";
import type { Advice } from "./meetings";
import type { Person, Target } from "./names";
import type { Need } from "./needs";

function fields(all: Record<string, Json | undefined>): JsonObject {
  return Object.fromEntries(Object.entries(all).filter((each): each is [string, Json] => each[1] !== undefined));
}

function maybe<T>(value: T | undefined, json: (value: T) => Json): Json | undefined {
  return value === undefined ? undefined : json(value);
}

const instant = (at: Instant): Json => printInstant(at);

export function digestJson(digest: Digest): JsonObject {
  return fields({
    format: "meridian-digest/1",
    workspace: digest.workspace,
    from: frontier(digest.from),
    to: frontier(digest.to),
    unsent: digest.unsent,
    now: printInstant(digest.now),
    reader: maybe(digest.reader, person),
    moved: digest.moved.map(card),
    still: digest.still.map(card),
    edited: digest.edited.map(card),
    rearranged: digest.rearranged.map(card),
    others: digest.others.map(other),
    needs: digest.needs.map(need),
    decided: digest.decided.map(decision),
    closing: digest.closing.map(decision),
  });
}

export function agendaJson(agenda: Agenda): JsonObject {
  return fields({
    format: "meridian-agenda/1",
    workspace: agenda.workspace,
    from: frontier(agenda.from),
    to: frontier(agenda.to),
    now: printInstant(agenda.now),
    cancel: agenda.items.length === 0,
    minutes: agendaMinutes(agenda.items),
    minutesMax: agenda.minutesMax,
    moved: agenda.moved.map(card),
    still: agenda.still.map(card),
    items: agenda.items.map(item),
    inWriting: agenda.inWriting.map(item),
    until: printInstant(agenda.until),
    meetings: agenda.meetings.map(advice),
  });
}

function frontier({ position, chain, receivedAt }: Frontier): JsonObject {
  return position === 0 ? { position } : { position, chain, at: receivedAt };
}

function person({ name, member, zone }: Person): JsonObject {
  return fields({ name, member, zone });
}

function target(of: Target): JsonObject {
  const { type: _, ...rest } = of;
  return { ...rest };
}

function card(line: CardLine): JsonObject {
  return fields({
    card: target(line.card),
    status: line.status,
    category: line.category,
    owners: line.owners.map(person),
    targetDate: line.targetDate,
    changes: line.changes.map(change),
    why: maybe(line.why, why),
  });
}

function change({ what, from, to, by, at }: Change): JsonObject {
  return fields({ what, from, to, by: by.map(person), at: maybe(at, instant) });
}

function why({ source, text, by, at }: Why): JsonObject {
  return fields({ source, text, by: maybe(by, person), at: maybe(at, instant) });
}

function other(line: OtherLine): JsonObject {
  return { target: target(line.target), changes: line.changes.map(change) };
}

function need({ kind, target: of, text, by, until }: Need): JsonObject {
  return fields({ kind, target: target(of), text, by: maybe(by, person), until: maybe(until, instant) });
}

function decision({ document, outcome, deadline, at, waitingFor }: DecisionLine): JsonObject {
  return fields({
    document: target(document),
    outcome,
    deadline: maybe(deadline, instant),
    at: maybe(at, instant),
    waitingFor: waitingFor.map(person),
  });
}

function item({ kind, target: of, text, people, minutes }: AgendaItem): JsonObject {
  return { kind, target: target(of), text, people: people.map(person), minutes };
}

function advice({ kind, target: of, why: text }: Advice): JsonObject {
  return { kind, target: target(of), why: text };
}
