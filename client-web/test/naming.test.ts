import { expect, test } from "vitest";
import { completed, fitting, wantedAt } from "../src/ui/common/naming";

const members = ["Ana", "Anna Berg", "Bo Berg", "Étienne"].map((name, i) => ({ id: `${i}`, name }));
const names = (word: string) => fitting(members, word).map(({ name }) => name);

test("a name is wanted after an @ that begins a word_DISC12", () => {
  expect(wantedAt("Ask @an", 7)).toEqual({ at: 4, word: "an" });
  expect(wantedAt("@", 1)).toEqual({ at: 0, word: "" });
  expect(wantedAt("@Anna B", 7)).toEqual({ at: 0, word: "Anna B" });
  expect(wantedAt("Ask @an and", 4)).toBeUndefined();
  expect(wantedAt("ana@example", 11)).toBeUndefined();
  expect(wantedAt("@an\nx", 5)).toBeUndefined();
  expect(wantedAt("5 @ noon", 8)).toBeUndefined();
});

test("members fit by the beginning of a name, then of a later word, until all of it is there", () => {
  expect(names("an")).toEqual(["Ana", "Anna Berg"]);
  expect(names("BERG")).toEqual(["Anna Berg", "Bo Berg"]);
  expect(names("é")).toEqual(["Étienne"]);
  expect(names("anna berg")).toEqual([]);
  expect(names("")).toHaveLength(4);
  expect(names("x")).toEqual([]);
});

test("the name goes in with one space after it, and the cursor behind that", () => {
  expect(completed("Ask @bo", { at: 4, word: "bo" }, "Bo Berg")).toEqual({ text: "Ask @Bo Berg ", caret: 13 });
  expect(completed("@bo now", { at: 0, word: "bo" }, "Bo Berg")).toEqual({ text: "@Bo Berg now", caret: 9 });
});
