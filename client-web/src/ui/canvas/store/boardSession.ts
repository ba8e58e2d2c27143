/** One open board of one page: what is known of it, where one looks, what is selected, and the one way to change it. */
import type { Home } from "../../../model/discussion";
import { type BoardId, type CardId, type CommentId, newId, type ThingRef } from "../../../model/ids";
import { type BoardIntent, isDiscussion, type Warning } from "../../../model/intents";
import type { HistoryState } from "../../../model/undo/undoStack";
import type { Candidate, Field } from "../../../model/values";
import type { DeviceId, WorkspaceId } from "../../../protocol/ids";
import type { Moment } from "../../../sync/past";
import type { BoardSnapshot, OpenedWorkspace } from "../../../worker/api";
import type { EngineClient } from "../../../worker/client";
import { COMMON } from "../../common/strings";
import type { PaintedBoard } from "../../shell/painted";
import type { Entropy } from "../deeds/deeds";
import type { Filters } from "../logic/filters";
import { People } from "../logic/people";
import { intersects, type Rect } from "../logic/rect";
import { type SelectionStep, selected, thingKey } from "../logic/selection";
import { type Extent, fitted, type Viewport, windowOf } from "../logic/viewport";
import { CANVAS, spoken } from "../strings";
import { BoardStore } from "./boardStore";
import { Camera } from "./camera";
import { Cell } from "./cell";
import { Changes } from "./changes";
import { Company } from "./company";
import { Faces } from "./faces";
import { FIRST_UI, type Ui } from "./ui";
import { rememberedView, rememberView } from "./viewMemory";

export interface Notify {
  say(sentence: string): void;
  complain(failure: unknown): void;
  /** With a button that acts. */
  offer(sentence: string, action: string, act: () => void): void;
}

export const entropy: Entropy = (length) => crypto.getRandomValues(new Uint8Array(length));

/** After this a drop is shown where the engine has it, whatever that is. */
const HOLD_MILLIS = 3_000;
/** So many cards at once do not come from a hand. */
const MANY = 5;
/** In the browser's own timeline, for whoever measures: the board is the engine's, and can be written to. */
const READY = "meridian: board ready";
/** Likewise: there is something to see. */
const PAINTED = "meridian: board painted";
const NOTHING_YET: BoardSnapshot = { cards: [], groups: [], dependencies: [], cycles: [], threads: [] };

export class BoardSession {
  readonly store = new BoardStore();
  readonly faces = new Faces(this.store);
  readonly camera = new Camera();
  readonly ui = new Cell<Ui>(FIRST_UI);
  readonly opened = new Cell<OpenedWorkspace | undefined>(undefined);
  readonly failure = new Cell("");
  readonly history = new Cell<HistoryState>({ canUndo: false, canRedo: false });
  /** Cards that are elements now. */
  readonly mounted = new Cell<readonly CardId[]>([]);
  readonly elements = new Map<CardId, HTMLElement>();
  readonly changes = new Changes(this);
  readonly company = new Company(this);
  /** The moment that is looked at, while it is an earlier one. */
  readonly moment = new Cell<Moment | undefined>(undefined);
  private shown = false;
  private isPainted = false;
  /** Whether the person has changed anything: then the view is theirs. */
  private touched = false;
  /** The view that was begun with. */
  private first: Viewport | undefined;

  constructor(
    readonly engine: EngineClient,
    readonly workspace: WorkspaceId,
    readonly board: BoardId,
    private readonly notify: Notify,
  ) {}

  /** Watches the board until the function given back is called. @param painted what is shown before the engine answers */
  start(painted?: PaintedBoard): () => void {
    const { engine, workspace, board, store } = this;
    const stop = engine.listen((event) => {
      // While one looks at an earlier state, the present waits: it is read anew afterwards.
      if (this.moment.get() !== undefined) return;
      if (event.type === "Board" && event.board === board) {
        this.changes.later();
        store.put(event.patch);
        // While a board is being received one sees all of what is there, unless one looks at something already.
        if (event.patch.cards.length >= MANY && this.camera.view === this.first) this.shown = false;
        this.showFirst();
      }
      if (event.type === "BoardReset" && event.board === board) store.take(event.snapshot);
      if (event.type === "Board" || event.type === "BoardReset") this.keepSelection();
      if (event.type === "History" && event.document === board) this.history.set(event.history);
      // The engine is another one: it does not know who looks at what.
      if (event.type === "Restarted") this.watch();
    });
    if (painted !== undefined) {
      store.take(painted.snapshot);
      this.showFirst();
    }
    this.watch(painted?.mark);
    const leave = this.company.start();
    const forget = rememberView(board, this.camera, () => this.touched || this.camera.view !== this.first);
    return () => {
      stop();
      forget();
      leave();
      this.changes.end();
      engine.call("Unwatch", { workspace, document: board }).catch(() => undefined); // the page goes
    };
  }

  /** @param mark of what is shown already */
  private watch(mark?: string): void {
    const { engine, workspace, board } = this;
    const asked =
      mark === undefined
        ? engine.call("WatchBoard", { workspace, board })
        : engine.call("WatchPainted", { workspace, board, mark });
    asked.then(
      (snapshot) => {
        if (this.moment.get() !== undefined) return;
        if (snapshot !== undefined) {
          this.store.take(snapshot);
          this.showFirst();
        }
        performance.mark(READY);
        this.changes.later();
      },
      (e: Error) => this.failure.set(e.message),
    );
    this.engine.call("History", { workspace: this.workspace, document: this.board }).then(
      (history) => this.history.set(history),
      () => undefined, // said already: the board could not be opened
    );
  }

  /** Where one begins: where one was; else all of the board, or its beginning where that would be too small to read. */
  private showFirst(): void {
    const { screen } = this.camera;
    if (this.shown || screen.width <= 1) return;
    const bounds = this.store.bounds();
    this.shown = bounds !== undefined;
    this.camera.look(firstView(bounds, screen, rememberedView(this.board)));
    this.first = this.camera.view;
  }

  /** What is in sight is painted. */
  painted(): void {
    if (this.isPainted || !this.store.loaded) return;
    this.isPainted = true;
    performance.mark(PAINTED);
  }

  resized(width: number, height: number): void {
    this.camera.resize({ width, height });
    if (this.store.loaded) this.showFirst();
  }

  setOpened(opened: OpenedWorkspace): void {
    const before = this.opened.get();
    this.opened.set(opened);
    if (before?.team === opened.team && before.device === opened.device) return;
    const looked = this.faces.people.me?.looked;
    const people = new People(opened.team.members, opened.device);
    this.faces.setTeam(opened.team.statuses, people, today());
    this.store.version.update((n) => n + 1);
    if (people.me?.looked !== looked) this.changes.later();
  }

  get mayWrite(): boolean {
    return this.opened.get()?.mayWrite === true && this.moment.get() === undefined;
  }

  /** Whether something can be said about the board now. */
  get mayComment(): boolean {
    return this.opened.get()?.mayComment === true && this.moment.get() === undefined;
  }

  /** Whether something that was said can be answered for: what earlier versions wrote lies in the board (DISC-32). */
  mayChange(home: Home): boolean {
    return home === "content" ? this.mayWrite : this.mayComment;
  }

  /** Whether a comment is this person's own. */
  isMine(author: DeviceId): boolean {
    const { people } = this.faces;
    return author === this.opened.get()?.device || (people.me !== undefined && people.of(author) === people.me);
  }

  /** Why nothing can be changed now. */
  get whyNot(): string {
    if (this.moment.get() !== undefined) return CANVAS.travelling;
    if (this.opened.get()?.sync.status.type === "Opening") return CANVAS.opening;
    return this.mayComment ? CANVAS.commentOnly : CANVAS.readOnly;
  }

  /** The board as it was then; undefined: as it is. */
  async travel(moment: Moment | undefined): Promise<void> {
    const { engine, workspace, board } = this;
    try {
      if (moment?.position === undefined) {
        await engine.call("Arrive", { workspace });
        this.moment.set(undefined);
        this.watch();
        return;
      }
      this.moment.set(moment);
      this.select({ type: "Clear" });
      const at = { type: "Position" as const, position: moment.position };
      const { state } = await engine.call("BoardAt", { workspace, board, at });
      // Somebody who pulls the slider on has asked for another one meanwhile.
      if (this.moment.get() === moment) this.store.take(state ?? NOTHING_YET);
    } catch (failure) {
      this.complain(failure);
    }
  }

  // Changes.

  /** All or nothing, durable when it is answered; false where it was refused, which the person is told. Edits of one `group` are undone together. */
  edit(intents: readonly BoardIntent[], group?: string): Promise<readonly Warning[] | false> {
    if (intents.length === 0) return Promise.resolve([]);
    if (!this.mayWrite && !(this.mayComment && intents.every(isDiscussion))) {
      this.tell(this.whyNot);
      return Promise.resolve(false);
    }
    if (!this.touched) {
      this.touched = true;
      this.camera.look(this.camera.view);
    }
    const { engine, workspace, board } = this;
    return engine
      .call("Edit", {
        workspace,
        steps: [{ kind: "board", document: board, intents }],
        ...(group === undefined ? {} : { group }),
      })
      .catch((e: unknown) => {
        this.notify.complain(e);
        return false as const;
      });
  }

  /** Shows things where they were put until the engine has them there. */
  editHeld(intents: readonly BoardIntent[], rects: ReadonlyMap<string, Rect>, group?: string): void {
    this.store.hold(rects);
    const release = () => this.store.release(rects.keys());
    this.edit(intents, group).then((done) => (done === false ? release() : setTimeout(release, HOLD_MILLIS)));
  }

  /** Into the trash, from where it comes back as long as that is offered, or by undo. */
  async deleteComment(comment: CommentId): Promise<void> {
    if ((await this.edit([{ intent: "DeleteComment", comment }])) === false) return;
    const back = () => void this.edit([{ intent: "RestoreComment", comment }]);
    this.notify.offer(COMMON.removed, COMMON.bringBack, back);
  }

  /** Takes back what this browser did last on this board, or does it again; what others wrote since stays. */
  async undo(redo: boolean): Promise<void> {
    if (!this.mayWrite && !this.mayComment) return;
    const { workspace, board: document } = this;
    try {
      const { done, skipped } = await this.engine.call(redo ? "Redo" : "Undo", { workspace, document });
      if (!done) this.tell(redo ? CANVAS.nothingToRedo : CANVAS.nothingToUndo);
      else if (skipped > 0) this.tell(CANVAS.undoSkipped(skipped));
      else this.announce(redo ? CANVAS.redone : CANVAS.undone);
    } catch (failure) {
      this.complain(failure);
    }
  }

  /** Settles a conflict by one of its values. */
  async pick(card: CardId, field: Field, candidate: Candidate): Promise<void> {
    const { engine, workspace, board: document } = this;
    const subject = { kind: "card" as const, id: card };
    try {
      if (await engine.call("Pick", { workspace, document, subject, field, candidate })) this.announce(CANVAS.picked);
    } catch (failure) {
      this.complain(failure);
    }
  }

  newId<T extends string>(): T {
    return newId<T>(entropy);
  }

  // What the page itself knows.

  put(change: Partial<Ui>): void {
    this.ui.update((now) => ({ ...now, ...change }));
  }

  select(step: SelectionStep): void {
    const now = this.ui.get();
    const selection = selected(now.selection, step);
    if (selection === now.selection) return;
    this.put({ selection });
    this.faces.setSelection(selection);
    this.store.version.update((n) => n + 1);
  }

  private keepSelection(): void {
    const isThere = (key: string) => {
      const id = key.slice(key.indexOf(":") + 1);
      if (key.startsWith("card:")) return this.store.rect({ card: id as CardId }) !== undefined;
      if (key.startsWith("group:")) return this.store.rect({ group: id as never }) !== undefined;
      return this.store.routes.has(id as never);
    };
    this.select({ type: "Keep", isThere });
    const { focus } = this.ui.get();
    if (focus !== undefined && !isThere(thingKey({ card: focus }))) this.focus(undefined);
  }

  /** The card that keys are about; it is brought onto the screen and read out where `reveal`. */
  focus(card: CardId | undefined, reveal = false): void {
    if (this.ui.get().focus !== card) {
      this.put({ focus: card });
      this.faces.setFocus(card);
      this.store.version.update((n) => n + 1);
    }
    if (!reveal || card === undefined) return;
    const face = this.faces.of(card);
    if (face === undefined) return;
    this.camera.reveal(face.rect);
    this.announce(spoken(face));
  }

  /** To a card from wherever one came: selected, and large enough to read. */
  goTo(card: CardId): void {
    const rect = this.store.rect({ card });
    if (rect === undefined) return;
    this.select({ type: "Only", things: [{ card }] });
    this.focus(card);
    this.camera.centre(rect, Math.max(this.camera.view.zoom, 0.8));
    const face = this.faces.of(card);
    if (face !== undefined) this.announce(spoken(face));
  }

  setFilters(filters: Filters): void {
    if (filters === this.ui.get().filters) return;
    this.put({ filters });
    this.faces.setFilters(filters);
  }

  announce(sentence: string): void {
    this.put({ said: sentence });
  }

  tell(sentence: string): void {
    this.notify.say(sentence);
  }

  complain(failure: unknown): void {
    this.notify.complain(failure);
  }

  titleOf(thing: ThingRef): string {
    const { cards, groups, dependencies } = this.store;
    const found =
      "card" in thing
        ? cards.get(thing.card)
        : "group" in thing
          ? groups.get(thing.group)
          : dependencies.get(thing.dependency);
    return found === undefined || found.title === "" ? CANVAS.untitled : found.title;
  }
}

/** The reader's own day. */
export function today(): string {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

const MARGIN = 48;

function firstView(bounds: Rect | undefined, screen: Extent, before: Viewport | undefined): Viewport {
  if (bounds === undefined) return { x: screen.width / 2, y: screen.height / 2, zoom: 1 };
  if (before !== undefined && intersects(windowOf(before, screen), bounds)) return before;
  return fitted(bounds, screen, MARGIN, 1);
}
