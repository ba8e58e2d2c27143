/** What changed since the reader looked, or since a day: asked of the engine anew when the board changes and comes to rest. */
import type { Frontier } from "../../../model/calendar/forms";
import type { CardId } from "../../../model/ids";
import type { Since } from "../../../sync/past";
import { changeNotes, type Words } from "../logic/changeNotes";
import { CANVAS, FIELD_NAMES } from "../strings";
import type { BoardSession } from "./boardSession";
import { Cell } from "./cell";
import type { ChangeNote } from "./faces";

export type SinceWhen = "looked" | "yesterday" | "week";

const REST_MILLIS = 1_500;
const DAY_MILLIS = 86_400_000;

export class Changes {
  readonly since = new Cell<SinceWhen>("looked");
  private upTo: Frontier | undefined;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;

  constructor(private readonly session: BoardSession) {}

  choose(since: SinceWhen): void {
    this.since.set(since);
    void this.ask();
  }

  /** After the board has changed. */
  later(): void {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => void this.ask(), REST_MILLIS);
  }

  end(): void {
    clearTimeout(this.waiting);
  }

  /** Whoever never said that they looked is told of the last day: all of the board would be no news. */
  private sinceWhat(): Since {
    const now = Date.now();
    const since = this.since.get();
    if (since === "week") return { type: "Time", millis: now - 7 * DAY_MILLIS };
    const looked = this.session.faces.people.me?.looked !== undefined;
    return since === "looked" && looked ? { type: "Looked" } : { type: "Time", millis: now - DAY_MILLIS };
  }

  private async ask(): Promise<void> {
    const { engine, workspace, board, faces } = this.session;
    const asked = ++this.asked;
    try {
      const changes = await engine.call("ChangedSince", { workspace, board, since: this.sinceWhat() });
      if (asked !== this.asked) return;
      this.upTo = changes.to;
      const notes = new Map<CardId, ChangeNote>();
      for (const [card, says] of changeNotes(changes, this.words())) notes.set(card, { says: says.join(" ") });
      faces.setChanges(notes);
    } catch (failure) {
      if (asked === this.asked) this.session.complain(failure);
    }
  }

  /** The person has seen all that is highlighted (RHY-7): on all their devices. */
  async markSeen(): Promise<void> {
    const { engine, workspace } = this.session;
    if (this.upTo === undefined) return;
    const upTo: Since = { type: "Position", position: this.upTo.position };
    try {
      await engine.call("MarkLooked", { workspace, upTo });
      this.choose("looked");
    } catch (failure) {
      this.session.complain(failure);
    }
  }

  private words(): Words {
    const { faces } = this.session;
    const me = faces.people.me;
    // Thousands of cards may have changed, most of them together.
    const whens = new Map<number, string>();
    const when = (millis: number) => {
      const minute = Math.floor(millis / 60_000);
      const known = whens.get(minute) ?? ago(millis);
      whens.set(minute, known);
      return known;
    };
    return {
      nameOf: (device) =>
        me?.devices.includes(device) ? CANVAS.you : (faces.people.nameOf(device) ?? CANVAS.somebody),
      field: (name) => (FIELD_NAMES[name as keyof typeof FIELD_NAMES] ?? name).toLowerCase(),
      when: (millis) => (millis === undefined ? CANVAS.notSent : when(millis)),
      added: CANVAS.addedBy,
      changed: CANVAS.changedBy,
      said: CANVAS.saidBy,
      restored: CANVAS.restoredBy,
    };
  }
}

const AGO = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

export function ago(millis: number): string {
  const minutes = (millis - Date.now()) / 60_000;
  if (minutes > -1) return CANVAS.justNow;
  if (minutes > -60) return AGO.format(Math.round(minutes), "minute");
  if (minutes > -24 * 60) return AGO.format(Math.round(minutes / 60), "hour");
  return AGO.format(Math.round(minutes / 60 / 24), "day");
}
