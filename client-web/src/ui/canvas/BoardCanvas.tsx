/** A board: its bar, the canvas, and the panel of what is selected. */
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { BoardId, CardId } from "../../model/ids";
import type { OpenedWorkspace } from "../../worker/api";
import type { EngineClient } from "../../worker/client";
import type { PaintedBoard } from "../shell/painted";
import { useNotices } from "../shell/session";
import styles from "./BoardCanvas.module.css";
import { Bar } from "./bar/Bar";
import { CycleDialog } from "./bar/CycleDialog";
import { FieldMenu } from "./bar/FieldMenu";
import { Help } from "./bar/Help";
import { Outline } from "./bar/Outline";
import { TrashDialog } from "./bar/TrashDialog";
import { arrangeSelected } from "./layout/arrange";
import { type Filters, filtersIn, printFilters, withFilters } from "./logic/filters";
import { Panel } from "./panel/Panel";
import type { Hands } from "./stage/hands";
import { Minimap } from "./stage/Minimap";
import { StageView } from "./stage/StageView";
import type { Stage } from "./stage/stage";
import { TimeBar } from "./stage/TimeBar";
import { TitleEditor } from "./stage/TitleEditor";
import { Toolbar, ZoomBar } from "./stage/Toolbar";
import { BoardSession } from "./store/boardSession";
import { useCell, usePart } from "./store/cell";
import { CANVAS } from "./strings";
import { useClipboard } from "./useClipboard";
import { useDrop } from "./useDrop";
import { useKeyboard } from "./useKeyboard";

const loadPalette = () => import("./bar/Palette");
const Palette = lazy(loadPalette);

interface Props {
  readonly engine: EngineClient;
  readonly workspace: OpenedWorkspace;
  readonly board: BoardId;
  /** As it was kept, where the engine is not there yet. */
  readonly painted?: PaintedBoard | undefined;
  /** The card to go to. */
  readonly card?: CardId | undefined;
}

/** A screen so wide has room for the panel beside the board. */
const ROOMY = 900;
const PALETTE_MILLIS = 3_000;

export function BoardCanvas({ engine, workspace, board, painted, card }: Props) {
  const notices = useNotices();
  const [stage, setStage] = useState<Stage>();
  const hands = useRef<Hands>(undefined);
  const session = useMemo(
    () => new BoardSession(engine, workspace.id, board, notices),
    [engine, workspace.id, board, notices],
  );
  const failure = useCell(session.failure);
  const order = useCell(session.store.order);

  const [first] = useState(painted);
  useEffect(() => {
    session.put({ panel: innerWidth >= ROOMY });
    return session.start(first);
  }, [session, first]);
  useEffect(() => session.setOpened(workspace), [session, workspace]);
  useFragmentFilters(session);
  useEffect(() => {
    if (card === undefined) return;
    const go = () => {
      if (!session.store.cards.has(card)) return;
      stop();
      session.goTo(card);
    };
    const stop = session.store.order.subscribe(go);
    go();
    return stop;
  }, [session, card]);

  const ready = useCallback((made: Stage | undefined, its: Hands | undefined) => {
    setStage(made);
    hands.current = its;
  }, []);
  const arrange = useCallback(() => void arrangeSelected(session), [session]);
  useKeyboard(session, hands, arrange);
  useClipboard(session);

  const { over, on } = useDrop(session);
  // Before it is asked for, but after all that is needed at once.
  useEffect(() => {
    const soon = setTimeout(() => void loadPalette().catch(() => undefined), PALETTE_MILLIS); // asked for again when it is opened
    return () => clearTimeout(soon);
  }, []);
  const dialog = usePart(session.ui, (ui) => ui.dialog);
  const title = workspace.team.boards.find(({ id }) => id === board)?.title ?? "";
  if (failure !== "") {
    return (
      <p role="alert" className={styles.failure}>
        {CANVAS.broken} {failure}
      </p>
    );
  }
  return (
    <section className={styles.board} data-over={over || undefined} aria-label={title || CANVAS.board} {...on}>
      <Bar session={session} title={title} />
      <div className={styles.body}>
        <Outline session={session} />
        <StageView session={session} ready={ready}>
          <TitleEditor session={session} />
          <Toolbar session={session} layout={arrange} />
          <div className={styles.corner}>
            {stage !== undefined && order.length > 0 && <Minimap session={session} stage={stage} />}
            <ZoomBar session={session} />
          </div>
          <TimeBar session={session} />
          <Empty session={session} />
          <FieldMenu session={session} />
        </StageView>
        <Panel session={session} />
      </div>
      <Said session={session} />
      <CycleDialog session={session} />
      {dialog === "help" && <Help session={session} />}
      {dialog === "trash" && <TrashDialog session={session} />}
      {dialog === "palette" && (
        <Suspense fallback={null}>
          <Palette session={session} arrange={arrange} />
        </Suspense>
      )}
    </section>
  );
}

/** Filters live in the address, so that they can be sent and come back. */
function useFragmentFilters(session: BoardSession): void {
  useEffect(() => {
    const read = () => {
      const next = filtersIn(location.hash);
      if (printFilters(next) !== printFilters(session.ui.get().filters)) session.setFilters(next);
    };
    read();
    let shown: Filters = session.ui.get().filters;
    const write = () => {
      const { filters } = session.ui.get();
      if (filters === shown) return;
      shown = filters;
      const next = withFilters(location.hash, filters);
      if (next !== location.hash) history.replaceState(history.state, "", next);
    };
    addEventListener("hashchange", read);
    const stop = session.ui.subscribe(write);
    return () => {
      removeEventListener("hashchange", read);
      stop();
    };
  }, [session]);
}

/** What a screen reader is told. */
function Said({ session }: { readonly session: BoardSession }) {
  const said = usePart(session.ui, (ui) => ui.said);
  return (
    <p className="unseen" role="status" aria-live="polite">
      {said}
    </p>
  );
}

function Empty({ session }: { readonly session: BoardSession }) {
  const order = useCell(session.store.order);
  const version = useCell(session.store.version);
  const mayWrite = usePart(session.opened, (opened) => opened?.mayWrite === true);
  if (order.length > 0 || session.store.livingGroups().length > 0) return null;
  if (!session.store.loaded) return version === 0 ? <p className={styles.empty}>{CANVAS.loading}</p> : null;
  return (
    <p className={styles.empty}>
      <strong>{CANVAS.empty}</strong>
      {mayWrite ? CANVAS.emptyHow : CANVAS.emptyRead}
    </p>
  );
}
