/** The arrows between cards; those of a cycle are red. */
import { useSyncExternalStore } from "react";
import type { Card, Dependency } from "../model/board";
import type { BoardStore } from "./boardStore";

interface Line {
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
}

export function Arrows({ store }: { readonly store: BoardStore }) {
  const arrows = useSyncExternalStore(store.subscribe, store.livingArrows);
  const cyclic = useSyncExternalStore(store.subscribe, store.cyclic);
  return (
    <svg className="arrows" aria-hidden="true">
      <defs>
        <marker
          id="tip"
          viewBox="0 0 10 10"
          refX="9"
          refY="5"
          markerWidth="8"
          markerHeight="8"
          orient="auto-start-reverse"
        >
          <path d="M0 0 L10 5 L0 10 z" />
        </marker>
      </defs>
      {arrows.map((arrow) => {
        const line = lineOf(store, arrow);
        if (line === undefined) return null;
        const { from, to } = line;
        const inCycle =
          "card" in arrow.from && "card" in arrow.to && cyclic.has(arrow.from.card) && cyclic.has(arrow.to.card);
        const name = `arrow ${arrow.kind}${inCycle && arrow.kind === "blocks" ? " cyclic" : ""}`;
        return (
          <line key={arrow.id} className={name} x1={from.x} y1={from.y} x2={to.x} y2={to.y} markerEnd="url(#tip)" />
        );
      })}
    </svg>
  );
}

function lineOf(store: BoardStore, { from, to }: Dependency): Line | undefined {
  const begin = "card" in from ? store.card(from.card) : undefined;
  const end = "card" in to ? store.card(to.card) : undefined;
  if (begin === undefined || end === undefined || begin.meta.life.deleted || end.meta.life.deleted) return undefined;
  const [a, b] = [middleOf(store, begin), middleOf(store, end)];
  return { from: edge(a, b, begin), to: edge(b, a, end) };
}

function middleOf(store: BoardStore, card: Card) {
  const { x, y } = store.positionOf(card);
  return { x: x + card.size.width / 2, y: y + card.size.height / 2 };
}

/** Where the line from the middle of a card towards a point leaves the card. */
function edge(middle: Line["from"], towards: Line["from"], { size }: Card) {
  const [dx, dy] = [towards.x - middle.x, towards.y - middle.y];
  const reach = Math.max(Math.abs(dx) / (size.width / 2), Math.abs(dy) / (size.height / 2));
  return reach <= 1 ? middle : { x: middle.x + dx / reach, y: middle.y + dy / reach };
}
