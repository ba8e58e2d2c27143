/** Places for cards that have none: side by side by status, below all that is on the board (FMT-CSV-7). */
import type { Board } from "../../board";
import type { StatusId } from "../../ids";
import { CARD_SIZE, ORIGIN, type Position } from "../../values";

const GAP = 40;
const GAP_BETWEEN_STATUSES = 120;
const GAP_BELOW_BOARD = 200;
const ROWS_MIN = 6;

/** @param order of the workspace's statuses; cards without one come first */
export function gridPlaces(
  board: Board,
  statuses: readonly (StatusId | undefined)[],
  order: readonly StatusId[],
): Position[] {
  const start = below(board);
  const rows = Math.max(ROWS_MIN, Math.ceil(Math.sqrt(statuses.length)));
  const left = new Map<StatusId | undefined, number>();
  let x = start.x;
  for (const status of [undefined, ...order]) {
    const count = statuses.filter((each) => each === status).length;
    if (count === 0) continue;
    left.set(status, x);
    x += Math.ceil(count / rows) * (CARD_SIZE.width + GAP) - GAP + GAP_BETWEEN_STATUSES;
  }
  const placed = new Map<StatusId | undefined, number>();
  return statuses.map((status) => {
    const index = placed.get(status) ?? 0;
    placed.set(status, index + 1);
    return {
      x: (left.get(status) ?? x) + Math.floor(index / rows) * (CARD_SIZE.width + GAP),
      y: start.y + (index % rows) * (CARD_SIZE.height + GAP),
    };
  });
}

function below(board: Board): Position {
  const things = [...board.cards.values(), ...board.groups.values()].filter((each) => !each.meta.life.deleted);
  if (things.length === 0) return ORIGIN;
  const left = things.reduce((least, each) => Math.min(least, each.position.x), Number.POSITIVE_INFINITY);
  const bottom = things.reduce(
    (most, { position, size }) => Math.max(most, position.y + size.height),
    Number.NEGATIVE_INFINITY,
  );
  return { x: left, y: bottom + GAP_BELOW_BOARD };
}
