/** CodeMirror counts UTF-16 units, the model code points. */
import type { ChangeSet, Text } from "@codemirror/state";
import type { Splice } from "../../model/intents";

/** Changes of a text as splices that apply one after the other (TEXT-1). */
export function splicesOf(changes: ChangeSet, before: Text): Splice[] {
  const splices: Splice[] = [];
  let offset = 0;
  let points = 0;
  let shift = 0; // code points that the splices so far have put in, less those that they took out
  changes.iterChanges((from, to, _fromAfter, _toAfter, inserted) => {
    points += codePoints(before, offset, from);
    const taken = codePoints(before, from, to);
    const text = inserted.sliceString(0, inserted.length, "\n");
    splices.push([points + shift, taken, text]);
    shift += [...text].length - taken;
    points += taken;
    offset = to;
  });
  return splices;
}

/** Code points between two offsets. */
export function codePoints(text: Text, from: number, to: number): number {
  let count = 0;
  for (const chunks = text.iterRange(from, to); !chunks.next().done; ) count += countIn(chunks.value);
  return count;
}

function countIn(chunk: string): number {
  let count = chunk.length;
  for (let i = 0; i < chunk.length - 1; i++) {
    const unit = chunk.charCodeAt(i);
    if (unit >= 0xd800 && unit < 0xdc00) {
      const next = chunk.charCodeAt(i + 1);
      if (next >= 0xdc00 && next < 0xe000) count--;
    }
  }
  return count;
}

/** The offset of so many code points from the beginning. */
export function offsetOf(text: Text, points: number): number {
  let left = points;
  let offset = 0;
  for (const chunks = text.iter(); !chunks.next().done; ) {
    const { value } = chunks;
    const inIt = countIn(value);
    if (inIt <= left) {
      left -= inIt;
      offset += value.length;
      continue;
    }
    for (const character of value) {
      if (left-- === 0) return offset;
      offset += character.length;
    }
  }
  return Math.min(offset, text.length);
}
