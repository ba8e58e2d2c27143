import { expect, test } from "vitest";
import { same } from "../../src/ui/canvas/store/differing";

test("things are the same when they say the same, whatever objects say it", () => {
  const card = { id: "a", position: { x: 1, y: 2 }, owners: ["b"], meta: { life: { deleted: false }, conflicts: [] } };
  expect(same(card, structuredClone(card))).toBe(true);
  expect(same(card, { ...card, group: undefined })).toBe(true);
  expect(same({ ...card, group: undefined }, card)).toBe(true);
});

test("a thing that says something else differs, be it deep within or by a key alone", () => {
  const card = { id: "a", position: { x: 1, y: 2 }, owners: ["b"] };
  expect(same(card, { ...card, position: { x: 1, y: 3 } })).toBe(false);
  expect(same(card, { ...card, owners: ["b", "c"] })).toBe(false);
  expect(same(card, { ...card, owners: { 0: "b" } })).toBe(false);
  expect(same(card, { ...card, group: "g" })).toBe(false);
  expect(same({ ...card, group: "g" }, card)).toBe(false);
  expect(same(card, undefined)).toBe(false);
  expect(same(undefined, null)).toBe(false);
});
