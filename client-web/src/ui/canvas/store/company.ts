/** Who else is on this board, and what this page says of its own person: pointer, selection, drags. Never stored, and dropped first. */
import type { PlaceableRef } from "../../../model/ids";
import type { PeerPresence } from "../../../sync/workspace";
import { hueOf } from "../logic/people";
import type { Point } from "../logic/rect";
import { refOf } from "../logic/selection";
import { CANVAS } from "../strings";
import type { BoardSession } from "./boardSession";
import { Cell } from "./cell";

const GAP_MILLIS = 60;
const IDLE_MILLIS = 60_000;
const THINGS_MAX = 100;

export class Company {
  readonly people = new Cell<readonly PeerPresence[]>([]);
  private pointer: Point | undefined;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private idle: ReturnType<typeof setTimeout> | undefined;
  private mood: "active" | "idle" = "active";
  private readonly stops: (() => void)[] = [];

  constructor(private readonly session: BoardSession) {}

  start(): () => void {
    const { engine, workspace, board: document, ui } = this.session;
    this.stops.push(
      engine.listen((event) => {
        if (event.type === "Presence" && event.document === document) this.people.set(event.people);
        if (event.type === "Restarted") this.later();
      }),
      ui.subscribe(() => this.later()),
    );
    engine.call("People", { workspace, document }).then(
      (people) => this.people.set(people),
      () => undefined, // the board itself says what is wrong
    );
    const seen = () => {
      this.mood = globalThis.document.hidden ? "idle" : "active";
      this.later();
    };
    globalThis.document.addEventListener("visibilitychange", seen);
    this.stops.push(() => globalThis.document.removeEventListener("visibilitychange", seen));
    this.later();
    return () => {
      for (const stop of this.stops.splice(0)) stop();
      clearTimeout(this.waiting);
      this.waiting = undefined;
      clearTimeout(this.idle);
      engine.call("Present", { workspace, document, presence: undefined }).catch(() => undefined); // the page goes
    };
  }

  /** The pointer is here on the board, or has left it. */
  pointAt(at: Point | undefined): void {
    this.pointer = at;
    this.mood = "active";
    this.later();
  }

  /** The engine holds back too: this only spares the messages to it. */
  later(): void {
    this.waiting ??= setTimeout(() => {
      this.waiting = undefined;
      this.send();
    }, GAP_MILLIS);
  }

  private send(): void {
    const { engine, workspace, board: document, ui, store } = this.session;
    clearTimeout(this.idle);
    if (this.mood === "active") {
      this.idle = setTimeout(() => {
        this.mood = "idle";
        this.later();
      }, IDLE_MILLIS);
    }
    const { pointer, mood } = this;
    const selected = [...ui.get().selection].slice(0, THINGS_MAX).map(idIn);
    const drags = [...(store.drag?.keys ?? [])].slice(0, THINGS_MAX).flatMap((key) => {
      const rect = store.rectNow(refOf(key) as PlaceableRef);
      return rect === undefined ? [] : [{ thing: idIn(key), position: { x: rect.x, y: rect.y } }];
    });
    const presence = {
      mood,
      ...(pointer === undefined ? {} : { pointer: { x: Math.round(pointer.x), y: Math.round(pointer.y) } }),
      selected,
      drags,
    };
    engine.call("Present", { workspace, document, presence }).catch(() => undefined); // presence is the first to be dropped
  }

  nameOf(peer: PeerPresence): string {
    return this.session.faces.people.nameOf(peer.device) ?? CANVAS.somebody;
  }

  hueOf(peer: PeerPresence): number {
    return hueOf(this.session.faces.people.of(peer.device)?.id ?? peer.device);
  }
}

function idIn(key: string): string {
  return key.slice(key.indexOf(":") + 1);
}
