/**
 * Keeps what an editor shows and the engine's text together, in both directions. The engine is the judge: one batch of splices is on its way at a time, made for
 * the version of the text that the editor knows of. Where somebody else was quicker the engine takes nothing; then what they did comes in below what was typed,
 * and the batch goes out again for that text. So a keystroke is never put where it was not typed, and a cursor stays where it was.
 */
import { type ChangeSet, Text } from "@codemirror/state";
import type { Splice } from "../../model/intents";
import { difference } from "./difference";
import { splicesOf } from "./splices";

export interface Snapshot {
  readonly version: number;
  readonly text: string;
}

export interface BindingEnds {
  /** Sends splices made for a version; answers the version after them, or undefined where they came too late. */
  send(version: number, splices: readonly Splice[]): Promise<number | undefined>;
  /** Puts what others did into the editor. */
  show(changes: ChangeSet): void;
  /** The engine does not take what was typed, and says why. It stays in the editor, and is sent again with what is typed next. */
  refused(failure: unknown): void;
}

export class TextBinding {
  /** The engine's text at `version`. */
  private base: Text;
  private version: number;
  /** On its way, made for `base`. */
  private flying: ChangeSet | undefined;
  /** Typed since, made for `base` with `flying`. */
  private unsent: ChangeSet | undefined;
  /** The engine has something newer than `version`, still to come. */
  private stale = false;
  private latest: Snapshot | undefined;
  /** The engine did not take the last batch: it goes out again with what is typed next. */
  private broken = false;
  private waiting: (() => void)[] = [];

  constructor(
    { version, text }: Snapshot,
    private readonly ends: BindingEnds,
  ) {
    this.version = version;
    this.base = textOf(text);
  }

  /** Whether everything that was typed is in the engine. */
  get isSettled(): boolean {
    return this.flying === undefined && this.unsent === undefined;
  }

  /** Once everything that was typed is in the engine, or cannot be. */
  async settled(): Promise<void> {
    while (!this.isSettled && !this.broken) {
      await new Promise<void>((resolve) => {
        this.waiting.push(resolve);
      });
    }
  }

  /** Somebody typed. */
  typed(changes: ChangeSet): void {
    this.unsent = this.unsent === undefined ? changes : this.unsent.compose(changes);
    this.broken = false;
    this.pump();
  }

  /** The engine's text, as it tells of it. */
  heard(snapshot: Snapshot): void {
    if (snapshot.version <= Math.max(this.version, this.latest?.version ?? 0)) return;
    this.latest = snapshot;
    if (this.flying === undefined) this.catchUp();
    this.pump();
  }

  private pump(): void {
    if (this.flying !== undefined || this.unsent === undefined || this.stale || this.broken) return;
    if (this.unsent.empty) {
      this.unsent = undefined;
      return;
    }
    const flying = this.unsent;
    this.flying = flying;
    this.unsent = undefined;
    this.ends.send(this.version, splicesOf(flying, this.base)).then(
      (version) => this.landed(flying, version),
      (failure: unknown) => {
        this.broken = true;
        this.takeBack(flying);
        this.catchUp();
        this.ends.refused(failure);
        this.wake();
      },
    );
  }

  private landed(flying: ChangeSet, version: number | undefined): void {
    if (version === undefined) {
      this.takeBack(flying);
      this.stale = true;
    } else {
      this.flying = undefined;
      this.base = flying.apply(this.base);
      this.version = version;
    }
    this.catchUp();
    this.pump();
    if (this.isSettled) this.wake();
  }

  private takeBack(flying: ChangeSet): void {
    this.flying = undefined;
    this.unsent = this.unsent === undefined ? flying : flying.compose(this.unsent);
  }

  /** Takes the newest text of the engine, below what is not sent yet. */
  private catchUp(): void {
    const { latest } = this;
    this.latest = undefined;
    if (latest === undefined || latest.version <= this.version) return;
    const theirs = difference(this.base.sliceString(0, this.base.length, "\n"), latest.text);
    this.base = theirs.apply(this.base);
    this.version = latest.version;
    this.stale = false;
    const { unsent } = this;
    if (unsent === undefined) {
      if (!theirs.empty) this.ends.show(theirs);
      return;
    }
    const shown = theirs.map(unsent);
    this.unsent = unsent.map(theirs, true);
    if (!shown.empty) this.ends.show(shown);
  }

  private wake(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}

/** Lines end with a line feed alone: what else a text holds is kept as it is. */
export function textOf(text: string): Text {
  return Text.of(text.split("\n"));
}
