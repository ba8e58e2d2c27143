/** The engine behind the pages: opens workspaces once for all of them, answers, and tells each what it watches. */
import { Role } from "../gen/meridian/v1/log_pb";
import type { Board, BoardDocument } from "../model/board";
import { byId, type CardId, compare, type DependencyId, type GroupId } from "../model/ids";
import { IntentRefused } from "../model/intents";
import { isEntryDeleted, type TeamDocument } from "../model/team";
import type { Changed } from "../model/view";
import { type DocumentId, TEAM_DOCUMENT, type WorkspaceId } from "../protocol/ids";
import { NotAllowed, type WorkspaceEvent } from "../sync/events";
import { foundHere, type HomeSetting, inviteHere, joinHere } from "../sync/joining";
import { Workspace } from "../sync/workspace";
import { parseLink } from "../trust/inviteLink";
import type {
  BoardPatch,
  BoardSnapshot,
  CallName,
  Calls,
  EngineEvent,
  Failure,
  FromEngine,
  OpenedWorkspace,
  Port,
  Request,
  TeamSnapshot,
  TextSnapshot,
  WorkspaceSummary,
} from "./api";

const ROLES = { owner: Role.OWNER, editor: Role.EDITOR, commenter: Role.COMMENTER, viewer: Role.VIEWER } as const;

/** One tab, and what it watches. */
class Page {
  readonly workspaces = new Set<WorkspaceId>();
  readonly boards = new Set<string>();
  readonly texts = new Set<string>();

  constructor(
    private readonly port: Port,
    readonly name: string,
  ) {}

  tell(message: FromEngine): void {
    this.port.postMessage(message);
  }
}

const watchKey = (workspace: WorkspaceId, document: DocumentId) => `${workspace} ${document}`;

type Handlers = { [N in CallName]: (params: Calls[N]["params"], page: Page) => Promise<Calls[N]["result"]> };

export class Engine {
  private readonly pages = new Set<Page>();
  private lastPage = 0;
  private readonly open = new Map<WorkspaceId, Promise<Workspace>>();

  constructor(private readonly setting: HomeSetting) {}

  /** Serves a page until its port says no more. */
  serve(port: Port): void {
    const page = new Page(port, `page ${++this.lastPage}`);
    this.pages.add(page);
    port.onmessage = ({ data }) => {
      if (data === "goodbye") this.leave(page);
      else void this.answer(page, data as Request);
    };
  }

  private leave(page: Page): void {
    this.pages.delete(page);
    for (const opening of this.open.values())
      void opening.then(
        (workspace) => workspace.leave(page.name),
        () => undefined,
      );
  }

  private async answer(page: Page, request: Request): Promise<void> {
    const { id, call, params } = request;
    try {
      // One handler for each call, of that call's own parameters.
      const handler = this.handlers[call] as (params: unknown, page: Page) => Promise<unknown>;
      page.tell({ type: "Answer", id, result: await handler(params, page) });
    } catch (e) {
      page.tell({ type: "Failure", id, failure: failureOf(e) });
    }
  }

  private readonly handlers: Handlers = {
    ListWorkspaces: async () =>
      (await this.setting.home.workspaces()).filter((each) => each.stage === "READY").map(summary),
    CreateWorkspace: async ({ relay, name, person }) => this.keep(await foundHere(this.setting, relay, name, person)),
    JoinWorkspace: async ({ link, person }) => {
      const parsed = parseLink(link);
      if (parsed.type === "Broken") throw new Error(sentence(parsed.reason));
      return this.keep(await joinHere(this.setting, parsed.link, person));
    },
    OpenWorkspace: async ({ workspace: id }, page) => {
      const workspace = await this.workspace(id);
      page.workspaces.add(id);
      return this.opened(workspace);
    },
    WatchBoard: async ({ workspace, board }, page) => {
      page.boards.add(watchKey(workspace, board));
      return this.boardOf(await this.workspace(workspace), board);
    },
    WatchText: async ({ workspace, document }, page) => {
      page.texts.add(watchKey(workspace, document));
      return textOf(await this.workspace(workspace), document);
    },
    Unwatch: async ({ workspace, document }, page) => {
      page.boards.delete(watchKey(workspace, document));
      page.texts.delete(watchKey(workspace, document));
      return undefined;
    },
    Edit: async ({ workspace, steps, group, once }) =>
      (await this.workspace(workspace)).edit(steps, once ? undefined : { ...(group === undefined ? {} : { group }) }),
    Undo: async ({ workspace, document }) => (await this.workspace(workspace)).revert(document, "undo"),
    Redo: async ({ workspace, document }) => (await this.workspace(workspace)).revert(document, "redo"),
    History: async ({ workspace, document }) => (await this.workspace(workspace)).historyOf(document),
    Heads: async ({ workspace, document }) => headsOf(await this.workspace(workspace), document),
    Present: async ({ workspace, document, presence }, page) => {
      await (await this.workspace(workspace)).present(document, page.name, presence);
      return undefined;
    },
    People: async ({ workspace, document }) => (await this.workspace(workspace)).people(document),
    ChangedSince: async ({ workspace, board, since }) => (await this.history(workspace)).changedSince(board, since),
    MarkLooked: async ({ workspace, upTo }) => (await this.workspace(workspace)).markLooked(upTo),
    Moments: async ({ workspace, document }) => (await this.history(workspace)).moments(document),
    BoardAt: async ({ workspace, board, at }) => (await this.history(workspace)).boardAt(board, at, snapshotOf),
    TextAt: async ({ workspace, document, at }) => (await this.history(workspace)).textAt(document, at),
    Arrive: async ({ workspace }) => {
      (await this.history(workspace)).arrive();
      return undefined;
    },
    TextAuthors: async ({ workspace, document }) => (await this.history(workspace)).ranges(document),
    FieldAuthors: async ({ workspace, document, subject }) => (await this.history(workspace)).fields(document, subject),
    Trash: async ({ workspace }) => (await this.history(workspace)).trash(),
    EmptyTrash: async ({ workspace, board }) => (await this.workspace(workspace)).emptyTrash(board),
    Pick: async ({ workspace, document, subject, field, candidate }) =>
      (await this.workspace(workspace)).pick(document, subject, field, candidate),
    Invite: async ({ workspace, role, uses, validMillis }) =>
      inviteHere(await this.workspace(workspace), this.setting, { role: ROLES[role], uses, validMillis }),
    Retry: async ({ workspace }) => {
      (await this.workspace(workspace)).retry();
      return undefined;
    },
    Export: async ({ workspace }) => (await this.workspace(workspace)).exportJson(),
  };

  /** A workspace that was just made or joined is open already. */
  private async keep(workspace: Workspace): Promise<WorkspaceSummary> {
    this.open.set(workspace.entry.id, Promise.resolve(workspace));
    this.follow(workspace);
    if (workspace.syncStatus.type === "Offline") workspace.connect();
    const entry = (await this.setting.home.workspaces()).find((each) => each.id === workspace.entry.id);
    return summary(entry ?? workspace.entry);
  }

  private workspace(id: WorkspaceId): Promise<Workspace> {
    const known = this.open.get(id);
    if (known !== undefined) return known;
    const opening = this.openHere(id);
    this.open.set(id, opening);
    opening.catch(() => this.open.delete(id)); // whoever asked hears of it
    return opening;
  }

  private async history(id: WorkspaceId) {
    return (await this.workspace(id)).history;
  }

  private async openHere(id: WorkspaceId): Promise<Workspace> {
    const entry = (await this.setting.home.workspaces()).find((each) => each.id === id && each.stage === "READY");
    if (entry === undefined) throw new Error("This workspace is not in this browser.");
    const store = await this.setting.openStore(entry);
    const workspace = await Workspace.open(entry, store, await this.setting.home.deviceKeys(), this.setting.world);
    this.follow(workspace);
    workspace.connect();
    return workspace;
  }

  private follow(workspace: Workspace): void {
    workspace.listen((event) => void this.told(workspace, event));
  }

  private tell(event: EngineEvent, watches: (page: Page) => boolean): void {
    for (const page of this.pages) if (watches(page)) page.tell(event);
  }

  private async told(workspace: Workspace, event: WorkspaceEvent): Promise<void> {
    const { id } = workspace.entry;
    if (event.type === "Sync") {
      const sync = { status: event.status, pending: event.pending };
      return this.tell({ type: "Sync", workspace: id, sync }, (page) => page.workspaces.has(id));
    }
    if (event.type === "Failed") return;
    const { document } = event;
    const key = watchKey(id, document);
    const isTeam = document === TEAM_DOCUMENT;
    const watches = (page: Page) => (isTeam ? page.workspaces.has(id) : page.boards.has(key) || page.texts.has(key));
    if (event.type === "History") {
      return this.tell({ type: "History", workspace: id, document, history: event.history }, watches);
    }
    if (event.type === "Presence") {
      const people = await workspace.people(document);
      return this.tell({ type: "Presence", workspace: id, document, people }, watches);
    }
    if (isTeam) {
      const team = await teamOf(workspace);
      return this.tell({ type: "Team", workspace: id, team }, (page) => page.workspaces.has(id));
    }
    const watched = [...this.pages].some((page) => page.boards.has(key) || page.texts.has(key));
    if (!watched) return;
    if (event.type === "Changed") {
      const patch = await workspace.read("board", document, (board) => patchOf(board, event.changed));
      if (patch !== undefined) {
        this.tell({ type: "Board", workspace: id, board: document, patch }, (page) => page.boards.has(key));
      }
    } else {
      const snapshot = await this.boardOf(workspace, document);
      this.tell({ type: "BoardReset", workspace: id, board: document, snapshot }, (page) => page.boards.has(key));
    }
    if ([...this.pages].some((page) => page.texts.has(key))) {
      const snapshot = await textOf(workspace, document);
      this.tell({ type: "Text", workspace: id, document, snapshot }, (page) => page.texts.has(key));
    }
  }

  private async opened(workspace: Workspace): Promise<OpenedWorkspace> {
    const { mayWrite, keys, entry, syncStatus: status, pending } = workspace;
    return { id: entry.id, device: keys.id, mayWrite, team: await teamOf(workspace), sync: { status, pending } };
  }

  private async boardOf(workspace: Workspace, board: DocumentId): Promise<BoardSnapshot> {
    const snapshot = await workspace.read("board", board, (each) => snapshotOf(each.board));
    return snapshot ?? { cards: [], groups: [], dependencies: [], cycles: [], threads: [] };
  }
}

function summary({
  id,
  name,
  relay,
}: {
  id: WorkspaceId;
  name: string;
  relay: WorkspaceSummary["relay"];
}): WorkspaceSummary {
  return { id, name, relay };
}

function sentence(reason: string): string {
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
}

function failureOf(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof IntentRefused) return { type: "Refused", message, index: error.index };
  return { type: error instanceof NotAllowed ? "NotAllowed" : "Failed", message };
}

async function textOf(workspace: Workspace, document: DocumentId): Promise<TextSnapshot> {
  const snapshot = await workspace.read("document", document, (each) => ({ text: each.text, threads: each.threads() }));
  return snapshot ?? { text: "", threads: [] };
}

async function headsOf(workspace: Workspace, document: DocumentId): Promise<readonly string[]> {
  const heads = await workspace.read("board", document, (each) => each.heads());
  return heads ?? (await workspace.read("document", document, (each) => each.heads())) ?? [];
}

async function teamOf(workspace: Workspace): Promise<TeamSnapshot> {
  const team = await workspace.read("team", TEAM_DOCUMENT, (document: TeamDocument) => {
    const { name, members, statuses, boards, documents } = document.team;
    return {
      name,
      members: [...members.values()].filter(isLiving).sort(byId),
      statuses: [...statuses.values()].filter(isLiving).sort((a, b) => a.order - b.order || byId(a, b)),
      boards: [...boards.values()].sort((a, b) => a.order - b.order || byId(a, b)),
      documents: [...documents.values()].sort((a, b) => compare(a.title, b.title) || byId(a, b)),
    };
  });
  if (team === undefined) return { name: "", members: [], statuses: [], boards: [], documents: [] };
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

function snapshotOf(board: Board): BoardSnapshot {
  return {
    cards: [...board.cards.values()],
    groups: [...board.groups.values()],
    dependencies: [...board.dependencies.values()],
    cycles: board.cycles.map((cycle) => cycle.path),
    threads: board.threads(),
  };
}

function patchOf({ board }: BoardDocument, changed: Changed): BoardPatch {
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
