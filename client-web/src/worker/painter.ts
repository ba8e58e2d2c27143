/** Keeps the board that was looked at last in plain objects, so that the next page can show it before the engine is there. */
import type { BoardId, DocumentId } from "../model/ids";
import { type DeviceId, TEAM_DOCUMENT } from "../protocol/ids";
import type { OwnAccess } from "../sync/standing";
import type { Workspace } from "../sync/workspace";
import type { BoardSnapshot, TeamSnapshot, WorkspaceSummary } from "./api";
import { boardOf, teamOf } from "./views";

/** What a page can paint at once; as old as `savedMillis` (since 1970) says. */
export interface Painted {
  readonly workspace: WorkspaceSummary;
  readonly device: DeviceId;
  readonly access: OwnAccess;
  readonly team: TeamSnapshot;
  readonly board: BoardId;
  readonly snapshot: BoardSnapshot;
  /** Of all of this: whoever shows it asks by it whether anything is different now. */
  readonly mark: string;
  readonly savedMillis: number;
}

/** Where it is kept. */
export interface Canvas {
  write(painted: Painted): Promise<boolean>;
  clear(): Promise<void>;
}

/** After so long without a change it is kept: taking a large board apart would delay the edits of somebody at work. */
const CALM_MILLIS = 2_000;
/** Or after so long, whatever happens. */
const LATE_MILLIS = 20_000;

export class Painter {
  private followed: { readonly workspace: Workspace; readonly board: BoardId } | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private dueMillis: number | undefined;
  /** The mark of what is kept, as far as this engine knows. */
  private kept: string | undefined;

  /** @param nowMillis any clock that does not stop */
  constructor(
    private readonly canvas: Canvas | undefined,
    private readonly build: string,
    private readonly nowMillis: () => number,
  ) {}

  /** Whether a page that shows what was kept under this mark shows what is. */
  async isKept(workspace: Workspace, board: BoardId, mark: string): Promise<boolean> {
    const isSame = (await this.markOf(workspace, board)) === mark;
    if (isSame) this.kept = mark;
    return isSame;
  }

  /** All that what is kept is made of: the heads of the documents, and what this device may do. */
  private async markOf(workspace: Workspace, board: BoardId): Promise<string> {
    const team = await workspace.read("team", TEAM_DOCUMENT, (document) => document.heads());
    const heads = await workspace.read("board", board, (each) => [each.heads(), each.beside?.heads() ?? []]);
    const { entry, keys, access } = workspace;
    return JSON.stringify([this.build, entry.id, entry.name, entry.relay, keys.id, access, board, team, heads]);
  }

  /** A page looks at this board. */
  follow(workspace: Workspace, board: BoardId): void {
    this.followed = { workspace, board };
    this.later();
  }

  changed(document: DocumentId): void {
    if (document === this.followed?.board || document === TEAM_DOCUMENT) this.later();
  }

  /** Not at each change: it is a cache. */
  private later(): void {
    if (this.canvas === undefined || this.followed === undefined) return;
    const now = this.nowMillis();
    this.dueMillis ??= now + LATE_MILLIS;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.paint(), Math.min(CALM_MILLIS, Math.max(0, this.dueMillis - now)));
  }

  /** Keeps it now. */
  async paint(): Promise<void> {
    const { followed } = this;
    this.forgetTime();
    if (this.canvas === undefined || followed === undefined) return;
    const { workspace, board } = followed;
    const mark = await this.markOf(workspace, board);
    if (mark === this.kept) return;
    const { id, name, relay } = workspace.entry;
    const [team, snapshot] = [await teamOf(workspace), await boardOf(workspace, board)];
    const { keys, access } = workspace;
    const summary = { id, name, relay };
    const isWritten = await this.canvas.write({
      workspace: summary,
      device: keys.id,
      access,
      team,
      board,
      snapshot,
      mark,
      savedMillis: Date.now(),
    });
    this.kept = isWritten ? mark : undefined;
  }

  async clear(): Promise<void> {
    this.forgetTime();
    this.followed = undefined;
    this.kept = undefined;
    await this.canvas?.clear();
  }

  private forgetTime(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.dueMillis = undefined;
  }
}
