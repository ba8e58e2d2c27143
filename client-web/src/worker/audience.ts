/** The pages that an engine serves, and what each is told of what happens in its workspaces. */
import { type DocumentId, TEAM_DOCUMENT, type WorkspaceId } from "../protocol/ids";
import type { WorkspaceEvent } from "../sync/events";
import type { Workspace } from "../sync/workspace";
import type { EngineEvent, FromEngine, Port, TextSnapshot } from "./api";
import { boardOf, patchOf, teamOf, textOf } from "./views";

/** One tab, and what it watches. */
export class Page {
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

export const watchKey = (workspace: WorkspaceId, document: DocumentId) => `${workspace} ${document}`;

export class Audience {
  private readonly pages = new Set<Page>();
  private lastPage = 0;
  private readonly versions = new Map<string, number>();

  /** @param changed hears which documents are not any more as they were */
  constructor(private readonly changed: (document: DocumentId) => void) {}

  enter(port: Port): Page {
    const page = new Page(port, `page ${++this.lastPage}`);
    this.pages.add(page);
    return page;
  }

  leave(page: Page, open: Iterable<Promise<Workspace>>): void {
    this.pages.delete(page);
    for (const opening of open)
      void opening.then(
        (workspace) => workspace.leave(page.name),
        () => undefined,
      );
  }

  tell(event: EngineEvent, watches: (page: Page) => boolean): void {
    for (const page of this.pages) if (watches(page)) page.tell(event);
  }

  async told(workspace: Workspace, event: WorkspaceEvent): Promise<void> {
    const { id } = workspace.entry;
    if (event.type === "Sync") {
      const sync = { status: event.status, pending: event.pending };
      return this.tell({ type: "Sync", workspace: id, sync }, (page) => page.workspaces.has(id));
    }
    if (event.type === "Failed" || event.type === "Recorded") return;
    if (event.type === "Members") {
      const { mayWrite, mayComment, access } = workspace;
      return this.tell({ type: "Members", workspace: id, mayWrite, mayComment, access }, (page) =>
        page.workspaces.has(id),
      );
    }
    const { document } = event;
    if (event.type === "Changed" || event.type === "Reset") this.changed(document);
    if (event.type === "Said") {
      return this.tell({ type: "Decisions", workspace: id, document }, (page) => page.workspaces.has(id));
    }
    const key = watchKey(id, document);
    // At once, before anything else is done in the workspace: what is read later has this version or a later one.
    if (event.type === "Changed" || event.type === "Reset") this.versions.set(key, this.version(id, document) + 1);
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
      const snapshot = await boardOf(workspace, document);
      this.tell({ type: "BoardReset", workspace: id, board: document, snapshot }, (page) => page.boards.has(key));
    }
    if ([...this.pages].some((page) => page.texts.has(key))) {
      const snapshot = await this.textOf(workspace, document);
      this.tell({ type: "Text", workspace: id, document, snapshot }, (page) => page.texts.has(key));
    }
  }

  /** How often a document has changed here since this engine started. */
  version(workspace: WorkspaceId, document: DocumentId): number {
    return this.versions.get(watchKey(workspace, document)) ?? 0;
  }

  textOf(workspace: Workspace, document: DocumentId): Promise<TextSnapshot> {
    return textOf(workspace, document, () => this.version(workspace.entry.id, document));
  }
}
