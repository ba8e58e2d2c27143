/** What keys do. */

import type { CardId } from "../../../model/ids";
import {
  deleteSelected,
  duplicateSelected,
  editTitle,
  fitAll,
  fitSelection,
  groupSelected,
  linkSelected,
  newCard,
  newLinkedCard,
  nudge,
  selectAll,
  togglePinned,
} from "../deeds/actions";
import type { Command } from "../logic/keys";
import { cardsIn } from "../logic/selection";
import { alongArrow, inReadingOrder, neighbour, type Spot, type Way } from "../logic/walk";
import type { BoardSession } from "../store/boardSession";
import { CANVAS } from "../strings";
import type { Hands } from "./hands";

/** What the page adds to the board's own commands. */
export interface Around {
  readonly hands: Hands | undefined;
  layout(): void;
}

const WAY = /^(go|nudge|linked|walk)(Left|Right|Up|Down)$/;

/** @returns whether the key was of use */
export function obey(session: BoardSession, command: Command, around: Around): boolean {
  const match = WAY.exec(command);
  if (match !== null) return goWay(session, match[1] as "go", match[2] as Way);
  const { camera } = session;
  const doing: Partial<Record<Command, () => void>> = {
    fit: () => fitAll(session),
    fitSelection: () => fitSelection(session),
    actualSize: () => camera.zoomTo(1),
    zoomIn: () => camera.zoomTo(camera.view.zoom * 1.3),
    zoomOut: () => camera.zoomTo(camera.view.zoom / 1.3),
    select: () => session.put({ tool: "select" }),
    hand: () => session.put({ tool: "hand" }),
    newCard: () => void newCard(session),
    newGroup: () => void groupSelected(session),
    group: () => void groupSelected(session),
    status: () => openMenu(session, "status"),
    assignee: () => openMenu(session, "assignee"),
    label: () => openMenu(session, "label"),
    edit: () => editChosen(session),
    escape: () => leave(session, around.hands),
    delete: () => onFocus(session, deleteSelected),
    duplicate: () => onFocus(session, duplicateSelected),
    selectAll: () => selectAll(session),
    undo: () => void session.undo(false),
    redo: () => void session.undo(true),
    palette: () => session.put({ dialog: "palette" }),
    search: () => session.put({ dialog: "palette" }),
    help: () => session.put({ dialog: "help" }),
    pin: () => onFocus(session, togglePinned),
    outline: () => session.put({ outline: !session.ui.get().outline }),
    panel: () => session.put({ panel: !session.ui.get().panel }),
    layout: () => around.layout(),
    link: () => linkSelected(session),
    toggle: () => toggleFocus(session),
  };
  doing[command]?.();
  return doing[command] !== undefined;
}

/** Where nothing is selected, keys are about the card that has the focus. */
function onFocus(session: BoardSession, act: (session: BoardSession) => void): void {
  const { focus, selection } = session.ui.get();
  if (selection.size === 0 && focus !== undefined) session.select({ type: "Only", things: [{ card: focus }] });
  act(session);
}

function openMenu(session: BoardSession, menu: "status" | "assignee" | "label"): void {
  const { focus, selection } = session.ui.get();
  if (cardsIn(selection).length === 0 && focus !== undefined)
    session.select({ type: "Only", things: [{ card: focus }] });
  if (cardsIn(session.ui.get().selection).length > 0 && session.mayWrite) session.put({ menu });
}

function editChosen(session: BoardSession): void {
  const { selection, focus } = session.ui.get();
  const [key] = selection;
  if (selection.size === 1 && key?.startsWith("group:")) editTitle(session, { group: key.slice(6) as never });
  else if (focus !== undefined) editTitle(session, { card: focus });
}

/** One step back: a gesture, a menu, the filters' dialog, the panel, the selection, the tool. */
function leave(session: BoardSession, hands: Hands | undefined): void {
  if (hands?.leave()) return;
  const ui = session.ui.get();
  if (ui.menu !== undefined) return session.put({ menu: undefined });
  if (ui.dialog !== undefined) return session.put({ dialog: undefined });
  if (ui.selection.size > 0) return session.select({ type: "Clear" });
  session.put({ tool: "select", panel: false });
}

function toggleFocus(session: BoardSession): void {
  const { focus } = session.ui.get();
  if (focus !== undefined) session.select({ type: "Toggle", thing: { card: focus } });
}

function goWay(session: BoardSession, what: "go" | "nudge" | "linked" | "walk", way: Way): boolean {
  if (what === "nudge") {
    onFocus(session, () => nudge(session, way));
    return true;
  }
  if (what === "linked") {
    void newLinkedCard(session, way);
    return true;
  }
  const { focus } = session.ui.get();
  const next =
    focus === undefined
      ? firstCard(session)
      : what === "go"
        ? goFrom(session, focus, way)
        : walkFrom(session, focus, way);
  if (next === undefined) {
    session.announce(what === "go" ? CANVAS.noNeighbour : CANVAS.noArrow);
    return true;
  }
  session.select({ type: "Only", things: [{ card: next }] });
  session.focus(next, true);
  return true;
}

/** Where the keyboard begins: the first card that one sees, else the first at all. */
export function firstCard(session: BoardSession): CardId | undefined {
  const { store, camera } = session;
  const seen = store.cardGrid.within(camera.window());
  return inReadingOrder(spots(session, seen.length > 0 ? seen : store.order.get()))[0];
}

function spots(session: BoardSession, cards: Iterable<CardId>): Spot<CardId>[] {
  return [...cards].flatMap((key) => {
    const rect = session.store.rect({ card: key });
    return rect === undefined ? [] : [{ key, rect }];
  });
}

function goFrom(session: BoardSession, focus: CardId, way: Way): CardId | undefined {
  const from = session.store.rect({ card: focus });
  if (from === undefined) return firstCard(session);
  const others = session.store.order.get().filter((id) => id !== focus);
  return neighbour(from, way, spots(session, others));
}

function walkFrom(session: BoardSession, focus: CardId, way: Way): CardId | undefined {
  const from = session.store.rect({ card: focus });
  if (from === undefined) return undefined;
  const linked = [...session.store.linked(focus, "in"), ...session.store.linked(focus, "out")];
  return alongArrow(from, way, spots(session, new Set(linked.map(({ card }) => card))));
}
