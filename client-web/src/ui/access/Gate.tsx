/** Asks for the passphrase where one guards the keys, before anything else is shown. */
import { type FormEvent, type ReactNode, useEffect, useState } from "react";
import type { KeyGuard } from "../../store/homeStore";
import type { WorkspaceSummary } from "../../worker/api";
import type { EngineClient } from "../../worker/client";
import { Mark } from "../shell/icons";
import { save } from "../shell/save";
import { STRINGS } from "../strings";
import styles from "./Access.module.css";
import { Firm } from "./Firm";
import { isGuardedHere, noteGuard } from "./guardNote";
import { ACCESS } from "./strings";

interface Props {
  readonly engine: EngineClient;
  readonly children: ReactNode;
}

export function Gate({ engine, children }: Props) {
  // Nothing is shown before the engine has said so; where nothing guards the keys nobody waits for that.
  const [guard, setGuard] = useState<KeyGuard | undefined>(isGuardedHere() ? undefined : "NONE");
  useEffect(() => {
    const hear = (said: KeyGuard) => {
      noteGuard(said !== "NONE");
      setGuard(said);
    };
    const ask = () => engine.call("KeyGuard", {}).then(hear, () => undefined); // whatever is asked next fails likewise, and says so
    void ask();
    return engine.listen((event) => {
      if (event.type === "Keys") hear(event.guard);
      if (event.type === "Restarted") void ask();
    });
  }, [engine]);
  if (guard === undefined) return null;
  return guard === "LOCKED" ? <Locked engine={engine} /> : children;
}

function Locked({ engine }: { readonly engine: EngineClient }) {
  const [failure, setFailure] = useState("");
  const [busy, setBusy] = useState(false);
  const [passphrase, setPassphrase] = useState("");
  const unlock = (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure("");
    engine
      .call("Unlock", { passphrase })
      .catch((e: Error) => {
        setPassphrase("");
        setFailure(e.message);
      })
      .finally(() => setBusy(false));
  };
  return (
    <main className={styles.gate}>
      <Mark size={44} />
      <h1>{ACCESS.locked}</h1>
      <form className={styles.form} onSubmit={unlock}>
        <label>
          {ACCESS.passphrase}
          <input
            type="password"
            required
            // biome-ignore lint/a11y/noAutofocus: it is all that can be done here
            autoFocus
            autoComplete="current-password"
            aria-describedby="unlocking"
            value={passphrase}
            onChange={({ target }) => setPassphrase(target.value)}
          />
        </label>
        <div id="unlocking" role="alert">
          {failure}
        </div>
        <button type="submit" className="main" disabled={busy}>
          {busy ? ACCESS.unlocking : ACCESS.unlock}
        </button>
      </form>
      <Forgotten engine={engine} />
    </main>
  );
}

/** Nobody opens the keys then; what lies here can be taken out, and the browser begin anew. */
function Forgotten({ engine }: { readonly engine: EngineClient }) {
  const [workspaces, setWorkspaces] = useState<readonly WorkspaceSummary[]>([]);
  const [failure, setFailure] = useState("");
  const read = () => engine.call("ListWorkspaces", {}).then(setWorkspaces, fail);
  const fail = (e: Error) => setFailure(e.message);
  const rescue = async ({ id, name }: WorkspaceSummary) =>
    save(`${name}.json`, await engine.call("Rescue", { workspace: id }));
  const forget = async ({ id }: WorkspaceSummary) => {
    await engine.call("Forget", { workspace: id });
    await read();
    // With the last one the locked keys have gone, too.
    if ((await engine.call("KeyGuard", {})) === "NONE") location.reload();
  };
  return (
    <details className={styles.forgotten} onToggle={() => void read()}>
      <summary>{ACCESS.forgotten}</summary>
      <p>{ACCESS.forgottenWhat}</p>
      {failure !== "" && <p role="alert">{failure}</p>}
      <ul className={styles.list}>
        {workspaces.map((each) => (
          <li key={each.id} className={styles.row}>
            <strong>{each.name}</strong>
            <button type="button" onClick={() => void rescue(each).catch(fail)}>
              {STRINGS.rescue}
            </button>
            <Firm action={STRINGS.forget} about={each.name} act={() => void forget(each).catch(fail)} />
          </li>
        ))}
      </ul>
    </details>
  );
}
