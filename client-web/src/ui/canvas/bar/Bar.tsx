/** The bar of a board: the three questions one has on opening it, filters, and all that is not done on the canvas itself. */
import { ClockIcon, MoreIcon, OutlineIcon, PanelIcon, RedoIcon, SearchIcon, UndoIcon } from "../../shell/icons";
import { exportCanvas, exportPng, exportSvg } from "../deeds/exporting";
import { isFiltering, NO_FILTERS, QUICK, type Quick, toggled } from "../logic/filters";
import { initialsOf } from "../logic/people";
import type { BoardSession } from "../store/boardSession";
import { useCell, usePart } from "../store/cell";
import type { SinceWhen } from "../store/changes";
import { CANVAS } from "../strings";
import { chooseFiles } from "../useDrop";
import styles from "./Bar.module.css";
import { FilterMenu } from "./FilterMenu";
import { Choice, Item, Menu } from "./Menu";

interface Props {
  readonly session: BoardSession;
  readonly title: string;
}

export function Bar({ session, title }: Props) {
  const panel = usePart(session.ui, (ui) => ui.panel);
  const outline = usePart(session.ui, (ui) => ui.outline);
  const mayWrite = usePart(session.opened, (opened) => opened?.mayWrite === true);
  return (
    <header className={styles.bar}>
      <h1 className={styles.title}>{title}</h1>
      <div className={styles.questions}>
        {QUICK.map((quick) => (
          <Question key={quick} session={session} quick={quick} />
        ))}
        <SinceMenu session={session} />
        <FilterMenu session={session} />
        <Fitting session={session} />
        <Cycles session={session} />
      </div>
      <div className={styles.end}>
        <Others session={session} />
        <UndoRedo session={session} />
        <button
          type="button"
          className={styles.search}
          onClick={() => session.put({ dialog: "palette" })}
          title={CANVAS.search}
        >
          <SearchIcon />
          <span>{CANVAS.search}</span>
        </button>
        <button
          type="button"
          className={styles.plain}
          aria-label={CANVAS.outline}
          title={CANVAS.outline}
          aria-pressed={outline}
          onClick={() => session.put({ outline: !outline })}
        >
          <OutlineIcon />
        </button>
        <button
          type="button"
          className={styles.plain}
          aria-label={CANVAS.details}
          title={`${CANVAS.details} (I)`}
          aria-pressed={panel}
          onClick={() => session.put({ panel: !panel })}
        >
          <PanelIcon />
        </button>
        <Menu name={CANVAS.more} label={<MoreIcon />} end>
          {(close) => {
            const then = (act: () => void) => () => {
              close();
              act();
            };
            return (
              <>
                <Item act={then(() => session.put({ dialog: "trash" }))}>{CANVAS.trash}</Item>
                <Item act={then(() => session.put({ travelling: true }))}>{CANVAS.timeTravel}</Item>
                {mayWrite && <Item act={then(() => chooseFiles(session))}>{CANVAS.importFile}</Item>}
                <Item act={then(() => void exportCanvas(session))}>{CANVAS.exportCanvas}</Item>
                <Item act={then(() => exportPng(session, title))}>{CANVAS.exportPng}</Item>
                <Item act={then(() => exportSvg(session, title))}>{CANVAS.exportSvg}</Item>
                <Item act={then(() => session.put({ dialog: "help" }))}>{CANVAS.help}</Item>
              </>
            );
          }}
        </Menu>
      </div>
    </header>
  );
}

function UndoRedo({ session }: { readonly session: BoardSession }) {
  const { canUndo, canRedo } = useCell(session.history);
  const mayWrite = usePart(session.opened, (opened) => opened?.mayWrite === true);
  if (!mayWrite) return null;
  return (
    <>
      <button
        type="button"
        className={styles.plain}
        aria-label={CANVAS.undo}
        title={CANVAS.undo}
        disabled={!canUndo}
        onClick={() => void session.undo(false)}
      >
        <UndoIcon />
      </button>
      <button
        type="button"
        className={styles.plain}
        aria-label={CANVAS.redo}
        title={CANVAS.redo}
        disabled={!canRedo}
        onClick={() => void session.undo(true)}
      >
        <RedoIcon />
      </button>
    </>
  );
}

const QUESTIONS: Record<Quick, { readonly name: string; readonly how: string }> = {
  blocked: { name: CANVAS.blocked, how: CANVAS.blockedHow },
  changed: { name: CANVAS.changed, how: CANVAS.changedHow },
  needs: { name: CANVAS.needsMe, how: CANVAS.needsHow },
};

function Question({ session, quick }: { readonly session: BoardSession; readonly quick: Quick }) {
  const count = usePart(session.faces.counts, (counts) => counts[quick]);
  const filters = usePart(session.ui, (ui) => ui.filters);
  const { name, how } = QUESTIONS[quick];
  return (
    <button
      type="button"
      className={styles.question}
      data-quick={quick}
      data-any={count > 0 || undefined}
      aria-pressed={filters.quick.includes(quick)}
      title={how}
      onClick={() => session.setFilters({ ...filters, quick: toggled(filters.quick, quick) })}
    >
      {name}
      <span className={styles.count}>{count}</span>
    </button>
  );
}

function Fitting({ session }: { readonly session: BoardSession }) {
  const filters = usePart(session.ui, (ui) => ui.filters);
  const counts = useCell(session.faces.counts);
  const order = useCell(session.store.order);
  if (!isFiltering(filters)) return null;
  return (
    <span className={styles.fitting} role="status">
      {CANVAS.fitting(counts.fitting, order.length)}
      <button type="button" className="quiet" onClick={() => session.setFilters(NO_FILTERS)}>
        {CANVAS.clearFilters}
      </button>
    </span>
  );
}

const SINCE: readonly (readonly [SinceWhen, string])[] = [
  ["looked", CANVAS.sinceLooked],
  ["yesterday", CANVAS.sinceYesterday],
  ["week", CANVAS.sinceWeek],
];

/** Since when something counts as changed; and that one has seen it. */
function SinceMenu({ session }: { readonly session: BoardSession }) {
  const since = useCell(session.changes.since);
  return (
    <Menu name={CANVAS.sinceWhen} label={<ClockIcon />} active={since !== "looked"}>
      {(close) => (
        <>
          {SINCE.map(([when, name]) => (
            <Choice key={when} checked={since === when} act={() => session.changes.choose(when)}>
              {name}
            </Choice>
          ))}
          <Item
            act={() => {
              close();
              void session.changes.markSeen();
            }}
          >
            {CANVAS.markSeen}
          </Item>
        </>
      )}
    </Menu>
  );
}

/** Who else is on the board. */
function Others({ session }: { readonly session: BoardSession }) {
  const people = useCell(session.company.people);
  const shown = new Map(people.map((peer) => [peer.device, peer]));
  if (shown.size === 0) return null;
  const named = [...shown.values()].map((peer) => ({ peer, name: session.company.nameOf(peer) }));
  return (
    <span className={styles.others} role="img" aria-label={CANVAS.here(named.map(({ name }) => name).join(", "))}>
      {named.slice(0, OTHERS_MAX).map(({ peer, name }) => (
        <span
          key={peer.device}
          className={styles.other}
          data-hue={session.company.hueOf(peer)}
          data-idle={peer.mood === "idle" || undefined}
          title={name}
        >
          {initialsOf(name)}
        </span>
      ))}
    </span>
  );
}

const OTHERS_MAX = 6;

/** Cycles, each named by its path. */
function Cycles({ session }: { readonly session: BoardSession }) {
  useCell(session.store.version);
  const { cycles } = session.store;
  if (cycles.length === 0) return null;
  return (
    <Menu
      name={CANVAS.cycles(cycles.length)}
      label={<span className={styles.cycles}>{CANVAS.cycles(cycles.length)}</span>}
    >
      {(close) =>
        cycles.map((path) => {
          const named = path.map((card) => session.titleOf({ card })).join(" → ");
          return (
            <Item
              key={path.join()}
              act={() => {
                close();
                session.select({ type: "Only", things: path.map((card) => ({ card })) });
                session.announce(CANVAS.cycleNamed(named));
                showAll(session, path);
              }}
            >
              {named}
            </Item>
          );
        })
      }
    </Menu>
  );
}

function showAll(session: BoardSession, path: BoardSession["store"]["cycles"][number]): void {
  const rects = path.flatMap((card) => session.store.rect({ card }) ?? []);
  const left = Math.min(...rects.map(({ x }) => x));
  const top = Math.min(...rects.map(({ y }) => y));
  const right = Math.max(...rects.map(({ x, width }) => x + width));
  const bottom = Math.max(...rects.map(({ y, height }) => y + height));
  if (rects.length > 0) session.camera.fit({ x: left, y: top, width: right - left, height: bottom - top });
}
