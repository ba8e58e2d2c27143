/** One card: its title and status can be edited, and it can be dragged; the drop is the change, what is between is not. */
import { memo, type PointerEvent, useCallback, useRef, useState, useSyncExternalStore } from "react";
import type { CardId, StatusId } from "../model/ids";
import type { BoardIntent } from "../model/intents";
import type { Status } from "../model/team";
import type { BoardStore } from "./boardStore";
import { STRINGS } from "./strings";

interface Props {
  readonly store: BoardStore;
  readonly id: CardId;
  readonly zoom: number;
  readonly statuses: readonly Status[];
  readonly mayWrite: boolean;
  edit(...intents: BoardIntent[]): Promise<void>;
}

export const CardView = memo(function CardView({ store, id, zoom, statuses, mayWrite, edit }: Props) {
  const subscribe = useCallback((listener: () => void) => store.subscribeCard(id, listener), [store, id]);
  const card = useSyncExternalStore(subscribe, () => store.card(id));
  const dragged = useSyncExternalStore(subscribe, () => store.draggedPosition(id));
  const [title, setTitle] = useState<string>();
  const held = useRef<{ x: number; y: number } | undefined>(undefined);
  if (card === undefined) return null;
  const { x, y } = dragged ?? card.position;
  const status = statuses.find((each) => each.id === card.status);

  const drag = (event: PointerEvent) => {
    if (held.current === undefined) return;
    const position = {
      x: Math.round(card.position.x + (event.clientX - held.current.x) / zoom),
      y: Math.round(card.position.y + (event.clientY - held.current.y) / zoom),
    };
    store.drag(id, position);
  };

  const drop = () => {
    const position = store.draggedPosition(id);
    held.current = undefined;
    if (position === undefined) return;
    void edit({ intent: "Move", thing: { card: id }, position }).finally(() => store.drag(id, undefined));
  };

  const commitTitle = () => {
    if (title !== undefined && title !== card.title) void edit({ intent: "SetTitle", thing: { card: id }, title });
    setTitle(undefined);
  };

  return (
    <article
      className={`card ${status?.category ?? "none"}${card.meta.conflicts.length > 0 ? " conflicted" : ""}`}
      style={{ left: x, top: y, width: card.size.width, minHeight: card.size.height }}
      onPointerDown={(event) => {
        if (!mayWrite || !(event.target instanceof HTMLElement) || event.target.closest("input, select") !== null)
          return;
        held.current = { x: event.clientX, y: event.clientY };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={drag}
      onPointerUp={drop}
      onPointerCancel={drop}
    >
      <input
        aria-label={STRINGS.cardTitle}
        value={title ?? card.title}
        readOnly={!mayWrite}
        maxLength={1_000}
        onChange={(event) => setTitle(event.target.value)}
        onBlur={commitTitle}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.currentTarget.blur();
        }}
      />
      <select
        aria-label={STRINGS.status}
        value={card.status ?? ""}
        disabled={!mayWrite}
        onChange={(event) => {
          const chosen = event.target.value;
          void edit({ intent: "SetStatus", card: id, ...(chosen === "" ? {} : { status: chosen as StatusId }) });
        }}
      >
        <option value="">{card.statusWord ?? STRINGS.noStatus}</option>
        {statuses.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </select>
    </article>
  );
});
