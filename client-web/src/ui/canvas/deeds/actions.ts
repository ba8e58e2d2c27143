/** What a person can do on the canvas, whatever asks for it: a key, a button, a gesture, the palette. */
import type { CardId, GroupId, PlaceableRef } from "../../../model/ids";
import type { BoardIntent } from "../../../model/intents";
import type { DependencyKind } from "../../../model/values";
import { blockingWay } from "../logic/cyclePath";
import { centerOf, inflated, type Point, type Rect, rectOf } from "../logic/rect";
import { cardsIn, groupsIn, refOf, thingKey } from "../logic/selection";
import type { Way } from "../logic/walk";
import type { BoardSession } from "../store/boardSession";
import { entropy } from "../store/boardSession";
import { CANVAS } from "../strings";
import { type Clip, clipOf, copies, wayTo } from "./clip";
import { cardsOfLines, deleteIntents, groupAs, groupCards, link, linkedCard, newCardAt } from "./deeds";

const OFFSET = 32;
const NUDGE = 8;
const READABLE = 0.4;

/** The middle of what one sees. */
export function middle(session: BoardSession): Point {
  return centerOf(session.camera.window());
}

/** Makes it, selects it and begins to write its title. */
export async function newCard(session: BoardSession, at: Point = middle(session)): Promise<void> {
  if (!session.mayWrite) return;
  const { ids, intents } = newCardAt(session.store, at, CANVAS.newCard, entropy);
  await made(session, ids, intents, true);
}

export async function newLinkedCard(session: BoardSession, way: Way): Promise<void> {
  const { focus } = session.ui.get();
  if (focus === undefined || !session.mayWrite) return;
  const { ids, intents } = linkedCard(session.store, focus, way, CANVAS.newCard, entropy);
  await made(session, ids, intents, true);
}

async function made(
  session: BoardSession,
  cards: readonly CardId[],
  intents: readonly BoardIntent[],
  edits: boolean,
): Promise<void> {
  if ((await session.edit(intents)) === false) return;
  session.select({ type: "Only", things: cards.map((card) => ({ card })) });
  const [first] = cards;
  session.focus(first);
  if (edits) session.put({ editing: first });
  const rect = first === undefined ? undefined : placed(session, first, intents);
  if (rect === undefined) return;
  // A title can only be written where it can be read.
  if (edits && session.camera.view.zoom < READABLE) session.camera.centre(rect, 0.8);
  else session.camera.reveal(rect);
}

function placed(session: BoardSession, card: CardId, intents: readonly BoardIntent[]): Rect | undefined {
  const added = intents.find((intent) => intent.intent === "AddCard" && intent.card === card);
  return added?.intent === "AddCard" ? rectOf(added) : session.store.rect({ card });
}

export function editTitle(session: BoardSession, thing: PlaceableRef): void {
  if (!session.mayWrite) return;
  session.select({ type: "Only", things: [thing] });
  const rect = session.store.rect(thing);
  if (rect === undefined) return;
  if ("card" in thing && session.camera.view.zoom < READABLE) session.camera.centre(rect, 0.8);
  session.put({ editing: "card" in thing ? thing.card : thing.group });
}

/** An arrow; one that closes a cycle only after the person has seen which. */
export function drawArrow(session: BoardSession, from: PlaceableRef, to: PlaceableRef, kind: DependencyKind): void {
  if (!session.mayWrite) return;
  const { store } = session;
  for (const id of store.arrowsOf(from)) {
    const arrow = store.dependencies.get(id);
    const same = arrow !== undefined && thingKey(arrow.from) === thingKey(from) && thingKey(arrow.to) === thingKey(to);
    if (same && arrow.kind === kind && store.routes.has(id)) return session.tell(CANVAS.alreadyLinked);
  }
  if (kind === "blocks" && "card" in from && "card" in to) {
    const way = blockingWay(store, to.card, from.card);
    if (way !== undefined) return session.put({ pendingArrow: { from, to, kind, path: [from.card, ...way] } });
  }
  makeArrow(session, from, to, kind);
}

export function makeArrow(session: BoardSession, from: PlaceableRef, to: PlaceableRef, kind: DependencyKind): void {
  session.put({ pendingArrow: undefined });
  void session.edit([link(from, to, kind, entropy)]).then((done) => done && session.announce(CANVAS.linked));
}

/** From each selected card to the next. */
export function linkSelected(session: BoardSession): void {
  const cards = cardsIn(session.ui.get().selection);
  if (cards.length === 2) drawArrow(session, { card: cards[0]! }, { card: cards[1]! }, "blocks");
}

export function deleteSelected(session: BoardSession): void {
  const { selection } = session.ui.get();
  if (selection.size === 0 || !session.mayWrite) return;
  const intents = deleteIntents(session.store, selection);
  void session.edit(intents).then((done) => done && session.tell(CANVAS.deleted(selection.size)));
}

export async function groupSelected(session: BoardSession): Promise<void> {
  if (!session.mayWrite) return;
  const cards = cardsIn(session.ui.get().selection);
  const at = middle(session);
  const { ids, intents } =
    cards.length > 0
      ? groupCards(session.store, cards, CANVAS.newGroup, entropy)
      : groupAs({ x: at.x - 240, y: at.y - 160, width: 480, height: 320 }, [], CANVAS.newGroup, entropy);
  const [group] = ids;
  if ((await session.edit(intents)) === false || group === undefined) return;
  session.select({ type: "Only", things: [{ group }] });
  session.put({ editing: group });
}

/** Cards to the clipboard's text, or undefined where none is selected. */
export function clipSelected(session: BoardSession): Clip | undefined {
  const clip = clipOf(session.store, session.ui.get().selection);
  return clip.cards.length + clip.groups.length === 0 ? undefined : clip;
}

export function duplicateSelected(session: BoardSession): void {
  const clip = clipSelected(session);
  if (clip !== undefined) void pasteClip(session, clip, { x: OFFSET, y: OFFSET });
}

/** Puts a clip where one looks; once more at the same place it would hide what it was copied from. */
export async function pasteClip(session: BoardSession, clip: Clip, by?: Point): Promise<void> {
  if (!session.mayWrite) return;
  const way = by ?? wayTo(clip, middle(session));
  const isGroup = (group: GroupId) => session.store.rect({ group }) !== undefined;
  const { cards, groups, intents } = copies(clip, way, entropy, isGroup);
  if ((await session.edit(intents)) === false) return;
  const things = [...cards.map((card) => ({ card })), ...groups.map((group) => ({ group }))];
  session.select({ type: "Only", things });
  session.focus(cards[0]);
  session.announce(CANVAS.pasted(cards.length));
}

export async function pasteLines(session: BoardSession, lines: readonly string[]): Promise<void> {
  if (!session.mayWrite || lines.length === 0) return;
  const { ids, intents } = cardsOfLines(session.store, lines, middle(session), entropy);
  await made(session, ids, intents, false);
  session.announce(CANVAS.pasted(ids.length));
}

export function nudge(session: BoardSession, way: Way): void {
  const { store } = session;
  const { selection } = session.ui.get();
  if (!session.mayWrite) return;
  const by = {
    x: way === "Left" ? -NUDGE : way === "Right" ? NUDGE : 0,
    y: way === "Up" ? -NUDGE : way === "Down" ? NUDGE : 0,
  };
  const keys = new Set([...selection].filter((key) => !key.startsWith("dependency:")));
  for (const group of groupsIn(selection)) for (const card of store.membersOf(group)) keys.add(thingKey({ card }));
  const rects = new Map<string, Rect>();
  const intents: BoardIntent[] = [];
  for (const key of keys) {
    const thing = refOf(key) as PlaceableRef;
    const rect = store.rect(thing);
    if (rect === undefined) continue;
    const to = { ...rect, x: rect.x + by.x, y: rect.y + by.y };
    rects.set(key, to);
    intents.push({ intent: "Move", thing, position: { x: to.x, y: to.y } });
  }
  if (intents.length > 0) session.editHeld(intents, rects, `nudge ${[...keys].join(" ")}`);
}

export function togglePinned(session: BoardSession): void {
  const cards = cardsIn(session.ui.get().selection).flatMap((id) => session.store.cards.get(id) ?? []);
  const pinned = !cards.every((card) => card.pinned);
  const changing = cards.filter((card) => card.pinned !== pinned);
  void session.edit(changing.map(({ id }): BoardIntent => ({ intent: "SetPinned", card: id, pinned })));
}

export function selectAll(session: BoardSession): void {
  const things = session.store.order.get().map((card) => ({ card }));
  session.select({
    type: "Only",
    things: [...things, ...session.store.livingGroups().map(({ id }) => ({ group: id }))],
  });
  session.announce(CANVAS.selectedCards(things.length));
}

export function fitAll(session: BoardSession): void {
  const bounds = session.store.bounds();
  if (bounds !== undefined) session.camera.fit(bounds);
}

export function fitSelection(session: BoardSession): void {
  const { store } = session;
  const rects = [...session.ui.get().selection].flatMap((key) => {
    const thing = refOf(key);
    if (!("dependency" in thing)) return store.rect(thing) ?? [];
    const arrow = store.dependencies.get(thing.dependency);
    return arrow === undefined ? [] : [arrow.from, arrow.to].flatMap((end) => store.rect(end) ?? []);
  });
  if (rects.length === 0) return;
  const left = Math.min(...rects.map((rect) => rect.x));
  const top = Math.min(...rects.map((rect) => rect.y));
  const right = Math.max(...rects.map((rect) => rect.x + rect.width));
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.height));
  session.camera.fit(inflated({ x: left, y: top, width: right - left, height: bottom - top }, 20), 1.5);
}
