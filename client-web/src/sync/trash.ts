/** Emptying the trash as intents. */
import type { BoardId, DocumentId, ThingRef } from "../model/ids";
import type { Step } from "./events";
import type { Trashed } from "./history";

/** The steps that remove these for good: arrows first, because what they lead to takes them along. */
export function purging(trashed: readonly Trashed[]): Step[] {
  const steps: Step[] = [];
  const boards = new Map<DocumentId, ThingRef[]>();
  for (const each of trashed) {
    if (!("board" in each)) continue;
    const thing = { [each.kind]: each.id } as unknown as ThingRef;
    const things = boards.get(each.board) ?? [];
    if (each.kind === "dependency") things.unshift(thing);
    else things.push(thing);
    boards.set(each.board, things);
  }
  for (const [document, things] of boards) {
    steps.push({ kind: "board", document, intents: things.map((thing) => ({ intent: "Purge", thing })) });
  }
  const entries = trashed.flatMap((each) => ("board" in each ? [] : [each]));
  if (entries.length > 0) {
    const intents = entries.map(({ kind, id }) => ({
      intent: "Purge" as const,
      entry: kind === "board" ? { board: id as BoardId } : { document: id as DocumentId },
    }));
    steps.push({ kind: "team", intents });
  }
  return steps;
}
