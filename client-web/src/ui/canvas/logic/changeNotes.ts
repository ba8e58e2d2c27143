/** What changed on a board, as one sentence for each card: who, what, when. */
import type { CardId, DeviceId } from "../../../model/ids";
import type { BoardChanges, ThingChange } from "../../../sync/since";

export interface Words {
  nameOf(device: DeviceId): string;
  field(name: string): string;
  /** How long ago, or undefined of what is not sent yet. */
  when(millis: number | undefined): string;
  added(by: string, when: string): string;
  changed(by: string, what: string, when: string): string;
  said(by: string, comments: number, when: string): string;
  restored(by: string, when: string): string;
}

/** A card that is gone is not on the board: it is left out. */
export function changeNotes(changes: BoardChanges, words: Words): Map<CardId, string[]> {
  const notes = new Map<CardId, string[]>();
  const note = (card: string, says: string) => notes.set(card as CardId, [...(notes.get(card as CardId) ?? []), says]);
  for (const thing of changes.things) {
    if (thing.kind !== "card" || thing.fate === "purged" || thing.fate === "deleted") continue;
    note(thing.id, sentence(thing, words));
  }
  for (const { card, comments, by, millis } of changes.said)
    note(card, words.said(names(by, words), comments, words.when(millis)));
  return notes;
}

function sentence({ fate, fields }: ThingChange, words: Words): string {
  const by = names(
    fields.flatMap((field) => field.by),
    words,
  );
  const when = words.when(fields.reduce<number | undefined>((last, { millis }) => later(last, millis), 0));
  if (fate === "added") return words.added(by, when);
  if (fate === "restored") return words.restored(by, when);
  const what = [...new Set(fields.map(({ field }) => words.field(field.split(":")[0] ?? field)))].join(", ");
  return words.changed(by, what, when);
}

/** What is not sent yet is the latest of all. */
function later(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : Math.max(a, b);
}

function names(devices: readonly DeviceId[], words: Words): string {
  return [...new Set(devices.map((device) => words.nameOf(device)))].join(", ");
}
