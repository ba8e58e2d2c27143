import { expect, test } from "vitest";
import { instantOf } from "../src/model/calendar/time";
import { Zone } from "../src/model/calendar/zone";
import type { BoardId, CardId } from "../src/model/ids";
import type { Digest } from "../src/model/rhythm/digest";
import type { Person } from "../src/model/rhythm/names";
import { WorldClock } from "../src/model/zones/worldClock";
import { digestText } from "../src/ui/rhythm/asText";

const NOW = instantOf("2027-02-18T12:00:00Z");
const kenji = { name: "Kenji" } as Person;

test("a digest as text has what the screen has, line by line, with a subject first", () => {
  const clock = new WorldClock(Zone.utc(), NOW);
  const card = {
    type: "card",
    board: "0".repeat(32) as BoardId,
    card: "1".repeat(32) as CardId,
    title: "Login",
  } as const;
  const digest: Digest = {
    workspace: "Orbit",
    from: { position: 0, chain: "", receivedAt: "1970-01-01T00:00:00Z" },
    to: { position: 7, chain: "ab", receivedAt: "2027-02-18T11:40:00Z" },
    unsent: 1,
    now: NOW,
    reader: undefined,
    moved: [
      {
        card,
        status: "Ready",
        category: "scoped",
        owners: [kenji],
        targetDate: "2027-03-01",
        changes: [
          { what: "status", from: "Idea", to: "Ready", by: [kenji], at: instantOf("2027-02-17T02:05:00Z") },
          { what: "title", from: "Log in", to: "Login", by: [], at: undefined },
        ],
        why: { source: "none", text: "no reason given", by: undefined, at: undefined },
      },
    ],
    still: [],
    edited: [],
    rearranged: [],
    others: [],
    needs: [],
    decided: [],
    closing: [],
  };
  expect(digestText(digest, clock).split("\n")).toEqual([
    "Orbit: What changed",
    "the beginning – Thu 18 Feb 11:40",
    "1 card moved, 0 under way did not, 0 things for you",
    "",
    "Moved",
    "- Login (Ready, Kenji, due 2027-03-01)",
    "    status Idea → Ready (Kenji, Wed 17 Feb 02:05)",
    "    title Log in → Login (not sent yet)",
    "    Why: no reason given",
    "",
  ]);
});
