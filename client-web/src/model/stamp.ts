/** A word, when it was said, and how many there were then: the value of registers that say how something stands (SCHEMA-31, SCHEMA-32). */
import { deviceOfActor } from "../protocol/ids";
import type { Entry, Register } from "./automerge/register";
import { isInstant } from "./calendar/forms";
import type { DeviceId } from "./ids";

export interface Stamp {
  readonly word: string;
  readonly at: string;
  readonly count: number;
  readonly by: DeviceId;
}

function parse(entry: Entry): Stamp | undefined {
  const match =
    entry.value.type === "str" ? /^([a-z]{1,20}) ([0-9TZ:-]{20})(?: ([0-9]{1,9}))?$/.exec(entry.value.value) : null;
  const [, word = "", at = "", count = "0"] = match ?? [];
  return isInstant(at) ? { word, at, count: Number(count), by: deviceOfActor(entry.author) } : undefined;
}

/** All that stand, the one that shows first; none where that one is none. */
export function readStamps(register: Register): Stamp[] {
  const [winner] = register;
  if (winner === undefined || parse(winner) === undefined) return [];
  return register.map(parse).filter((stamp) => stamp !== undefined);
}

/** Whether a thread with so many comments is resolved by what stands there: a reply opens it again (DISC-8). */
export function isResolvedBy(states: readonly Stamp[], comments: number): boolean {
  return states[0]?.word === "resolved" && (greatestStamp(states)?.count ?? 0) >= comments;
}

/** The one of the greatest count; of equals the first. */
export function greatestStamp(stamps: readonly Stamp[]): Stamp | undefined {
  let greatest: Stamp | undefined;
  for (const stamp of stamps) if (greatest === undefined || stamp.count > greatest.count) greatest = stamp;
  return greatest;
}
