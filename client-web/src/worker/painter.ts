/** Keeps the board that was looked at last in plain objects, so that the next page can show it before the engine is there. */
import type { BoardId, DocumentId } from "../model/ids";
import { TEAM_DOCUMENT } from "../protocol/ids";
import type { Workspace } from "../sync/workspace";
import type { BoardSnapshot, TeamSnapshot, WorkspaceSummary } from "./api";
import { boardOf, teamOf } from "./views";

/** What a page can paint at once; as old as `savedMillis` (since 1970) says. */
export interface Painted {
  readonly workspace: WorkspaceSummary;
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

const PAINT_MILLIS = 2_000;

export class Painter {
  private followed: { readonly workspace: Workspace; readonly board: BoardId } | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly canvas: Canvas | undefined) {}

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
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.paint();
    }, PAINT_MILLIS);
  }

  /** Keeps it now. */
  async paint(): Promise<void> {
    const { followed } = this;
    if (this.canvas === undefined || followed === undefined) return;
    const { workspace, board } = followed;
    const { id, name, relay } = workspace.entry;
    const [team, snapshot] = [await teamOf(workspace), await boardOf(workspace, board)];
    await this.canvas.write({ workspace: { id, name, relay }, team, board, snapshot, savedMillis: Date.now() });
  }

  async clear(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.followed = undefined;
    await this.canvas?.clear();
  }
}
