/** The canvas of a board: React makes the elements, the stage moves them. */
import { type ReactNode, useEffect, useRef } from "react";
import { useTheme } from "../../shell/theme";
import type { BoardSession } from "../store/boardSession";
import { useCell, usePart } from "../store/cell";
import { CANVAS } from "../strings";
import { CardView, cardElementId } from "./CardView";
import { Hands } from "./hands";
import styles from "./StageView.module.css";
import { Stage } from "./stage";

interface Props {
  readonly session: BoardSession;
  /** The stage and the hands, once they are there; undefined when they go. */
  ready(stage: Stage | undefined, hands: Hands | undefined): void;
  readonly children: ReactNode;
}

export function StageView({ session, ready, children }: Props) {
  const ground = useRef<HTMLDivElement>(null);
  const world = useRef<HTMLDivElement>(null);
  const first = useRef<HTMLCanvasElement>(null);
  const second = useRef<HTMLCanvasElement>(null);
  const overlay = useRef<HTMLCanvasElement>(null);
  const stage = useRef<Stage>(undefined);
  const theme = useTheme();
  const focus = usePart(session.ui, (ui) => ui.focus);
  const tool = usePart(session.ui, (ui) => ui.tool);

  useEffect(() => {
    const made = new Stage(session, {
      ground: ground.current!,
      world: world.current!,
      pictures: [first.current!, second.current!],
      overlay: overlay.current!,
    });
    const hands = new Hands(session, made, ground.current!);
    stage.current = made;
    ready(made, hands);
    made.ask();
    return () => {
      ready(undefined, undefined);
      hands.end();
      made.end();
    };
  }, [session, ready]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the theme that makes the colours other ones
  useEffect(() => stage.current?.recolor(), [theme]);

  return (
    <div className={styles.stage}>
      <div
        ref={ground}
        className={styles.ground}
        data-tool={tool}
        role="listbox"
        aria-multiselectable="true"
        aria-label={CANVAS.cards}
        aria-description={CANVAS.hint}
        aria-activedescendant={focus === undefined ? undefined : cardElementId(focus)}
        tabIndex={0}
        id="canvas"
      >
        <div aria-hidden="true">
          <canvas ref={first} className={styles.picture} />
          <canvas ref={second} className={styles.picture} />
        </div>
        <div ref={world} className={styles.world} role="presentation">
          <Cards session={session} />
        </div>
        <div aria-hidden="true">
          <canvas ref={overlay} className={styles.overlay} />
        </div>
      </div>
      {children}
    </div>
  );
}

function Cards({ session }: { readonly session: BoardSession }) {
  const ids = useCell(session.mounted);
  return ids.map((id) => <CardView key={id} session={session} id={id} />);
}
