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

  /** @param nowMillis any clock that does not stop */
  constructor(
    private readonly canvas: Canvas | undefined,
    private readonly nowMillis: () => number,
  ) {}

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
    const { id, name, relay } = workspace.entry;
    const [team, snapshot] = [await teamOf(workspace), await boardOf(workspace, board)];
    const { keys, access } = workspace;
    const summary = { id, name, relay };
    await this.canvas.write({
      workspace: summary,
      device: keys.id,
      access,
      team,
      board,
      snapshot,
      savedMillis: Date.now(),
    });
  }

  async clear(): Promise<void> {
    this.forgetTime();
    this.followed = undefined;
    await this.canvas?.clear();
  }

  private forgetTime(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.dueMillis = undefined;
  }
}
