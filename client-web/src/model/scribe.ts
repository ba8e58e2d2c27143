/** Carries out lists of intents: all or nothing, in as few changes as the gate admits (MODEL-2, MODEL-8). */
import type { Editor } from "./automerge/editor";
import type { LocalChange, Replica } from "./automerge/replica";
import { codePointCount } from "./automerge/utf8";
import { Desk } from "./desk";
import type { Splice, Warning } from "./intents";
import { PIECE_CHARS, PIECE_SPLICES } from "./limits";
import type { DocumentKind } from "./schema";

/** Writes the intents of one kind of document. One use a list. */
export abstract class Scribe<I extends { readonly intent: string }> {
  readonly desk: Desk;

  constructor(kind: DocumentKind) {
    this.desk = new Desk(kind);
  }

  protected abstract write(intent: I): void;

  /** What an intent is cut into where it may be large. */
  pieces(intent: I): readonly I[] {
    return [intent];
  }

  /** Whether it can be told without writing that the whole list will do; throws where it will not. */
  proves(_intents: readonly I[]): boolean {
    return false;
  }

  warnings(): readonly Warning[] {
    return [];
  }

  carryOut(index: number, intent: I): void {
    this.desk.turnTo(index);
    if (intent.intent === "Create") this.desk.requireNoDocument();
    else this.desk.requireDocument();
    this.write(intent);
  }
}

interface Piece<I> {
  readonly index: number;
  readonly intent: I;
}

/** The list is more than one change, and it is not proven yet that all of it can be done. */
class TooMuch extends Error {}

/** One list of intents on one replica. */
export class Session<I extends { readonly intent: string }> {
  readonly changes: LocalChange[] = [];
  warnings: readonly Warning[] = [];

  constructor(
    private readonly replica: Replica,
    private readonly scribes: () => Scribe<I>,
    private readonly intents: readonly I[],
  ) {}

  /** @throws IntentRefused where one cannot be carried out; nothing of it has happened */
  carryOut(): void {
    try {
      this.play(false);
    } catch (e) {
      if (!(e instanceof TooMuch)) throw e;
      this.rehearse();
      this.play(true);
    }
  }

  /** Finds out whether all of it can be done, and what it would warn of. */
  rehearse(): readonly Warning[] {
    const scribe = this.scribes();
    this.replica.rehearse((editor) => {
      scribe.desk.begin(editor);
      for (const piece of this.pieces(scribe)) scribe.carryOut(piece.index, piece.intent);
      scribe.desk.end();
    });
    return scribe.warnings();
  }

  private pieces(scribe: Scribe<I>): Piece<I>[] {
    return this.intents.flatMap((intent, index) => scribe.pieces(intent).map((piece) => ({ index, intent: piece })));
  }

  private play(proven: boolean): void {
    const scribe = this.scribes();
    const pieces = this.pieces(scribe);
    for (let next = 0; next < pieces.length; ) {
      // Past the first portion everything is proven: else that one had ended in TooMuch.
      const from = next;
      const change = this.replica.edit((editor) => {
        next = this.portion(scribe, editor, pieces, from, proven || from > 0);
      });
      if (change !== undefined) this.changes.push(change);
    }
    this.warnings = scribe.warnings();
  }

  private portion(scribe: Scribe<I>, editor: Editor, pieces: Piece<I>[], from: number, proven: boolean): number {
    scribe.desk.begin(editor);
    const sure = proven || (pieces.length > 1 && scribe.proves(this.intents));
    let next = from;
    while (next < pieces.length && !scribe.desk.isFull()) {
      const piece = pieces[next++]!;
      scribe.carryOut(piece.index, piece.intent);
    }
    if (next < pieces.length && !sure) throw new TooMuch();
    scribe.desk.end();
    return next;
  }
}

/** Cuts splices into lists that fit a change, between code points: deletions first, then insertions (MODEL-8). */
export function splicePieces(splices: readonly Splice[]): readonly (readonly Splice[])[] {
  const pieces: Splice[][] = [];
  let piece: Splice[] = [];
  let chars = 0;
  const put = (splice: Splice) => {
    const more = splice[1] + codePointCount(splice[2]);
    if (piece.length > 0 && (chars + more > PIECE_CHARS || piece.length === PIECE_SPLICES)) {
      pieces.push(piece);
      piece = [];
      chars = 0;
    }
    piece.push(splice);
    chars += more;
  };
  for (const splice of splices) {
    if (splice[1] + codePointCount(splice[2]) <= PIECE_CHARS) {
      put(splice);
      continue;
    }
    const [position, deleteCount, insert] = splice;
    for (let left = deleteCount; left > 0; left -= PIECE_CHARS) put([position, Math.min(left, PIECE_CHARS), ""]);
    let at = position;
    for (const part of parts(insert)) {
      put([at, 0, part]);
      at += codePointCount(part);
    }
  }
  if (piece.length > 0) pieces.push(piece);
  return pieces;
}

function parts(text: string): string[] {
  const cut: string[] = [];
  for (let start = 0; start < text.length; ) {
    let end = Math.min(text.length, start + PIECE_CHARS);
    const code = text.charCodeAt(end);
    if (end < text.length && code >= 0xdc00 && code <= 0xdfff) end--;
    cut.push(text.slice(start, end));
    start = end;
  }
  return cut;
}
