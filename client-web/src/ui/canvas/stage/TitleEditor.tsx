/** Writes a title where it stands: over the card, in its size. Enter keeps, Escape leaves. */
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { CardId, GroupId, PlaceableRef } from "../../../model/ids";
import { TITLE_MAX } from "../../../model/limits";
import type { Rect } from "../logic/rect";
import { titleRect } from "../paint/groupPaint";
import type { BoardSession } from "../store/boardSession";
import { usePart } from "../store/cell";
import { CANVAS } from "../strings";
import styles from "./TitleEditor.module.css";

export function TitleEditor({ session }: { readonly session: BoardSession }) {
  const editing = usePart(session.ui, (ui) => ui.editing);
  // The thing may come a moment after the wish to edit it.
  useSyncExternalStore(session.store.version.subscribe, session.store.version.get);
  if (editing === undefined) return null;
  const card = session.store.cards.get(editing as CardId);
  const thing: PlaceableRef = card === undefined ? { group: editing as GroupId } : { card: card.id };
  const rect = session.store.rect(thing);
  if (rect === undefined) return null;
  const title = (card ?? session.store.groups.get(editing as GroupId))?.title ?? "";
  return <Field key={editing} session={session} thing={thing} rect={rect} title={title} />;
}

interface FieldProps {
  readonly session: BoardSession;
  readonly thing: PlaceableRef;
  readonly rect: Rect;
  readonly title: string;
}

function Field({ session, thing, rect, title }: FieldProps) {
  const [text, setText] = useState(title);
  const area = useRef<HTMLTextAreaElement>(null);
  const done = useRef(false);
  const { camera } = session;
  const view = useSyncExternalStore(camera.listen, () => camera.view);
  useEffect(() => {
    area.current?.focus({ preventScroll: true });
    area.current?.select();
  }, []);

  const close = (keep: boolean) => {
    if (done.current) return;
    done.current = true;
    const next = text.replace(/\s+/g, " ").trim();
    session.put({ editing: undefined });
    document.getElementById("canvas")?.focus({ preventScroll: true });
    if (keep && next !== "" && next !== title) void session.edit([{ intent: "SetTitle", thing, title: next }]);
  };

  const zoom = Math.max(view.zoom, 0.75);
  const at = "card" in thing ? rect : titleRect(rect, view.zoom);
  return (
    <textarea
      ref={area}
      className={styles.editor}
      aria-label={CANVAS.title}
      value={text}
      maxLength={TITLE_MAX}
      style={{
        left: at.x * view.zoom + view.x,
        top: at.y * view.zoom + view.y,
        width: Math.max(160, at.width * view.zoom),
        height: "card" in thing ? Math.max(40, at.height * view.zoom) : Math.max(34, at.height * view.zoom),
        fontSize: 13 * zoom,
        lineHeight: `${17 * zoom}px`,
        padding: `${7 * zoom}px ${10 * zoom}px ${7 * zoom}px ${13 * zoom}px`,
      }}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => close(true)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter" && !event.shiftKey) {
          event.preventDefault();
          close(true);
        }
        if (event.key === "Escape") close(false);
      }}
    />
  );
}
