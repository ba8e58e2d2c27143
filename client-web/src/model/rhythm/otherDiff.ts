/** What differs between two states besides cards: documents, boards, groups, members, statuses. */
import { type BoardId, compare, type DocumentId } from "../ids";
import type { Meta } from "../values";
import type { Attribution } from "./attribution";
import type { Change, OtherLine } from "./change";
import { firstLine, type Target, UNTITLED } from "./names";
import type { WorkspaceState } from "./state";

type Titles = ReadonlyMap<string, string>;

/** @param said what is new in the conversations about something */
export function otherLines(
  before: WorkspaceState,
  after: WorkspaceState,
  attribution: Attribution,
  said: (about: string) => Change | undefined,
): OtherLine[] {
  const changes = (id: string, was: string | undefined, is: string | undefined, title: "title" | "name"): Change[] => {
    if (was === undefined) return [attribution.signed("added", undefined, undefined, id, "life")];
    if (is === undefined) return [attribution.signed("deleted", undefined, undefined, id, "life")];
    return was === is ? [] : [attribution.signed("title", was, is, id, title)];
  };
  const compared = (was: Titles, is: Titles, title: "title" | "name", target: (id: string, title: string) => Target) =>
    allOf(was, is).map((id): OtherLine => {
      const shown = is.get(id) ?? was.get(id) ?? UNTITLED;
      return { target: target(id, shown), changes: changes(id, was.get(id), is.get(id), title) };
    });
  const other = (id: string, title: string): Target => ({ type: "other", id, title });
  const documents = () => {
    const [was, is] = [documentTitles(before), documentTitles(after)];
    return allOf(was, is).map((id): OtherLine => {
      const document = id as DocumentId;
      const all = changes(id, was.get(id), is.get(id), "title");
      const text = (state: WorkspaceState) => state.documents.get(document)?.text ?? "";
      if (was.has(id) && is.has(id) && text(before) !== text(after)) {
        all.push(attribution.signed("text", undefined, undefined, id, "documentText"));
      }
      const comments = is.has(id) ? said(id) : undefined;
      if (comments !== undefined) all.push(comments);
      return { target: { type: "document", document, title: is.get(id) ?? was.get(id) ?? UNTITLED }, changes: all };
    });
  };
  const boards = boardTitles(after);
  const lines = [
    ...documents(),
    ...compared(boardTitles(before), boards, "title", (id, title) => ({ type: "board", board: id as BoardId, title })),
    // Groups of boards that are there now; those of a new board come with it.
    ...[...boards.keys()].sort(compare).flatMap((board) => {
      if (!before.boards.has(board as BoardId)) return [];
      return compared(groupTitles(before, board as BoardId), groupTitles(after, board as BoardId), "title", other);
    }),
    ...compared(names(before.team.members), names(after.team.members), "name", other),
    ...compared(names(before.team.statuses), names(after.team.statuses), "name", other),
  ];
  return lines.filter((line) => line.changes.length > 0);
}

function allOf(was: Titles, is: Titles): string[] {
  return [...new Set([...was.keys(), ...is.keys()])].sort(compare);
}

function documentTitles(state: WorkspaceState): Titles {
  return new Map(state.documentsByTitle().map(({ id, title }) => [id, firstLine(title)]));
}

function boardTitles(state: WorkspaceState): Titles {
  return new Map(state.boardsInOrder().map(({ id, title }) => [id, firstLine(title)]));
}

function groupTitles(state: WorkspaceState, board: BoardId): Titles {
  const groups = [...state.board(board).groups.values()].filter(({ meta }) => !meta.life.deleted);
  return new Map(groups.map(({ id, title }) => [id, firstLine(title)]));
}

function names(things: ReadonlyMap<string, { readonly name: string; readonly meta: Meta }>): Titles {
  return new Map([...things].filter(([, { meta }]) => !meta.life.deleted).map(([id, { name }]) => [id, name]));
}
