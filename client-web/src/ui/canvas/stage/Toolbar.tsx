/** Tools at the lower edge, and how near one looks. */
import { useSyncExternalStore } from "react";
import {
  CardIcon,
  FitIcon,
  GroupIcon,
  HandIcon,
  LayoutIcon,
  MinusIcon,
  PlusIcon,
  PointerIcon,
} from "../../shell/icons";
import { fitAll, groupSelected, newCard } from "../deeds/actions";
import type { BoardSession } from "../store/boardSession";
import { usePart } from "../store/cell";
import { CANVAS } from "../strings";
import styles from "./Toolbar.module.css";

interface Props {
  readonly session: BoardSession;
  layout(): void;
}

export function Toolbar({ session, layout }: Props) {
  const tool = usePart(session.ui, (ui) => ui.tool);
  const mayWrite = usePart(session.opened, (opened) => opened?.mayWrite === true);
  return (
    <div className={styles.tools} role="toolbar" aria-label={CANVAS.tools}>
      <Tool name={CANVAS.select} pressed={tool === "select"} act={() => session.put({ tool: "select" })}>
        <PointerIcon />
      </Tool>
      <Tool name={CANVAS.hand} pressed={tool === "hand"} act={() => session.put({ tool: "hand" })}>
        <HandIcon />
      </Tool>
      {mayWrite && (
        <>
          <i className={styles.line} />
          <Tool name={CANVAS.addCard} act={() => void newCard(session)}>
            <CardIcon />
          </Tool>
          <Tool name={CANVAS.addGroup} act={() => void groupSelected(session)}>
            <GroupIcon />
          </Tool>
          <Tool name={CANVAS.layout} act={layout}>
            <LayoutIcon />
          </Tool>
        </>
      )}
    </div>
  );
}

export function ZoomBar({ session }: { readonly session: BoardSession }) {
  const { camera } = session;
  const percent = useSyncExternalStore(camera.listen, () => Math.round(camera.view.zoom * 100));
  return (
    <div className={styles.zoom} role="toolbar" aria-label={CANVAS.zoom(percent)}>
      <Tool name={CANVAS.zoomOut} act={() => camera.zoomTo(camera.view.zoom / 1.3)}>
        <MinusIcon />
      </Tool>
      <button type="button" className={styles.percent} title={CANVAS.zoomReset} onClick={() => camera.zoomTo(1)}>
        {CANVAS.zoom(percent)}
      </button>
      <Tool name={CANVAS.zoomIn} act={() => camera.zoomTo(camera.view.zoom * 1.3)}>
        <PlusIcon />
      </Tool>
      <Tool name={CANVAS.fit} act={() => fitAll(session)}>
        <FitIcon />
      </Tool>
    </div>
  );
}

interface ToolProps {
  readonly name: string;
  readonly pressed?: boolean;
  readonly children: React.ReactNode;
  act(): void;
}

export function Tool({ name, pressed, children, act }: ToolProps) {
  return (
    <button type="button" className={styles.tool} aria-label={name} title={name} aria-pressed={pressed} onClick={act}>
      {children}
    </button>
  );
}
