/** What two people type into one paragraph, each in an editor, comes together: random merges over real documents. */
import "./automerge";
import { ChangeSet, type Text } from "@codemirror/state";
import { describe, expect, test } from "vitest";
import { Replica } from "../src/model/automerge/replica";
import type { Splice } from "../src/model/intents";
import { TextDocument } from "../src/model/textDocument";
import type { ActorId } from "../src/protocol/ids";
import { difference } from "../src/ui/documents/difference";
import { offsetOf, splicesOf } from "../src/ui/documents/splices";
import { TextBinding, textOf } from "../src/ui/documents/textBinding";

/** Numbers that are the same for a seed (xorshift). */
function random(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const WORDS = ["ferry ", "seat", "\n", "[[Plan]] ", "😀", "é", "**bold** ", "x", "\n- [ ] pay\n", "𝒳𝒴"];

/** An engine as a page sees it: a document, versions, answers that come later. */
class Home {
  readonly document: TextDocument;
  version = 1;
  readonly chunks: Uint8Array[] = [];
  private readonly later: (() => void)[] = [];
  editor: Text;
  readonly binding: TextBinding;
  caret = 0;

  constructor(actor: string, first?: Uint8Array[]) {
    this.document = new TextDocument(new Replica(actor as ActorId));
    if (first === undefined) {
      this.apply([{ intent: "Create" }]);
      this.apply([{ intent: "EditText", splices: [[0, 0, "We sell seats on small ferries. 😀 Seats are few.\n"]] }]);
    } else {
      this.receive(first);
    }
    this.editor = textOf(this.document.text);
    this.binding = new TextBinding(
      { version: this.version, text: this.document.text },
      {
        send: (version, splices) => this.answer(version, splices),
        show: (changes) => {
          this.caret = changes.mapPos(this.caret, 1);
          this.editor = changes.apply(this.editor);
        },
        refused: (failure) => {
          throw failure;
        },
      },
    );
  }

  private apply(intents: Parameters<TextDocument["apply"]>[0]): void {
    for (const { change } of this.document.apply(intents).changes) this.chunks.push(change.chunk);
    this.version++;
  }

  private answer(version: number, splices: readonly Splice[]): Promise<number | undefined> {
    return new Promise((resolve) => {
      this.later.push(() => {
        const current = this.version === version;
        if (current) this.apply([{ intent: "EditText", splices }]);
        resolve(current ? this.version : undefined);
        if (current) this.tell();
      });
    });
  }

  private tell(): void {
    const snapshot = { version: this.version, text: this.document.text };
    this.later.push(() => this.binding.heard(snapshot));
  }

  receive(chunks: readonly Uint8Array[]): void {
    this.document.receive(chunks.map((chunk) => ({ chunk, author: undefined })));
    this.version++;
    if (this.binding !== undefined) this.tell();
  }

  /** One thing that the engine still has to do. */
  async turn(): Promise<boolean> {
    this.later.shift()?.();
    await Promise.resolve();
    await Promise.resolve();
    return this.later.length > 0 || !this.binding.isSettled;
  }

  type(pick: (below: number) => number): void {
    const { length } = this.editor;
    const from = snap(this.editor, pick(length + 1));
    const to = snap(this.editor, Math.min(length, from + (pick(3) === 0 ? pick(8) : 0)));
    const insert = pick(4) === 0 ? "" : WORDS[pick(WORDS.length)]!;
    const changes = ChangeSet.of({ from, to, insert: textOf(insert) }, length);
    this.editor = changes.apply(this.editor);
    this.caret = from + insert.length;
    this.binding.typed(changes);
  }
}

/** Not between the halves of a character. */
function snap(text: Text, at: number): number {
  const before = text.sliceString(at - 1, at).charCodeAt(0);
  return at > 0 && before >= 0xd800 && before < 0xdc00 ? at - 1 : at;
}

async function quiet(...homes: Home[]): Promise<void> {
  for (let more = true; more; ) {
    more = false;
    for (const home of homes) more = (await home.turn()) || more;
  }
}

const ACTORS = ["a1", "b2"].map((each) => each.repeat(8).padEnd(48, "0")) as [string, string];

describe("an editor bound to the engine's text", () => {
  test("300 random merges of two editors converge, whatever is on its way meanwhile", async () => {
    for (let seed = 1; seed <= 300; seed++) {
      const pick = random(seed);
      const ana = new Home(ACTORS[0]);
      const bo = new Home(ACTORS[1], ana.chunks);
      let [sentByAna, sentByBo] = [ana.chunks.length, 0];
      for (let step = 0; step < 30; step++) {
        const deed = pick(8);
        if (deed < 2) ana.type(pick);
        else if (deed < 4) bo.type(pick);
        else if (deed === 4) await ana.turn();
        else if (deed === 5) await bo.turn();
        else if (deed === 6) {
          bo.receive(ana.chunks.slice(sentByAna));
          sentByAna = ana.chunks.length;
        } else {
          ana.receive(bo.chunks.slice(sentByBo));
          sentByBo = bo.chunks.length;
        }
      }
      await quiet(ana, bo);
      bo.receive(ana.chunks.slice(sentByAna));
      ana.receive(bo.chunks.slice(sentByBo));
      await quiet(ana, bo);
      expect(ana.editor.toString(), `seed ${seed}`).toBe(ana.document.text);
      expect(bo.editor.toString(), `seed ${seed}`).toBe(bo.document.text);
      expect(ana.document.text, `seed ${seed}`).toBe(bo.document.text);
    }
  }, 120_000);

  test("what somebody else types above leaves the cursor with its word", async () => {
    const ana = new Home(ACTORS[0]);
    const bo = new Home(ACTORS[1], ana.chunks);
    const sent = ana.chunks.length;
    bo.caret = bo.editor.toString().indexOf("few");
    const insert = ChangeSet.of({ from: 0, insert: textOf("# Ferries\n\n") }, ana.editor.length);
    ana.editor = insert.apply(ana.editor);
    ana.binding.typed(insert);
    await quiet(ana);
    bo.receive(ana.chunks.slice(sent));
    await quiet(bo);
    expect(bo.editor.sliceString(bo.caret, bo.caret + 3)).toBe("few");
  });

  test("splices count code points, one after the other (TEXT-1)", () => {
    const before = textOf("a😀b😀c");
    const changes = ChangeSet.of(
      [
        { from: 3, to: 4, insert: "𝒳" },
        { from: 6, insert: "é" },
      ],
      before.length,
    );
    expect(splicesOf(changes, before)).toEqual([
      [2, 1, "𝒳"],
      [4, 0, "é"],
    ]);
    expect([0, 1, 2, 3, 4, 5].map((points) => offsetOf(before, points))).toEqual([0, 1, 3, 4, 6, 7]);
  });

  test("a difference never takes a character apart", () => {
    const changes = difference("one 😀 two", "one 😁 two");
    changes.iterChanges((from, to) => expect([from, to]).toEqual([4, 6]));
    expect(changes.apply(textOf("one 😀 two")).toString()).toBe("one 😁 two");
  });

  test("line ends of other systems stay as they are", () => {
    const text = "one\r\ntwo\rthree\n";
    expect(textOf(text).toString()).toBe(text);
    expect(difference(text, "one\r\ntwo, too\rthree\n").apply(textOf(text)).toString()).toBe(
      "one\r\ntwo, too\rthree\n",
    );
  });
});
