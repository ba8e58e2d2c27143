/** Finds the part of a text that a thread is about, in what has become of the text (docs/spec/discussion.md). */
import type { Replica } from "./automerge/replica";
import type { ObjectId } from "./automerge/value";

/** The first and the last character, as the operations that inserted them, and the part as it was. */
export interface Mark {
  readonly start: ObjectId | undefined;
  readonly end: ObjectId | undefined;
  readonly quote: string;
  /** The greatest counter of the text's document that was known when the thread was opened. */
  readonly since: number;
}

/** A part of a text, in code points. */
export interface TextRange {
  readonly start: number;
  readonly length: number;
}

export interface Anchor {
  readonly quote: string;
  readonly state: "intact" | "changed" | "deleted";
  readonly range: TextRange;
}

const PLACES_MAX = 100;

export class AnchorFinder {
  private readonly characters: readonly string[];

  constructor(
    private readonly replica: Replica,
    private readonly text: ObjectId,
  ) {
    this.characters = [...replica.text(text)];
  }

  find(mark: Mark): Anchor {
    const first = mark.start === undefined ? undefined : this.replica.characterPlace(this.text, mark.start);
    const last = mark.end === undefined ? undefined : this.replica.characterPlace(this.text, mark.end);
    if (first === undefined || last === undefined) {
      return { quote: mark.quote, state: "deleted", range: { start: 0, length: 0 } };
    }
    const start = first.position;
    const left: TextRange = { start, length: Math.max(0, last.position + (last.stands ? 1 : 0) - start) };
    const quote = [...mark.quote];
    if (this.isAt(quote, start) && left.length === quote.length)
      return { quote: mark.quote, state: "intact", range: left };
    const bothGone = !first.stands && !last.stands;
    const again = first.stands && last.stands ? undefined : this.again(quote, left, bothGone ? mark.since : undefined);
    if (again !== undefined) return { quote: mark.quote, state: "intact", range: again };
    return { quote: mark.quote, state: left.length > 0 ? "changed" : "deleted", range: left };
  }

  /** The quote where it stands again: touching what is left of it, or typed after the thread was opened; the nearest. */
  private again(quote: readonly string[], old: TextRange, since: number | undefined): TextRange | undefined {
    const places: number[] = [];
    for (let at = 0; quote.length > 0 && at <= this.characters.length - quote.length; at++) {
      if (this.isAt(quote, at)) places.push(at);
    }
    const away = (at: number) => Math.abs(at - old.start);
    const nearest = places.sort((a, b) => away(a) - away(b) || a - b).slice(0, PLACES_MAX);
    return nearest
      .map((start): TextRange => ({ start, length: quote.length }))
      .find((range) => touches(range, old) || (since !== undefined && this.isLater(range, since)));
  }

  private isLater({ start, length }: TextRange, since: number): boolean {
    return [start, start + length - 1].every((position) => {
      const character = this.replica.character(this.text, position);
      return character !== undefined && Number.parseInt(character, 10) > since;
    });
  }

  private isAt(quote: readonly string[], at: number): boolean {
    return at + quote.length <= this.characters.length && quote.every((each, i) => each === this.characters[at + i]);
  }
}

function touches(range: TextRange, old: TextRange): boolean {
  return range.start <= old.start + old.length && range.start + range.length >= old.start;
}
