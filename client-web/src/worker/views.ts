/** What pages are shown of documents, in plain objects. */
import type { Board, BoardDocument } from "../model/board";
import { byId, type CardId, compare, type DependencyId, type GroupId } from "../model/ids";
import { isEntryDeleted, type TeamDocument } from "../model/team";
import type { Changed } from "../model/view";
import { attributed } from "../model/whose";
import { type DocumentId, TEAM_DOCUMENT } from "../protocol/ids";
import type { Workspace } from "../sync/workspace";
import type { BoardPatch, BoardSnapshot, TeamSnapshot, TextSnapshot } from "./api";

export const NO_BOARD: BoardSnapshot = { cards: [], groups: [], dependencies: [], cycles: [], threads: [] };

export async function boardOf(workspace: Workspace, board: DocumentId): Promise<BoardSnapshot> {
  return (await workspace.read("board", board, (each) => snapshotOf(each.board))) ?? NO_BOARD;
}

export async function textOf(workspace: Workspace, document: DocumentId, version: () => number): Promise<TextSnapshot> {
  const snapshot = await workspace.read("document", document, (each) => ({
    version: version(),
    text: each.text,
    threads: each.threads(),
  }));
  return snapshot ?? { version: version(), text: "", threads: [] };
}

export async function headsOf(workspace: Workspace, document: DocumentId): Promise<readonly string[]> {
  const heads = await workspace.read("board", document, (each) => each.heads());
  return heads ?? (await workspace.read("document", document, (each) => each.heads())) ?? [];
}

export async function teamOf(workspace: Workspace): Promise<TeamSnapshot> {
  const team = await workspace.read("team", TEAM_DOCUMENT, (document: TeamDocument) => {
    const { name, members, statuses, boards, documents, cycles } = document.team;
    return {
      name,
      members: [...attributed(members, workspace.attribution).values()].filter(isLiving).sort(byId),
      statuses: [...statuses.values()].filter(isLiving).sort((a, b) => a.order - b.order || byId(a, b)),
      boards: [...boards.values()].sort((a, b) => a.order - b.order || byId(a, b)),
      documents: [...documents.values()].sort((a, b) => compare(a.title, b.title) || byId(a, b)),
      cycles: Object.fromEntries(cycles),
    };
  });
  if (team === undefined) return { name: "", members: [], statuses: [], boards: [], documents: [], cycles: {} };
  // An entry that was deleted may have been edited since: only its own document tells (LIFE-8).
  const gone = new Set<string>();
  for (const entry of [...team.boards, ...team.documents]) {
    if (entry.meta.life.deleted && isEntryDeleted(entry, await headsOf(workspace, entry.id))) gone.add(entry.id);
  }
  const there = (entry: { readonly id: string }) => !gone.has(entry.id);
  return { ...team, boards: team.boards.filter(there), documents: team.documents.filter(there) };
}

function isLiving(thing: { readonly meta: { readonly life: { readonly deleted: boolean } } }): boolean {
  return !thing.meta.life.deleted;
}

export function snapshotOf(board: Board): BoardSnapshot {
  return {
    cards: [...board.cards.values()],
    groups: [...board.groups.values()],
    dependencies: [...board.dependencies.values()],
    cycles: board.cycles.map((cycle) => cycle.path),
    threads: board.threads(),
  };
}

export function patchOf({ board }: BoardDocument, changed: Changed): BoardPatch {
  const ids = <T extends string>(kind: string) =>
    changed.subjects.filter((each) => each.kind === kind).map(({ id }) => id as T);
  const [cards, gone] = split(board.cards, ids<CardId>("card"));
  const [groups, goneGroups] = split(board.groups, ids<GroupId>("group"));
  const [dependencies, goneDependencies] = split(board.dependencies, ids<DependencyId>("dependency"));
  const said = changed.subjects.some(({ kind }) => kind === "thread" || kind === "comment");
  // Cycles are few: the whole list is cheaper than telling whether it changed.
  const cycles = board.cycles.map((cycle) => cycle.path);
  return {
    cards,
    groups,
    dependencies,
    gone: { cards: gone, groups: goneGroups, dependencies: goneDependencies },
    cycles,
    threads: said ? board.threads() : undefined,
  };
}

function split<K, V>(all: ReadonlyMap<K, V>, ids: readonly K[]): [V[], K[]] {
  const here: V[] = [];
  const gone: K[] = [];
  for (const id of ids) {
    const thing = all.get(id);
    if (thing === undefined) gone.push(id);
    else here.push(thing);
  }
  return [here, gone];
}
