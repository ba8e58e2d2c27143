import { Link } from "wouter";
import { STRINGS, syncSentence } from "../strings";
import styles from "./SyncLine.module.css";
import { useSession } from "./session";

const LAMPS = {
  Opening: styles.busy,
  Live: styles.good,
  CatchingUp: styles.busy,
  Repairing: styles.busy,
  Connecting: styles.busy,
  Offline: styles.away,
  Waiting: styles.away,
  Stopped: styles.bad,
} as const;

/** How it stands with the relay, in words. */
export function SyncLine() {
  const { engine, workspace } = useSession();
  const { status, pending } = workspace.sync;
  return (
    <div className={styles.line}>
      <p role="status">
        <i className={`${styles.lamp} ${LAMPS[status.type]}`} />
        {syncSentence(status, pending)}
      </p>
      {pending > 0 && status.type !== "Live" && <Link href="/kept">{STRINGS.seeKept}</Link>}
      {(status.type === "Waiting" || status.type === "Stopped") && (
        <button type="button" className="quiet" onClick={() => void engine.call("Retry", { workspace: workspace.id })}>
          {STRINGS.retry}
        </button>
      )}
    </div>
  );
}
