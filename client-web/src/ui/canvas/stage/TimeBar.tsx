/** The board as it was: a slider over all moments at which it was written to. */
import { useEffect, useState } from "react";
import type { Moment } from "../../../sync/past";
import type { BoardSession } from "../store/boardSession";
import { useCell, usePart } from "../store/cell";
import { CANVAS } from "../strings";
import styles from "./TimeBar.module.css";

export function TimeBar({ session }: { readonly session: BoardSession }) {
  const open = usePart(session.ui, (ui) => ui.travelling);
  return open ? <Slider session={session} /> : null;
}

const WHEN = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

function Slider({ session }: { readonly session: BoardSession }) {
  const [moments, setMoments] = useState<readonly Moment[]>();
  const [at, setAt] = useState<number>();
  const moment = useCell(session.moment);

  useEffect(() => {
    const { engine, workspace, board: document } = session;
    engine.call("Moments", { workspace, document }).then(
      (all) => setMoments(all.filter(({ position }) => position !== undefined)),
      (failure: unknown) => session.complain(failure),
    );
    return () => {
      if (session.moment.get() !== undefined) void session.travel(undefined);
    };
  }, [session]);

  const leave = () => session.put({ travelling: false });
  if (moments === undefined) return null;
  const last = moments.length - 1;
  const here = at ?? last;
  const words = moment === undefined ? CANVAS.travelTo : sentence(session, moment);
  return (
    <section className={styles.bar} aria-label={CANVAS.timeTravel}>
      {last < 1 ? (
        <p>{CANVAS.noMoments}</p>
      ) : (
        <>
          <p role="status">
            <strong>{words}</strong> {moment !== undefined && CANVAS.travelling}
          </p>
          <input
            type="range"
            min={0}
            max={last}
            value={here}
            aria-label={CANVAS.travelTo}
            aria-valuetext={words}
            onChange={({ target }) => {
              const next = Number(target.value);
              setAt(next);
              void session.travel(moments[next]);
            }}
          />
        </>
      )}
      <button type="button" onClick={leave}>
        {CANVAS.travelNow}
      </button>
    </section>
  );
}

function sentence(session: BoardSession, { millis, device }: Moment): string {
  const by = session.faces.people.nameOf(device) ?? CANVAS.somebody;
  return CANVAS.atMoment(millis === undefined ? CANVAS.notSent : WHEN.format(new Date(millis)), by);
}
