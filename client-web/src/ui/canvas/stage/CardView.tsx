/** One card as an element. It renders when something of it changes, and only then. */
import { memo, useCallback, useSyncExternalStore } from "react";
import type { CardId } from "../../../model/ids";
import {
  BlockerMark,
  ChangeMark,
  ConflictMark,
  CycleMark,
  DateMark,
  DocumentMark,
  PinMark,
  TalkMark,
  WaitMark,
} from "../../shell/icons";
import { ownColor } from "../paint/colors";
import type { BoardSession } from "../store/boardSession";
import type { Face } from "../store/faces";
import { CANVAS, spoken } from "../strings";
import styles from "./CardView.module.css";

interface Props {
  readonly session: BoardSession;
  readonly id: CardId;
}

export const cardElementId = (id: CardId) => `card-${id}`;

const LINE = 17;
const PADDING = 16;
const ROW = 22;
const LABELS_MAX = 3;
const OWNERS_MAX = 3;

export const CardView = memo(function CardView({ session, id }: Props) {
  const { store, faces, elements } = session;
  const subscribe = useCallback((listener: () => void) => store.subscribeCard(id, listener), [store, id]);
  const face = useSyncExternalStore(subscribe, () => faces.of(id));
  const keep = useCallback(
    (element: HTMLElement | null) => {
      if (element === null) elements.delete(id);
      else elements.set(id, element);
    },
    [elements, id],
  );
  if (face === undefined) return null;
  const { rect, card } = face;
  const over = face.category === "done" || face.category === "dropped";
  return (
    <div
      ref={keep}
      id={cardElementId(id)}
      role="option"
      aria-selected={face.selected}
      tabIndex={-1}
      className={styles.card}
      data-category={face.category}
      data-selected={face.selected || undefined}
      data-focused={face.focused || undefined}
      data-dim={face.dim || undefined}
      data-blocked={face.blocked || undefined}
      data-cyclic={face.cyclic || undefined}
      data-lit={face.lit || undefined}
      data-over={over || undefined}
      title={face.changed?.says}
      style={{ left: rect.x, top: rect.y, width: rect.width, height: rect.height }}
    >
      {card.color !== undefined && <i className={styles.own} style={{ background: ownColor(card.color) }} />}
      <span className="unseen">{spoken(face)}</span>
      <div aria-hidden="true" className={styles.inside}>
        <Inside face={face} />
      </div>
    </div>
  );
});

function Inside({ face }: { readonly face: Face }) {
  const { card, rect, word, owners } = face;
  const row = hasRow(face);
  const labels = card.labels.length > 0 && rect.height >= PADDING + 2 * LINE + 2 * ROW;
  const lines = Math.max(1, Math.floor((rect.height - PADDING - (row ? ROW : 0) - (labels ? ROW : 0)) / LINE));
  return (
    <>
      <p className={styles.title} style={{ WebkitLineClamp: lines }}>
        {card.title === "" ? CANVAS.untitled : card.title}
      </p>
      {labels && (
        <p className={styles.labels}>
          {card.labels.slice(0, LABELS_MAX).map((label) => (
            <span key={label}>{label}</span>
          ))}
          {card.labels.length > LABELS_MAX && <span>+{card.labels.length - LABELS_MAX}</span>}
        </p>
      )}
      {row && (
        <p className={styles.row}>
          {word !== "" && <span className={styles.status}>{word}</span>}
          <Marks face={face} />
          <span className={styles.space} />
          {card.targetDate !== undefined && (
            <span className={styles.date} data-overdue={face.overdue || undefined}>
              <DateMark />
              {shortDate(card.targetDate)}
            </span>
          )}
          {owners.slice(0, OWNERS_MAX).map(({ name, initials, hue }) => (
            <span key={name} className={styles.owner} data-hue={hue} title={name}>
              {initials}
            </span>
          ))}
          {owners.length > OWNERS_MAX && <span className={styles.owner}>+{owners.length - OWNERS_MAX}</span>}
        </p>
      )}
    </>
  );
}

function hasRow({ word, owners, card, talk, waits, changed, cyclic }: Face): boolean {
  const { targetDate, documents, pinned, meta } = card;
  const marks = talk.blockers + talk.open + waits + documents.length + meta.conflicts.length > 0;
  return (
    word !== "" || owners.length > 0 || targetDate !== undefined || pinned || marks || changed !== undefined || cyclic
  );
}

function Marks({ face }: { readonly face: Face }) {
  const { talk, waits, card, cyclic, changed, blocked } = face;
  return (
    <>
      {talk.blockers > 0 && (
        <span className={styles.mark} data-tone="alarm" title={CANVAS.blockers(talk.blockers)}>
          <BlockerMark />
          {talk.blockers > 1 && talk.blockers}
        </span>
      )}
      {waits > 0 && (
        <span className={styles.mark} data-tone={blocked ? "alarm" : undefined} title={CANVAS.waitsFor(waits)}>
          <WaitMark />
          {waits}
        </span>
      )}
      {cyclic && (
        <span className={styles.mark} data-tone="alarm" title={CANVAS.inCycle}>
          <CycleMark />
        </span>
      )}
      {card.meta.conflicts.length > 0 && (
        <span className={styles.mark} data-tone="warn" title={CANVAS.inConflict}>
          <ConflictMark />
        </span>
      )}
      {talk.open > 0 && (
        <span className={styles.mark} title={CANVAS.talks(talk.open)}>
          <TalkMark />
          {talk.open}
        </span>
      )}
      {card.documents.length > 0 && (
        <span className={styles.mark} title={CANVAS.documentsOf(card.documents.length)}>
          <DocumentMark />
          {card.documents.length > 1 && card.documents.length}
        </span>
      )}
      {card.pinned && (
        <span className={styles.mark} title={CANVAS.pinned}>
          <PinMark />
        </span>
      )}
      {changed !== undefined && (
        <span className={styles.mark} data-tone="accent" title={changed.says}>
          <ChangeMark />
        </span>
      )}
    </>
  );
}

const DAY = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", timeZone: "UTC" });
const DAY_AND_YEAR = new Intl.DateTimeFormat(undefined, {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

/** `2027-02-28` as the reader writes a day; the year only where it is another one. */
export function shortDate(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return date;
  return (day.getUTCFullYear() === new Date().getFullYear() ? DAY : DAY_AND_YEAR).format(day);
}
