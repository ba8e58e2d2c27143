import type { Warning } from "../model/intents";
import type { WorkspaceId } from "../protocol/ids";

import type { WorkspaceEntry } from "../store/homeStore";
import { type Room, roomOf } from "../store/storageGauge";
import { StoreFault } from "../store/storeFault";
import type { Step } from "../sync/events";
import { foundHere, type HomeSetting, introduceLater, inviteHere, joinHere } from "../sync/joining";
import { rescue } from "../sync/rescue";
import { Workspace } from "../sync/workspace";
import { parseLink } from "../trust/inviteLink";
import { SEED_BYTES } from "../trust/keys";
import { recoveryWords } from "../trust/recoveryWords";
import type { EnteredWorkspace } from "./accessApi";
import { accessHandlers, ROLES } from "./accessHandlers";
import type { CallName, Calls, OpenedWorkspace, Port, Request, WorkspaceSummary } from "./api";
import { Audience, type Page, watchKey } from "./audience";
import { failureOf, sentence } from "./failures";
import { fileHandlers } from "./fileHandlers";
import { keyHandlers } from "./keyHandlers";
import { backlinks } from "./links";
import { type Canvas, Painter } from "./painter";
import { planningHandlers } from "./planningHandlers";
import { Tasks } from "./tasks";
import { boardOf, headsOf, snapshotOf, teamOf } from "./views";

const MEASURE_MILLIS = 30_000;

type Handlers = { [N in CallName]: (params: Calls[N]["params"], page: Page) => Promise<Calls[N]["result"]> };

export class Engine {
  private readonly audience: Audience;
  private readonly painter: Painter;
  private isFull = false;
  private room: Room["room"] = "unknown";
  private measuredMillis = Number.NEGATIVE_INFINITY;
  private readonly open = new Map<WorkspaceId, Promise<Workspace>>();

  /**
   * @param canvas where the last board is kept for painting; nowhere where it is left out
   * @param build what this version is called: what another one has kept is not taken for what this one would say
   */
  constructor(
    private readonly setting: HomeSetting,
    canvas?: Canvas,
    build = "",
  ) {
    this.painter = new Painter(canvas, build, () => setting.world.nowMillis());
    this.audience = new Audience((document) => this.painter.changed(document));
  }

  /** Serves a page until its port says no more. */
  serve(port: Port): void {
    const page = this.audience.enter(port);
    port.onmessage = ({ data }) => {
      if (data === "goodbye") this.audience.leave(page, this.open.values());
      else if (data === "ping") page.tell({ type: "Pong" });
      else void this.answer(page, data as Request);
    };
  }

  /** Keeps for painting what was looked at last, now. */
  paint(): Promise<void> {
    return this.painter.paint();
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
    CreateWorkspace: ({ relay, name, person }) =>
      this.entered((seed) => foundHere(this.setting, relay, name, person, seed)),
    JoinWorkspace: async ({ link, person }) => {
      const parsed = parseLink(link);
      if (parsed.type === "Broken") throw new Error(sentence(parsed.reason));
      return this.entered((seed) => joinHere(this.setting, parsed.link, person, seed));
    },
    OpenWorkspace: async ({ workspace: id }, page) => {
      const workspace = await this.workspace(id);
      page.workspaces.add(id);
      return this.opened(workspace);
    },
    WatchBoard: async ({ workspace, board }, page) => {
      page.boards.add(watchKey(workspace, board));
      const opened = await this.workspace(workspace);
      this.painter.follow(opened, board);
      return boardOf(opened, board);
    },
    WatchPainted: async ({ workspace, board, mark }, page) => {
      page.boards.add(watchKey(workspace, board));
      const opened = await this.workspace(workspace);
      const isSame = await this.painter.isKept(opened, board, mark);
      this.painter.follow(opened, board);
      return isSame ? undefined : boardOf(opened, board);
    },
    WatchText: async ({ workspace, document }, page) => {
      page.texts.add(watchKey(workspace, document));
      return this.audience.textOf(await this.workspace(workspace), document);
    },
    EditText: async ({ workspace: id, document, version, splices, group }) => {
      const workspace = await this.workspace(id);
      const isCurrent = () => this.audience.version(id, document) === version;
      const step: Step = { kind: "document", document, intents: [{ intent: "EditText", splices }] };
      const done = await workspace.editIf(isCurrent, [step], group === undefined ? {} : { group });
      return done ? version + 1 : undefined;
    },
    Backlinks: async ({ workspace, name }) => backlinks(await this.workspace(workspace), name),
    Unwatch: async ({ workspace, document }, page) => {
      page.boards.delete(watchKey(workspace, document));
      page.texts.delete(watchKey(workspace, document));
      return undefined;
    },
    Edit: (params) => this.edit(params),
    Undo: async ({ workspace: id, document }) => {
      const workspace = await this.workspace(id);
      return this.stored(() => workspace.revert(document, "undo"));
    },
    Redo: async ({ workspace: id, document }) => {
      const workspace = await this.workspace(id);
      return this.stored(() => workspace.revert(document, "redo"));
    },
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
    Invite: async ({ workspace, role, ...terms }) =>
      inviteHere(await this.workspace(workspace), this.setting, { role: ROLES[role], ...terms }),
    ...planningHandlers((id) => this.workspace(id)),
    ...this.accessHandlers(),
    ...keyHandlers(
      () => this.setting.home,
      (event) => this.audience.tell(event, () => true),
    ),
    Retry: async ({ workspace }) => {
      (await this.workspace(workspace)).retry();
      return undefined;
    },
    ...fileHandlers({
      find: (id) => this.workspace(id),
      stored: (write) => this.stored(write),
      tasks: new Tasks(() => this.setting.world.nowMillis()),
    }),
    Storage: () => this.measure(),
    Rescue: ({ workspace }) => this.rescue(workspace),
    Forget: ({ workspace }) => this.forget(workspace),
    Export: async ({ workspace }) => (await this.workspace(workspace)).exportJson(),
  };

  private accessHandlers() {
    return accessHandlers({
      setting: () => this.setting,
      find: (id) => this.workspace(id),
      keep: (workspace) => this.keep(workspace),
    });
  }

  /** Makes or enters a workspace, with a recovery device whose words are answered and kept nowhere. */
  private async entered(enter: (recoverySeed: Uint8Array) => Promise<Workspace>): Promise<EnteredWorkspace> {
    const seed = this.setting.world.entropy(SEED_BYTES);
    return { ...(await this.keep(await enter(seed))), recoveryWords: recoveryWords(seed) };
  }

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

  private async entry(id: WorkspaceId): Promise<WorkspaceEntry> {
    const entry = (await this.setting.home.workspaces()).find((each) => each.id === id);
    if (entry === undefined) throw new Error("This workspace is not in this browser.");
    return entry;
  }

  private async rescue(id: WorkspaceId): Promise<string> {
    const store = await this.setting.openStoreToRead(await this.entry(id));
    try {
      return await rescue(store);
    } finally {
      store.close();
    }
  }

  private async forget(id: WorkspaceId): Promise<undefined> {
    const entry = await this.entry(id);
    const opening = this.open.get(id);
    this.open.delete(id);
    await opening?.then(
      (workspace) => workspace.close(),
      () => undefined,
    );
    await this.setting.home.remove(id);
    await this.setting.dropStore(entry);
    await this.painter.clear();
    return undefined;
  }

  /** How much room there is, told to all pages where that is another than before. */
  private async measure(): Promise<Room> {
    this.measuredMillis = this.setting.world.nowMillis();
    const room = await roomOf(this.setting.gauge, this.isFull);
    if (room.room !== this.room) this.audience.tell({ type: "Storage", storage: room }, () => true);
    this.room = room.room;
    return room;
  }

  private async edit({ workspace: id, steps, group, once }: Calls["Edit"]["params"]): Promise<readonly Warning[]> {
    const workspace = await this.workspace(id);
    return this.stored(() => workspace.edit(steps, once ? undefined : { ...(group === undefined ? {} : { group }) }));
  }

  /** Does something that is to be stored, and notices where that finds no room. */
  private async stored<T>(write: () => Promise<T>): Promise<T> {
    const wasFull = this.isFull;
    try {
      const result = await write();
      this.isFull = false;
      return result;
    } catch (e) {
      this.isFull = e instanceof StoreFault && e.kind === "FULL";
      throw e;
    } finally {
      const isDue = this.setting.world.nowMillis() - this.measuredMillis > MEASURE_MILLIS;
      if (isDue || wasFull !== this.isFull) void this.measure();
    }
  }

  private async history(id: WorkspaceId) {
    return (await this.workspace(id)).history;
  }

  private async openHere(id: WorkspaceId): Promise<Workspace> {
    const entry = (await this.setting.home.workspaces()).find((each) => each.id === id && each.stage === "READY");
    if (entry === undefined) throw new Error("This workspace is not in this browser.");
    const keys = await this.setting.home.deviceKeys();
    const workspace = await Workspace.open(entry, await this.setting.openStore(entry), keys, this.setting.world);
    this.follow(workspace);
    workspace.connect();
    return workspace;
  }

  private follow(workspace: Workspace): void {
    workspace.listen((event) => void this.audience.told(workspace, event));
    introduceLater(workspace, this.setting).catch(() => undefined); // the next opening tries again
  }

  private async opened(workspace: Workspace): Promise<OpenedWorkspace> {
    const { mayWrite, mayComment, access, keys, entry, syncStatus: status, pending } = workspace;
    const team = await teamOf(workspace);
    return { id: entry.id, device: keys.id, mayWrite, mayComment, access, team, sync: { status, pending } };
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
