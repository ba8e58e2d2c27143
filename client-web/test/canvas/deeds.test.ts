import { expect, test } from "vitest";
import type { CardId, GroupId } from "../../src/model/ids";
import { clipOf, clipText, copies, linesOf, parseClip } from "../../src/ui/canvas/deeds/clip";
import {
  cardsOfLines,
  deleteIntents,
  dragKeys,
  dropIntents,
  groupCards,
  linkedCard,
  newCardAt,
} from "../../src/ui/canvas/deeds/deeds";
import { graphOf, layoutIntents, movable, unplaced } from "../../src/ui/canvas/layout/graph";
import { blockingWay } from "../../src/ui/canvas/logic/cyclePath";
import { intersects } from "../../src/ui/canvas/logic/rect";
import { alongArrow, inReadingOrder, neighbour } from "../../src/ui/canvas/logic/walk";
import { arrow, boardOf, card, counting, group, id } from "./board";

const keys = (...cards: number[]) => new Set(cards.map((n) => `card:${id(n)}`));

test("a drop moves everything that was dragged, in one list of whole numbers", () => {
  const store = boardOf({ cards: [card(1, 0, 0), card(2, 300, 0)] });
  expect(dropIntents(store, keys(1, 2), { x: 10.4, y: -3.6 }, false)).toEqual([
    { intent: "Move", thing: { card: id(1) }, position: { x: 10, y: -4 } },
    { intent: "Move", thing: { card: id(2) }, position: { x: 310, y: -4 } },
  ]);
});

test("a card taken to another group's ground joins it, one taken out leaves, one that goes with its group stays", () => {
  const member = card(1, 50, 50, { group: id<GroupId>(8) });
  const store = boardOf({ cards: [member], groups: [group(8, 0, 0, 400, 300), group(9, 1000, 0, 400, 300)] });
  const groupOf = (by: number, moving = keys(1)) =>
    dropIntents(store, moving, { x: by, y: 0 }, false).filter((each) => each.intent === "SetGroup");
  expect(groupOf(1000)).toEqual([{ intent: "SetGroup", card: id(1), group: id(9) }]);
  expect(groupOf(500)).toEqual([{ intent: "SetGroup", card: id(1) }]);
  expect(groupOf(20)).toEqual([]);
  const withGroup = dragKeys(store, new Set([`group:${id(8)}`]));
  expect([...withGroup]).toEqual([`group:${id(8)}`, `card:${id(1)}`]);
  expect(groupOf(1000, new Set(withGroup))).toEqual([]);
  expect(dropIntents(store, keys(1), { x: 1000, y: 0 }, true)).toHaveLength(1);
});

test("a card that only lies on a group's ground does not join it by being moved within it", () => {
  const store = boardOf({ cards: [card(1, 50, 50)], groups: [group(8, 0, 0, 400, 300)] });
  expect(dropIntents(store, keys(1), { x: 20, y: 10 }, false)).toHaveLength(1);
});

test("a new card goes to the nearest free place, and into the group there", () => {
  const store = boardOf({ cards: [card(1, -130, -60, { size: { width: 260, height: 120 } })] });
  const { intents } = newCardAt(store, { x: 0, y: 0 }, "New", counting());
  const [added] = intents;
  if (added?.intent !== "AddCard") throw new Error("no card was added");
  expect(intersects({ ...added.position, ...added.size }, store.rect({ card: id(1) })!)).toBe(false);
  const grouped = boardOf({ groups: [group(8, -500, -500, 1000, 1000)] });
  expect(newCardAt(grouped, { x: 0, y: 0 }, "New", counting()).intents[1]).toMatchObject({
    intent: "SetGroup",
    group: id(8),
  });
});

test("a linked card comes with its arrow, from the left to the right whichever side it is made on", () => {
  const store = boardOf({ cards: [card(1, 0, 0)] });
  const right = linkedCard(store, id(1), "Right", "Next", counting());
  expect(right.intents[1]).toMatchObject({
    intent: "AddDependency",
    from: { card: id(1) },
    to: { card: right.ids[0] },
    kind: "blocks",
  });
  const left = linkedCard(store, id(1), "Left", "Before", counting());
  expect(left.intents[1]).toMatchObject({ from: { card: left.ids[0] }, to: { card: id(1) } });
});

test("pasted lines become cards without the marks of a list", () => {
  expect(linesOf("- Build it\r\n\n 2. [x] Ship it \n* Rest\nplain\n", 10, 100)).toEqual([
    "Build it",
    "Ship it",
    "Rest",
    "plain",
  ]);
  expect(linesOf("a\nb\nc", 2, 100)).toEqual(["a", "b"]);
  expect(linesOf("🚀🚀🚀", 2, 2)).toEqual(["🚀🚀"]);
  const made = cardsOfLines(boardOf({}), ["a", "b", "c"], { x: 0, y: 0 }, counting());
  expect(made.intents.map((each) => (each.intent === "AddCard" ? each.title : ""))).toEqual(["a", "b", "c"]);
  expect(new Set(made.ids).size).toBe(3);
});

test("a copy has ids of its own, the arrows among what was copied, and the fields of its cards", () => {
  const owner = { name: "Ana" } as const;
  const cards = [
    card(1, 0, 0, { owners: [owner], labels: ["x"], group: id<GroupId>(8) }),
    card(2, 300, 0),
    card(3, 900, 0),
  ];
  const store = boardOf({
    cards,
    groups: [group(8, -50, -50, 300, 300)],
    dependencies: [arrow(20, 1, 2), arrow(21, 2, 3)],
  });
  const clip = clipOf(store, keys(1, 2));
  expect(clipText(clip)).toBe("Card 1\nCard 2");
  expect(parseClip(JSON.stringify(clip))).toEqual(JSON.parse(JSON.stringify(clip)));
  expect(parseClip("Card 1\nCard 2")).toBeUndefined();
  const { cards: made, intents } = copies(clip, { x: 32, y: 32 }, counting(), () => true);
  const [first, second] = made as readonly [CardId, CardId];
  expect(made).not.toContain(id(1));
  expect(intents).toContainEqual({ intent: "AddOwner", card: first, owner });
  expect(intents).toContainEqual({ intent: "SetGroup", card: first, group: id(8) });
  expect(intents.filter((each) => each.intent === "AddDependency")).toMatchObject([
    { from: { card: first }, to: { card: second } },
  ]);
});

test("a group is around its cards, which belong to it; deleting it lets them go first", () => {
  const store = boardOf({ cards: [card(1, 0, 0), card(2, 300, 50)] });
  const { intents } = groupCards(store, [id(1), id(2)], "Lane", counting());
  expect(intents[0]).toMatchObject({
    intent: "AddGroup",
    position: { x: -32, y: -32 },
    size: { width: 564, height: 214 },
  });
  expect(intents.slice(1).map((each) => each.intent)).toEqual(["SetGroup", "SetGroup"]);
  const grouped = boardOf({
    cards: [card(1, 0, 0, { group: id<GroupId>(8) })],
    groups: [group(8, -50, -50, 400, 300)],
  });
  expect(deleteIntents(grouped, new Set([`group:${id(8)}`]))).toEqual([
    { intent: "SetGroup", card: id(1) },
    { intent: "Delete", thing: { group: id(8) } },
  ]);
});

test("an arrow that would close a cycle is known before it is drawn, with its path_CYCLE4", () => {
  const cards = [1, 2, 3, 4].map((n) => card(n, n * 300, 0));
  const store = boardOf({ cards, dependencies: [arrow(20, 1, 2), arrow(21, 2, 3), arrow(22, 3, 4, "relates")] });
  expect(blockingWay(store, id(1), id(3))).toEqual([id(1), id(2), id(3)]);
  expect(blockingWay(store, id(3), id(1))).toBeUndefined();
  expect(blockingWay(store, id(1), id(4))).toBeUndefined();
});

test("the layout moves what was asked for and is not pinned, and lays a group out as a whole_CANV10", () => {
  const lane = id<GroupId>(8);
  const cards = [
    card(1, 500, 500, { group: lane }),
    card(2, 510, 520, { group: lane }),
    card(3, 0, 0, { pinned: true }),
  ];
  const store = boardOf({
    cards: [...cards, card(4, 900, 500)],
    groups: [group(8, 480, 480, 300, 200)],
    dependencies: [arrow(20, 1, 2), arrow(21, 2, 3)],
  });
  const free = movable(store, [id(1), id(2), id(3), id(4)]);
  expect(free).toEqual([id(1), id(2), id(4)]);
  const graph = graphOf(store, free);
  expect(graph.children.map((child) => child.id)).toEqual([`group:${lane}`, id(4)]);
  expect(graph.children[0]?.children?.map((child) => child.id)).toEqual([id(1), id(2)]);
  expect(graph.edges).toEqual([{ id: id(20), sources: [id(1)], targets: [id(2)] }]);
  const size = { width: 200, height: 100 };
  const intents = layoutIntents(store, [
    {
      id: `group:${lane}`,
      x: 12,
      y: 12,
      width: 560,
      height: 164,
      children: [
        { id: id(1), x: 32, y: 32, ...size },
        { id: id(2), x: 328, y: 32, ...size },
      ],
    },
    { id: id(4), x: 700, y: 12, ...size },
  ]);
  expect(intents).toEqual([
    { intent: "Resize", thing: { group: lane }, size: { width: 560, height: 164 } },
    { intent: "Move", thing: { card: id(1) }, position: { x: 512, y: 512 } },
    { intent: "Move", thing: { card: id(2) }, position: { x: 808, y: 512 } },
    { intent: "Move", thing: { card: id(4) }, position: { x: 1168, y: 480 } },
  ]);
});

test("a group of which a card stays is left as it is_CANV10", () => {
  const lane = id<GroupId>(8);
  const cards = [card(1, 0, 0, { group: lane }), card(2, 300, 0, { group: lane })];
  const store = boardOf({ cards, groups: [group(8, -40, -40, 600, 200)] });
  expect(graphOf(store, [id(1)]).children.map((child) => child.id)).toEqual([id(1)]);
});

test("cards that lie exactly on each other are those that nobody has placed", () => {
  const store = boardOf({ cards: [card(1, 0, 0), card(2, 0, 0), card(3, 1, 0)] });
  expect(unplaced(store)).toEqual([id(1), id(2)]);
});

test("arrow keys go to the nearest card that way, Alt along the arrows, Home in the order of reading", () => {
  const spot = (key: string, x: number, y: number) => ({ key, rect: { x, y, width: 100, height: 50 } });
  const from = spot("from", 0, 0).rect;
  const all = [spot("near", 200, 30), spot("far", 600, 0), spot("below", 10, 300), spot("left", -200, 0)];
  expect(neighbour(from, "Right", all)).toBe("near");
  expect(neighbour(from, "Down", all)).toBe("below");
  expect(neighbour(from, "Left", all)).toBe("left");
  expect(neighbour(from, "Up", all)).toBeUndefined();
  expect(alongArrow(from, "Right", [spot("aside", 30, 900)])).toBe("aside");
  expect(inReadingOrder(all)).toEqual(["left", "near", "far", "below"]);
});
