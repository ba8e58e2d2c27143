/** The board as a list, for whoever reads rather than looks: only the rows in sight are elements. */
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import type { GroupId } from "../../../model/ids";
import { outlineOf, type Row } from "../logic/outline";
import type { BoardSession } from "../store/boardSession";
import { useCell, usePart } from "../store/cell";
import { CANVAS, spoken } from "../strings";
import styles from "./Outline.module.css";

const ROW = 34;
const MORE = 8;

export function Outline({ session }: { readonly session: BoardSession }) {
  const open = usePart(session.ui, (ui) => ui.outline);
  return open ? <List session={session} /> : null;
}

function List({ session }: { readonly session: BoardSession }) {
  const version = useCell(session.store.version);
  const focus = usePart(session.ui, (ui) => ui.focus);
  const list = useRef<HTMLDivElement>(null);
  const [{ top, height }, setSight] = useState({ top: 0, height: 600 });
  const [at, setAt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for all that the store holds
  const rows = useMemo(() => outlineOf(session.store), [session, version]);

  useEffect(() => {
    const element = list.current;
    if (element === null) return;
    const look = () => setSight({ top: element.scrollTop, height: element.clientHeight });
    const sized = new ResizeObserver(look);
    sized.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      sized.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, []);

  const here = Math.max(0, Math.min(at, rows.length - 1));
  const go = (to: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    setAt(next);
    const element = list.current;
    if (element === null) return;
    if (next * ROW < element.scrollTop) element.scrollTop = next * ROW;
    if ((next + 1) * ROW > element.scrollTop + element.clientHeight) {
      element.scrollTop = (next + 1) * ROW - element.clientHeight;
    }
    const row = rows[next];
    if (row?.type === "Card") {
      session.select({ type: "Only", things: [{ card: row.card }] });
      session.focus(row.card);
      const rect = session.store.rect({ card: row.card });
      if (rect !== undefined) session.camera.reveal(rect);
    }
  };
  const key = (event: KeyboardEvent) => {
    const ways: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 12, PageUp: -12 };
    const by = ways[event.key];
    const row = rows[here];
    if (by !== undefined) go(here + by);
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(rows.length - 1);
    else if (event.key === "Enter" && row !== undefined) visit(session, row);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const first = Math.max(0, Math.floor(top / ROW) - MORE);
  const shown = rows.slice(first, Math.ceil((top + height) / ROW) + MORE);
  return (
    <aside className={styles.outline} aria-label={CANVAS.outline}>
      <div
        ref={list}
        className={styles.rows}
        role="tree"
        tabIndex={0}
        aria-label={CANVAS.outline}
        aria-activedescendant={rows.length > 0 ? `row-${here}` : undefined}
        onKeyDown={key}
      >
        <div className={styles.all} role="presentation" style={{ height: rows.length * ROW }}>
          {shown.map((row, i) => (
            <OutlineRow
              key={row.type === "Card" ? row.card : `group ${row.group}`}
              session={session}
              row={row}
              index={first + i}
              here={first + i === here}
              focused={row.type === "Card" && row.card === focus}
              act={() => {
                setAt(first + i);
                visit(session, row);
              }}
            />
          ))}
        </div>
      </div>
    </aside>
  );
}

function visit(session: BoardSession, row: Row): void {
  if (row.type === "Card") return session.goTo(row.card);
  if (row.group === undefined) return;
  session.select({ type: "Only", things: [{ group: row.group }] });
  const rect = session.store.rect({ group: row.group });
  if (rect !== undefined) session.camera.fit(rect);
}

interface RowProps {
  readonly session: BoardSession;
  readonly row: Row;
  readonly index: number;
  readonly here: boolean;
  readonly focused: boolean;
  act(): void;
}

function OutlineRow({ session, row, index, here, focused, act }: RowProps) {
  const isCard = row.type === "Card";
  const face = isCard ? session.faces.of(row.card) : undefined;
  const words = isCard ? (face?.card.title ?? "") : groupName(session, row.group);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree hears the keys
    <div
      id={`row-${index}`}
      role="treeitem"
      tabIndex={-1}
      aria-level={isCard ? 2 : 1}
      aria-setsize={isCard ? row.of : undefined}
      aria-posinset={isCard ? row.place : undefined}
      aria-expanded={isCard ? undefined : true}
      aria-selected={focused}
      className={isCard ? styles.card : styles.group}
      data-here={here || undefined}
      data-dim={face?.dim || undefined}
      data-category={face?.category}
      style={{ top: index * ROW }}
      onClick={act}
    >
      <span className="unseen">{face === undefined ? words : spoken(face)}</span>
      <span aria-hidden="true" className={styles.words}>
        <span className={styles.title}>{words === "" ? CANVAS.untitled : words}</span>
        {face?.blocked === true && <span className={styles.blocked}>{CANVAS.blocked}</span>}
        {face !== undefined && face.word !== "" && <span className={styles.word}>{face.word}</span>}
        {!isCard && <span className={styles.word}>{row.count}</span>}
      </span>
    </div>
  );
}

function groupName(session: BoardSession, group: GroupId | undefined): string {
  return group === undefined ? CANVAS.noGroup : session.titleOf({ group });
}
