import { expect, test } from "vitest";
import type { ObjectId } from "../../src/model/automerge/value";
import type { Comment, CommentThread } from "../../src/model/discussion";
import type { CardId, CommentId, DeviceId, MemberId, StatusId, ThreadId } from "../../src/model/ids";
import { mentionsIn } from "../../src/model/prose";
import type { Member, Status } from "../../src/model/team";
import { filtersIn, fits, NO_FILTERS, printFilters, withFilters } from "../../src/ui/canvas/logic/filters";
import { commandOf } from "../../src/ui/canvas/logic/keys";
import { isBlocked, isOverdue, needsOf } from "../../src/ui/canvas/logic/marks";
import { outlineOf } from "../../src/ui/canvas/logic/outline";
import { initialsOf, People } from "../../src/ui/canvas/logic/people";
import { searchCards } from "../../src/ui/canvas/logic/search";
import { rebased, spliceBetween, spliced } from "../../src/ui/canvas/logic/textDiff";
import { linksIn } from "../../src/ui/canvas/logic/textLinks";
import { wrapped } from "../../src/ui/canvas/paint/cardPaint";
import { escaped } from "../../src/ui/canvas/paint/svg";
import { Faces } from "../../src/ui/canvas/store/faces";
import { arrow, boardOf, card, deleted, group, id } from "./board";

const nothing = { blocked: false, changed: false, needs: false };
const meta = card(1, 0, 0).meta;

test("filters come back from the address as they went into it, and leave the rest of it alone", () => {
  const filters = {
    statuses: ["none", id(3)],
    owners: ["Ana & Bo"],
    labels: ["a=b", "é"],
    quick: ["blocked", "needs"],
  } as const;
  const fragment = withFilters("#/w/1/board/2?show=changed", filters);
  expect(fragment.startsWith("#/w/1/board/2?")).toBe(true);
  expect(filtersIn(fragment)).toEqual(filters);
  expect(withFilters(fragment, NO_FILTERS)).toBe("#/w/1/board/2");
  expect(printFilters(NO_FILTERS)).toBe("");
  expect(filtersIn("#/x?show=nonsense").quick).toEqual([]);
});

test("of each list one must fit, of the lists all", () => {
  const mine = card(1, 0, 0, { status: id<StatusId>(3), owners: [{ name: "Ana" }], labels: ["web"] });
  const by = (filters: Partial<typeof NO_FILTERS>) => fits({ ...NO_FILTERS, ...filters }, mine, nothing);
  expect(by({ statuses: [id(3), "none"], labels: ["web", "api"] })).toBe(true);
  expect(by({ statuses: ["none"] })).toBe(false);
  expect(by({ owners: ["none"] })).toBe(false);
  expect(fits({ ...NO_FILTERS, owners: ["none"] }, card(2, 0, 0), nothing)).toBe(true);
  expect(by({ quick: ["blocked"] })).toBe(false);
});

test("keys do what the conventions say, wherever they lie on the keyboard", () => {
  const stroke = (key: string, more = {}) =>
    commandOf({ key, code: "", shift: false, alt: false, mod: false, ...more });
  expect(stroke("c")).toBe("newCard");
  expect(stroke("!", { code: "Digit1", shift: true })).toBe("fit");
  expect(stroke('"', { code: "Digit2", shift: true })).toBe("fitSelection");
  expect(stroke("0", { mod: true })).toBe("actualSize");
  expect(stroke("z", { mod: true })).toBe("undo");
  expect(stroke("Z", { mod: true, shift: true })).toBe("redo");
  expect(stroke("ArrowRight", { mod: true })).toBe("linkedRight");
  expect(stroke("ArrowRight", { alt: true })).toBe("walkRight");
  expect(stroke("ArrowRight")).toBe("goRight");
  expect(stroke("?", { shift: true })).toBe("help");
  expect(stroke("k", { mod: true })).toBe("palette");
  expect(stroke("c", { mod: true })).toBeUndefined();
  expect(stroke("c", { alt: true })).toBeUndefined();
});

test("blocked is what somebody says so, or what should go on and waits; over is never blocked", () => {
  expect(isBlocked("backlog", 1, 0)).toBe(true);
  expect(isBlocked("backlog", 0, 3)).toBe(false);
  expect(isBlocked(undefined, 0, 3)).toBe(false);
  expect(isBlocked("active", 0, 1)).toBe(true);
  expect(isBlocked("done", 2, 1)).toBe(false);
  expect(isOverdue(card(1, 0, 0, { targetDate: "2026-11-22" }), "active", "2026-11-23")).toBe(true);
  expect(isOverdue(card(1, 0, 0, { targetDate: "2026-11-23" }), "active", "2026-11-23")).toBe(false);
  expect(isOverdue(card(1, 0, 0, { targetDate: "2026-11-22" }), "done", "2026-11-23")).toBe(false);
});

const [ana, bo] = [id<DeviceId>(0xa), id<DeviceId>(0xb)];
const me = { member: id<MemberId>(1), devices: [ana], today: "2026-11-23" };

function comment(n: number, author: DeviceId, more: Partial<Comment> = {}): Comment {
  const said = { id: id<CommentId>(n), thread: id<ThreadId>(50), author, at: "2026-11-23T08:00:00Z", text: "…", meta };
  const rest = { editedAt: undefined, editedBy: undefined, mentions: [], raised: undefined, cleared: undefined };
  return { ...said, ...rest, home: "comments", isRaised: false, ...more };
}

function thread(comments: readonly Comment[], resolved = false): CommentThread {
  const on = { card: id<CardId>(1) };
  const rest = {
    anchor: undefined,
    author: bo,
    at: "2026-11-23T08:00:00Z",
    made: "1@00" as ObjectId,
    state: undefined,
    repliedSince: false,
    settled: 0,
  };
  return { id: id<ThreadId>(50), home: "comments", on, ...rest, resolved, comments, meta };
}

test("what needs me: a blocker or a conflict on my card, a date gone by, a question that I have not answered_RHY5", () => {
  const mine = card(1, 0, 0, { owners: [{ member: me.member }], targetDate: "2026-11-20" });
  expect(needsOf(mine, "active", [thread([comment(1, bo, { isRaised: true })])], me)).toEqual(["blocker", "overdue"]);
  const asked = comment(1, bo, { mentions: [me.member] });
  const theirs = card(2, 0, 0);
  expect(needsOf(theirs, "active", [thread([asked])], me)).toEqual(["mention"]);
  expect(needsOf(theirs, "active", [thread([asked, comment(2, ana)])], me)).toEqual([]);
  expect(needsOf(theirs, "active", [thread([asked], true)], me)).toEqual([]);
  expect(needsOf(theirs, "active", [thread([comment(1, bo, { isRaised: true })])], me)).toEqual([]);
});

const status = (n: number, name: string, category: Status["category"]): Status => ({
  id: id<StatusId>(n),
  name,
  category,
  order: n,
  meta,
});

test("a card's look follows from what is around it: who it waits for is over, and it is blocked no more", () => {
  const [active, done] = [status(1, "In progress", "active"), status(2, "Done", "done")];
  const [first, second] = [card(1, 0, 0), card(2, 400, 0, { status: active.id })];
  const store = boardOf({ cards: [first, second], dependencies: [arrow(20, 1, 2)] });
  const faces = new Faces(store);
  faces.setTeam([active, done], new People([], ana), "2026-11-23");
  expect(faces.of(second.id)).toMatchObject({ waits: 1, blocked: true, word: "In progress" });
  let told = 0;
  store.subscribeCard(second.id, () => told++);
  const none = {
    groups: [],
    dependencies: [],
    gone: { cards: [], groups: [], dependencies: [] },
    cycles: [],
    threads: undefined,
  };
  store.put({ ...none, cards: [{ ...first, status: done.id }] });
  expect(told).toBeGreaterThan(0);
  expect(faces.of(second.id)).toMatchObject({ waits: 0, blocked: false });
  store.put({ ...none, cards: [first, { ...second, status: done.id }] });
  expect(faces.of(second.id)).toMatchObject({ waits: 0, blocked: false });
});

test("a card that changes tells its own listeners and none of those far away", () => {
  const store = boardOf({ cards: [card(1, 0, 0), card(2, 400, 0)] });
  let told = 0;
  store.subscribeCard(id(2), () => told++);
  const none = {
    groups: [],
    dependencies: [],
    gone: { cards: [], groups: [], dependencies: [] },
    cycles: [],
    threads: undefined,
  };
  store.put({ ...none, cards: [card(1, 50, 50)] });
  expect(told).toBe(0);
  expect(store.cardGrid.rect(id(1))).toMatchObject({ x: 50, y: 50 });
});

test("what was dropped stands where it was put until the engine says where it stands", () => {
  const store = boardOf({ cards: [card(1, 0, 0)] });
  const key = `card:${id(1)}`;
  store.hold(new Map([[key, { x: 70, y: 0, width: 200, height: 100 }]]));
  expect(store.rect({ card: id(1) })?.x).toBe(70);
  store.release([key]);
  expect(store.rect({ card: id(1) })?.x).toBe(0);
  store.dragBy({ keys: new Set([key]), by: { x: 5, y: 6 } });
  expect(store.rectNow({ card: id(1) })).toMatchObject({ x: 5, y: 6 });
  expect(store.rect({ card: id(1) })).toMatchObject({ x: 0, y: 0 });
});

test("arrows of a cycle's path are red, and others between its cards are not_CYCLE2", () => {
  const cards = [card(1, 0, 0), card(2, 300, 0)];
  const dependencies = [arrow(20, 1, 2), arrow(21, 2, 1), arrow(22, 1, 2, "relates")];
  const store = boardOf({ cards, dependencies, cycles: [[id<CardId>(1), id<CardId>(2), id<CardId>(1)]] });
  expect(dependencies.map((each) => store.isRed(each))).toEqual([true, true, false]);
  expect(store.isInCycle(id(2))).toBe(true);
});

test("the outline lists groups with their cards in the order of reading, then the rest", () => {
  const cards = [
    card(1, 900, 0),
    card(2, 300, 20, { group: id(8) }),
    card(3, 20, 20, { group: id(8) }),
    deleted(card(4, 0, 0)),
  ];
  const rows = outlineOf(boardOf({ cards, groups: [group(8, 0, 0, 600, 300)] }));
  expect(rows.map((row) => (row.type === "Card" ? row.card : row.group))).toEqual([
    id(8),
    id(3),
    id(2),
    undefined,
    id(1),
  ]);
});

test("a search wants every word, and the beginning of a title first", () => {
  const cards = [
    card(1, 0, 0, { title: "The relay" }),
    card(2, 0, 0, { title: "Relay tests" }),
    card(3, 0, 0, { title: "Délai", labels: ["relay"] }),
  ];
  expect(searchCards(cards, "relay", 9).map((each) => each.id)).toEqual([id(2), id(1), id(3)]);
  expect(searchCards(cards, "relay the", 9).map((each) => each.id)).toEqual([id(1)]);
  expect(searchCards(cards, "delai", 9).map((each) => each.id)).toEqual([id(3)]);
  expect(searchCards(cards, "  ", 9)).toEqual([]);
});

test("a text's change is the least splice, in code points; what others wrote meanwhile stays", () => {
  const [before, mine, theirs] = ["We 🚀 build it.", "We 🚀🚀 build it.", "We 🚀 build it now."];
  const splice = spliceBetween(before, mine)!;
  expect(splice[2]).toBe("🚀");
  expect(spliced(before, splice)).toBe(mine);
  expect(spliceBetween(mine, mine)).toBeUndefined();
  const both = spliced(theirs, rebased(splice, spliceBetween(before, theirs)!));
  expect(both).toBe("We 🚀🚀 build it now.");
});

test("two people who delete the same words delete them once", () => {
  const before = "one two three";
  const [mine, theirs] = [spliceBetween(before, "one three")!, spliceBetween(before, "one ")!];
  expect(spliced("one ", rebased(mine, theirs))).toBe("one ");
});

test("links are followed to the web and to titles, and to no other kind of address", () => {
  expect(linksIn("see [[The relay]] and https://example.org/a?b, javascript:alert(1) [[ ]]")).toEqual([
    { type: "Title", to: "The relay" },
    { type: "Address", to: "https://example.org/a?b" },
  ]);
});

test("@ names a member by the whole name, or by a first name that is nobody else's", () => {
  const member = (n: number, name: string): Member => ({
    id: id<MemberId>(n),
    name,
    zone: "UTC",
    week: [],
    daysOff: [],
    outOfHours: [],
    looked: undefined,
    devices: [],
    meta,
  });
  const members = [member(1, "Ana Silva"), member(2, "Ana Costa"), member(3, "Bo")];
  expect(mentionsIn("@Ana Costa, and @bo?", members)).toEqual([id(2), id(3)]);
  expect(mentionsIn("@Ana look", members)).toEqual([]);
  expect(mentionsIn("mail a@bo.example and @Bob", members)).toEqual([]);
});

test("people have initials, words wrap, and markup in a title is text", () => {
  expect(initialsOf("Ana Maria Silva")).toBe("AS");
  expect(initialsOf("bo")).toBe("BO");
  expect(initialsOf("Émile")).toBe("ÉM");
  expect(wrapped("one two three four", 8, 2)).toEqual(["one two", "three f…"]);
  expect(wrapped("short", 8, 2)).toEqual(["short"]);
  expect(escaped('<a href="x">&\u0000')).toBe("&lt;a href=&quot;x&quot;&gt;&amp;");
});
