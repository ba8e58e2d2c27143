/** Who wrote what stands in a document, and when the relay received it. */
import { winningText } from "../model/automerge/register";
import { type ObjectId, ROOT } from "../model/automerge/value";
import type { Subject } from "../model/ids";
import type { PlanDocument } from "../model/planDocument";
import { findThing, LIFE } from "../model/schema";
import type { ActorId } from "../protocol/ids";
import { type DeviceId, type DocumentId, deviceOfActor } from "../protocol/ids";
import type { ChangeIndex } from "./changeIndex";

/** One act; `millis` is undefined as long as the log does not have it. */
export interface Act {
  readonly device: DeviceId;
  readonly millis: number | undefined;
}

/** The last writing of a field that shows. */
export interface FieldAct extends Act {
  /** The key's name, without the item of a set. */
  readonly field: string;
  /** The item of a set, as in the key. */
  readonly item: string | undefined;
}

/** A part of a text, in code points, and who typed it. */
export interface AuthoredRange extends Act {
  readonly start: number;
  readonly length: number;
}

type AnyPlan = Pick<PlanDocument<never>, "replica">;

/** Finds the acts behind the operations of one document. */
export class WhoWrote {
  private readonly positions = new Map<string, number | undefined>();

  /** @param millis receipts by position, the first of position 1 */
  constructor(
    private readonly plan: AnyPlan,
    document: DocumentId,
    index: ChangeIndex,
    private readonly millis: readonly number[],
  ) {
    for (const { actor, seq, pos } of index.of(document)) this.positions.set(`${actor} ${seq}`, pos);
  }

  act(actor: ActorId, counter: number): Act {
    const position = this.positions.get(`${actor} ${this.plan.replica.seqOf(actor, counter)}`);
    return { device: deviceOfActor(actor), millis: position === undefined ? undefined : this.millis[position - 1] };
  }

  /** Every field of a thing that shows something. */
  fields(subject: Subject): FieldAct[] {
    const { tree } = this.plan.replica;
    const map = findThing((object, key) => tree.at(object, key), subject);
    if (map === undefined) return [];
    return [...tree.entries(map)].flatMap(([key, [winner]]) => {
      if (winner === undefined || key === LIFE) return [];
      const colon = key.indexOf(":");
      const name =
        colon < 0 ? { field: key, item: undefined } : { field: key.slice(0, colon), item: key.slice(colon + 1) };
      return [{ ...name, ...this.act(winner.author, winner.counter) }];
    });
  }

  /** Who last made, deleted or restored it, or edited it at all. */
  life(subject: Subject): Act | undefined {
    const { tree } = this.plan.replica;
    const map = findThing((object, key) => tree.at(object, key), subject);
    const [winner] = map === undefined ? [] : tree.at(map, LIFE);
    return winner === undefined ? undefined : this.act(winner.author, winner.counter);
  }

  /** The ranges of a document's text, neighbours of one device and time as one. */
  ranges(): AuthoredRange[] {
    const text: ObjectId | undefined = winningText(this.plan.replica.tree.at(ROOT, "text"));
    const ranges: AuthoredRange[] = [];
    let start = 0;
    for (const { actor, counter, count } of text === undefined ? [] : this.plan.replica.characterRuns(text)) {
      const act = this.act(actor, counter);
      const last = ranges.at(-1);
      if (last?.device === act.device && last.millis === act.millis) {
        ranges[ranges.length - 1] = { ...last, length: last.length + count };
      } else ranges.push({ start, length: count, ...act });
      start += count;
    }
    return ranges;
  }
}
