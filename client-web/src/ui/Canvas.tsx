/** A board: cards as elements, arrows as one SVG below them, one pan and zoom for both. */
import { type PointerEvent, useEffect, useMemo, useRef, useState, useSyncExternalStore, type WheelEvent } from "react";
import { type BoardId, type CardId, newId } from "../model/ids";
import type { BoardIntent } from "../model/intents";
import { CARD_SIZE } from "../model/values";
import type { OpenedWorkspace } from "../worker/api";
import type { EngineClient } from "../worker/client";
import { Arrows } from "./Arrows";
import { BoardStore } from "./boardStore";
import { CardView } from "./CardView";
import { STRINGS } from "./strings";
import "./Canvas.css";

interface Props {
  readonly engine: EngineClient;
  readonly workspace: OpenedWorkspace;
  readonly board: BoardId;
  back(): void;
}

interface Look {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

const ZOOM_MIN = 0.1;
const ZOOM_MAX = 2;

export function Canvas({ engine, workspace, board, back }: Props) {
  const store = useMemo(() => new BoardStore(), []);
  const [look, setLook] = useState<Look>({ x: 40, y: 40, zoom: 1 });
  const [failure, setFailure] = useState("");
  const panning = useRef<{ x: number; y: number } | undefined>(undefined);
  const ids = useSyncExternalStore(store.subscribe, store.cardIds);
  const { id } = workspace;

  useEffect(() => {
    const stop = engine.listen((event) => {
      if (event.type === "Board" && event.board === board) store.put(event.patch);
      if (event.type === "BoardReset" && event.board === board) store.take(event.snapshot);
    });
    engine.call("WatchBoard", { workspace: id, board }).then(
      (snapshot) => store.take(snapshot),
      (e: Error) => setFailure(e.message),
    );
    return () => {
      stop();
      void engine.call("Unwatch", { workspace: id, document: board });
    };
  }, [engine, id, board, store]);

  const edit = (...intents: BoardIntent[]) =>
    engine.call("Edit", { workspace: id, steps: [{ kind: "board", document: board, intents }] }).then(
      () => setFailure(""),
      (e: Error) => setFailure(e.message),
    );

  const addCard = () => {
    const card = newId<CardId>((length) => crypto.getRandomValues(new Uint8Array(length)));
    const position = { x: Math.round((80 - look.x) / look.zoom), y: Math.round((120 - look.y) / look.zoom) };
    void edit({ intent: "AddCard", card, title: STRINGS.newCard, position, size: CARD_SIZE });
  };

  const zoom = ({ deltaY, clientX, clientY }: WheelEvent) =>
    setLook((now) => {
      const next = Math.min(ZOOM_MAX, Math.max(ZOOM_MIN, now.zoom * Math.exp(-deltaY / 500)));
      const factor = next / now.zoom;
      return { x: clientX - (clientX - now.x) * factor, y: clientY - (clientY - now.y) * factor, zoom: next };
    });

  const pan = (event: PointerEvent) => {
    const from = panning.current;
    if (from === undefined) return;
    panning.current = { x: event.clientX, y: event.clientY };
    setLook((now) => ({ ...now, x: now.x + event.clientX - from.x, y: now.y + event.clientY - from.y }));
  };

  return (
    <section className="board" aria-label={STRINGS.canvas}>
      <nav>
        <button type="button" onClick={back}>
          {STRINGS.back}
        </button>
        {workspace.mayWrite && (
          <button type="button" onClick={addCard}>
            {STRINGS.newCard}
          </button>
        )}
        {failure !== "" && <span role="alert">{failure}</span>}
      </nav>
      <div
        className="ground"
        onWheel={zoom}
        onPointerDown={(event) => {
          if (event.target === event.currentTarget) panning.current = { x: event.clientX, y: event.clientY };
        }}
        onPointerMove={pan}
        onPointerUp={() => {
          panning.current = undefined;
        }}
        onPointerLeave={() => {
          panning.current = undefined;
        }}
      >
        <div className="world" style={{ transform: `translate(${look.x}px, ${look.y}px) scale(${look.zoom})` }}>
          <Arrows store={store} />
          {ids.map((card) => (
            <CardView
              key={card}
              store={store}
              id={card}
              zoom={look.zoom}
              statuses={workspace.team.statuses}
              mayWrite={workspace.mayWrite}
              edit={edit}
            />
          ))}
        </div>
      </div>
    </section>
  );
}
