/** A workspace as one JSON document (JSON-5): equal heads give equal bytes, in every language. */
import type { ChangeHash } from "./automerge/value";
import type { Board, Card, Dependency, Group } from "./board";
import { printFrontier } from "./calendar/forms";
import type { Comment, CommentThread } from "./discussion";
import { byId } from "./ids";
import { type Json, type JsonObject, parseJson, printJson } from "./json";
import type { Stamp } from "./stamp";
import { isEntryDeleted, type Team } from "./team";
import type { TextDocument } from "./textDocument";
import type { Meta } from "./values";

type Unknown = Readonly<Record<string, Json>>;

/** Leaves out what is absent, false, or an empty list. */
function fields(all: Readonly<Record<string, Json | undefined>>, always: JsonObject): JsonObject {
  const some = Object.entries(all).filter(
    (each): each is [string, Json] =>
      each[1] !== undefined && each[1] !== false && !(Array.isArray(each[1]) && each[1].length === 0),
  );
  return { ...Object.fromEntries(some), ...always };
}

function unknownOf(unknown: Unknown): JsonObject | undefined {
  return Object.keys(unknown).length === 0 ? undefined : unknown;
}

function meta(meta: Meta, deleted: boolean): Record<string, Json | undefined> {
  const { revival } = meta.life;
  return {
    deleted,
    revived: revival === undefined ? undefined : { deletedBy: revival.deletedBy, editedBy: revival.editedBy },
    conflicts: meta.conflicts.map(({ field, candidates }) => ({
      field,
      values: candidates.map(({ value, author }) => ({ value: value ?? null, author })),
    })),
    source: meta.source === undefined ? undefined : { ...meta.source },
    extra: meta.extra,
    unknown: unknownOf(meta.unknown),
  };
}

function sorted<T extends { readonly id: string }>(things: Iterable<T>, json: (thing: T) => Json): Json[] {
  return [...things].sort(byId).map(json);
}

function cardJson(card: Card): Json {
  const { id, title, description, status, statusWord, labels, documents, group, order, pinned, color } = card;
  return fields(
    {
      status,
      statusWord,
      owners: card.owners.map((owner) => ({ ...owner })),
      labels,
      documents,
      updates: card.updates.map((line) => ({ ...line })),
      group,
      pinned,
      color,
      targetDate: card.targetDate,
      estimate: card.estimate,
      ...meta(card.meta, card.meta.life.deleted),
    },
    { id, title, description, position: { ...card.position }, size: { ...card.size }, order },
  );
}

function groupJson(group: Group): Json {
  const { id, title, order, color } = group;
  const always = { id, title, position: { ...group.position }, size: { ...group.size }, order };
  return fields({ color, ...meta(group.meta, group.meta.life.deleted) }, always);
}

function dependencyJson(dependency: Dependency): Json {
  const { id, kind, title, order, color } = dependency;
  const always = { id, from: { ...dependency.from }, to: { ...dependency.to }, kind, title, order };
  return fields({ color, ...meta(dependency.meta, dependency.meta.life.deleted) }, always);
}

export function boardJson(board: Board, unknown: Unknown): JsonObject {
  return fields(
    {
      cycles: board.cycles.map((cycle) => cycle.path),
      threads: board.threads().map(threadJson),
      unknown: unknownOf(unknown),
    },
    {
      schema: board.schema,
      cards: sorted(board.cards.values(), cardJson),
      groups: sorted(board.groups.values(), groupJson),
      dependencies: sorted(board.dependencies.values(), dependencyJson),
    },
  );
}

export function documentJson(document: TextDocument): JsonObject {
  const { schema, text } = document;
  const threads = document.threads().map(threadJson);
  const outcomes = objectOf(
    [...document.outcomes].map(([round, line]) => [String(round), parseJson(line) ?? line] as const),
  );
  const decision = objectOf(Object.entries(document.draft));
  return fields({ threads, decision, outcomes, unknown: unknownOf(document.unknown()) }, { schema, text });
}

/** @param headsOf the heads of a board's or document's own document; none where it is not here */
export function teamJson(team: Team, unknown: Unknown, headsOf: (id: string) => readonly ChangeHash[]): JsonObject {
  return fields(
    {
      cycles: objectOf([...team.cycles].map(([kind, cycle]) => [kind, { ...cycle }])),
      unknown: unknownOf(unknown),
    },
    {
      schema: team.schema,
      name: team.name,
      members: sorted(
        team.members.values(),
        ({ id, name, zone, week, daysOff, outOfHours, looked, devices, meta: m }) => {
          const paid = objectOf(outOfHours.map(({ meeting, minutes }) => [meeting, minutes]));
          return fields(
            {
              week,
              daysOff,
              outOfHours: paid,
              looked: looked === undefined ? undefined : printFrontier(looked),
              ...meta(m, m.life.deleted),
            },
            { id, name, zone, devices },
          );
        },
      ),
      statuses: sorted(team.statuses.values(), ({ id, name, category, order, meta: m }) =>
        fields(meta(m, m.life.deleted), { id, name, category, order }),
      ),
      boards: sorted(team.boards.values(), (entry) => {
        const deleted = isEntryDeleted(entry, headsOf(entry.id));
        const { id, title, order, meta: m } = entry;
        return fields({ editedSinceDeletion: m.life.deleted && !deleted, ...meta(m, deleted) }, { id, title, order });
      }),
      documents: sorted(team.documents.values(), (entry) => {
        const deleted = isEntryDeleted(entry, headsOf(entry.id));
        const { id, title, meta: m } = entry;
        return fields({ editedSinceDeletion: m.life.deleted && !deleted, ...meta(m, deleted) }, { id, title });
      }),
    },
  );
}

function objectOf(entries: readonly (readonly [string, Json])[]): JsonObject | undefined {
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function who(stamp: Stamp | undefined): Json | undefined {
  return stamp === undefined ? undefined : { by: stamp.by, at: stamp.at };
}

export function threadJson(thread: CommentThread): Json {
  const { id, author, at, resolved, repliedSince, anchor } = thread;
  const part =
    anchor === undefined
      ? undefined
      : {
          quote: anchor.quote,
          state: anchor.state,
          start: anchor.range.start,
          end: anchor.range.start + anchor.range.length,
        };
  return fields(
    { repliedSince, stateSet: who(thread.state), anchor: part, ...meta(thread.meta, thread.meta.life.deleted) },
    {
      id,
      on: { ...thread.on },
      author,
      at,
      state: resolved ? "resolved" : "open",
      comments: thread.comments.map(commentJson),
    },
  );
}

function commentJson(comment: Comment): Json {
  const { id, author, at, text, editedAt, editedBy, mentions, isRaised, raised, cleared } = comment;
  return fields(
    {
      editedAt,
      editedBy,
      mentions,
      blocker: isRaised,
      raised: who(raised),
      cleared: who(cleared),
      ...meta(comment.meta, comment.meta.life.deleted),
    },
    { id, author, at, text },
  );
}

/** The whole, as `meridian export --format json` writes it. */
export function printWorkspace(team: JsonObject, boards: JsonObject, documents: JsonObject): string {
  return `${printJson({ format: "meridian-workspace/1", team, boards, documents })}\n`;
}
