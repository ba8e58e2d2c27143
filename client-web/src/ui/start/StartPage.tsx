/** Getting in: the workspaces of this browser, a new one, or one by its link. */
import { type FormEvent, type ReactNode, useEffect, useState } from "react";
import type { WorkspaceId } from "../../protocol/ids";
import type { EnteredWorkspace } from "../../worker/accessApi";
import type { WorkspaceSummary } from "../../worker/api";
import type { EngineClient } from "../../worker/client";
import { AsDevice, Recover } from "../access/OtherWaysIn";
import { RecoveryWords } from "../access/RecoveryWords";
import { ACCESS } from "../access/strings";
import { Mark } from "../shell/icons";
import { STRINGS } from "../strings";
import { PersonFields, personOf, textOf } from "./PersonFields";
import { relayOf } from "./relayOf";
import styles from "./StartPage.module.css";

interface Props {
  readonly engine: EngineClient;
  readonly invite: string | undefined;
  /** The link of another device of this person's, with which the page was opened. */
  readonly deviceLink?: string | undefined;
  /** Where this browser has one workspace alone, goes straight there. */
  readonly straight?: boolean;
  enter(workspace: WorkspaceId): void;
}

export function StartPage({ engine, invite, deviceLink, straight = false, enter }: Props) {
  const [workspaces, setWorkspaces] = useState<readonly WorkspaceSummary[]>();
  const [failure, setFailure] = useState("");
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    engine.call("ListWorkspaces", {}).then(setWorkspaces, (e: Error) => setFailure(e.message));
  }, [engine]);

  const [first, ...more] = workspaces ?? [];
  const only = straight && more.length === 0 ? first?.id : undefined;
  useEffect(() => {
    if (only !== undefined) enter(only);
  }, [only, enter]);

  const [made, setMade] = useState<EnteredWorkspace>();
  const getIn = (entering: Promise<WorkspaceSummary | EnteredWorkspace>) => {
    setBusy(true);
    setFailure("");
    entering
      .then(
        (entered) => ("recoveryWords" in entered ? setMade(entered) : enter(entered.id)),
        (e: Error) => setFailure(e.message),
      )
      .finally(() => setBusy(false));
  };

  const create = (form: FormData) => {
    const relay = relayOf(textOf(form, "relay"));
    if (relay === undefined) return setFailure(STRINGS.badRelay);
    getIn(engine.call("CreateWorkspace", { relay, name: textOf(form, "workspace"), person: personOf(form) }));
  };

  const join = (form: FormData) =>
    getIn(engine.call("JoinWorkspace", { link: invite ?? textOf(form, "link"), person: personOf(form) }));

  if (made !== undefined) {
    return (
      <main className={styles.start}>
        <RecoveryWords words={made.recoveryWords} done={() => enter(made.id)} />
      </main>
    );
  }
  if (only !== undefined) return null;
  const nothingYet = workspaces?.length === 0 && deviceLink === undefined;
  return (
    <main className={styles.start}>
      <header className={styles.title}>
        <Mark size={44} />
        <h1>{STRINGS.title}</h1>
        <p>{STRINGS.motto}</p>
      </header>
      {failure !== "" && <p role="alert">{failure}</p>}
      {invite !== undefined ? (
        <Panel title={STRINGS.join} open>
          <p>{STRINGS.invited}</p>
          <Form submit={join} action={STRINGS.joinDo} busy={busy}>
            <PersonFields />
          </Form>
        </Panel>
      ) : (
        <>
          {workspaces === undefined && failure === "" && <p>{STRINGS.loading}</p>}
          {workspaces !== undefined && workspaces.length > 0 && (
            <ul className={styles.workspaces} aria-label={STRINGS.workspaces}>
              {workspaces.map((each) => (
                <li key={each.id}>
                  <button type="button" onClick={() => enter(each.id)}>
                    <strong>{each.name}</strong>
                    <span>{`${each.relay.host}:${each.relay.port}`}</span>
                  </button>
                </li>
              ))}
            </ul>
          )}
          <Panel title={STRINGS.create} open={nothingYet}>
            <Form submit={create} action={STRINGS.createDo} busy={busy}>
              <label>
                {STRINGS.workspaceName}
                <input name="workspace" required maxLength={200} autoComplete="off" />
              </label>
              <PersonFields />
              <label>
                {STRINGS.relay}
                <input name="relay" required defaultValue={location.origin} />
              </label>
            </Form>
          </Panel>
          <Panel title={STRINGS.join} open={nothingYet}>
            <Form submit={join} action={STRINGS.joinDo} busy={busy}>
              <label>
                {STRINGS.link}
                <input name="link" required autoComplete="off" />
              </label>
              <PersonFields />
            </Form>
          </Panel>
          <Panel title={ACCESS.asDevice} open={deviceLink !== undefined}>
            <AsDevice engine={engine} busy={busy} getIn={getIn} fail={setFailure} scanned={deviceLink ?? ""} />
          </Panel>
          <Panel title={ACCESS.recover} open={false}>
            <Recover engine={engine} busy={busy} getIn={getIn} fail={setFailure} />
          </Panel>
        </>
      )}
    </main>
  );
}

function Panel({ title, open, children }: { title: string; open: boolean; children: ReactNode }) {
  const [shown, setShown] = useState<boolean>();
  return (
    <details
      className={styles.panel}
      open={shown ?? open}
      onToggle={(event) => setShown(event.currentTarget.open === open ? undefined : event.currentTarget.open)}
    >
      <summary>
        <h2>{title}</h2>
      </summary>
      {children}
    </details>
  );
}

interface FormProps {
  readonly action: string;
  readonly busy: boolean;
  readonly children: ReactNode;
  submit(form: FormData): void;
}

function Form({ submit, action, busy, children }: FormProps) {
  return (
    <form
      onSubmit={(event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
    >
      {children}
      <button type="submit" className="main" disabled={busy}>
        {action}
      </button>
    </form>
  );
}
