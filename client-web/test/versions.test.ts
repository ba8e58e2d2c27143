import { expect, test } from "vitest";
import type { DeviceId } from "../src/protocol/ids";
import type { Moment } from "../src/sync/past";
import { piecesOf, versionsOf } from "../src/ui/documents/versions";

const ANA = "a".repeat(32) as DeviceId;
const BO = "b".repeat(32) as DeviceId;
const moment = (position: number | undefined, minutes: number, device: DeviceId): Moment => ({
  position,
  millis: position === undefined ? undefined : minutes * 60_000,
  device,
  changes: 1,
});

test("what somebody writes without a longer pause is one version, the newest first; what is not sent is none", () => {
  const moments = [
    moment(3, 0, ANA),
    moment(5, 4, ANA),
    moment(6, 5, BO),
    moment(9, 40, BO),
    moment(undefined, 0, ANA),
  ];
  expect(versionsOf(moments).map(({ position, changes }) => [position, changes])).toEqual([
    [9, 1],
    [6, 1],
    [5, 2],
  ]);
});

test("of two texts stands what is gone, what is new, and a little of what is the same", () => {
  const lines = Array.from({ length: 30 }, (_, i) => `line ${i}`);
  const later = lines.with(15, "another").join("\n");
  const pieces = piecesOf(lines.join("\n"), later);
  expect(pieces[0]).toEqual({ kind: "lines", count: 13 });
  expect(pieces.at(-1)).toEqual({ kind: "lines", count: 12 });
  const shown = (kind: string) =>
    pieces.map((each) => (each.kind === kind && "text" in each ? each.text : "")).join("");
  expect(shown("same")).toContain("line 13\nline 14\n");
  expect(shown("same")).not.toContain("line 12");
  expect(shown("new")).not.toBe("");
});

test("texts that are the same are shown whole", () => {
  const text = "one\n".repeat(20);
  expect(piecesOf(text, text)).toEqual([{ kind: "same", text }]);
});
