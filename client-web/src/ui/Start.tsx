/** Getting in: the workspaces of this browser, a new one, or one by its link. */
import { type FormEvent, useEffect, useState } from "react";
import type { WorkspaceSummary } from "../worker/api";
import type { EngineClient } from "../worker/client";
import { STRINGS } from "./strings";

interface Props {
  readonly engine: EngineClient;
  readonly invite: string | undefined;
  open(workspace: WorkspaceSummary): void;
}

export function Start({ engine, invite, open }: Props) {
  const [workspaces, setWorkspaces] = useState<readonly WorkspaceSummary[]>();
  const [failure, setFailure] = useState("");
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    engine.call("ListWorkspaces", {}).then(setWorkspaces, (e: Error) => setFailure(e.message));
  }, [engine]);

  const enter = (entering: Promise<WorkspaceSummary>) => {
    setBusy(true);
    setFailure("");
    entering.then(open, (e: Error) => setFailure(e.message)).finally(() => setBusy(false));
  };

  const create = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const relay = relayOf(textOf(form, "relay"));
    if (relay === undefined) return setFailure("The relay is an address like https://relay.example.");
    enter(engine.call("CreateWorkspace", { relay, name: textOf(form, "workspace"), person: personOf(form) }));
  };

  const join = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    enter(engine.call("JoinWorkspace", { link: invite ?? textOf(form, "link"), person: personOf(form) }));
  };

  return (
    <>
      {failure !== "" && <p role="alert">{failure}</p>}
      <section aria-labelledby="workspaces">
        <h2 id="workspaces">{STRINGS.workspaces}</h2>
        {workspaces === undefined && <p>{STRINGS.loading}</p>}
        {workspaces?.length === 0 && <p>{STRINGS.none}</p>}
        <ul>
          {workspaces?.map((each) => (
            <li key={each.id}>
              <button type="button" onClick={() => open(each)}>
                {each.name}
              </button>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="join">
        <h2 id="join">{STRINGS.join}</h2>
        <form onSubmit={join}>
          {invite === undefined ? (
            <label>
              {STRINGS.link}
              <input name="link" required autoComplete="off" />
            </label>
          ) : (
            <p>{STRINGS.invited}</p>
          )}
          <PersonFields />
          <button type="submit" disabled={busy}>
            {STRINGS.joinDo}
          </button>
        </form>
      </section>
      {invite === undefined && (
        <section aria-labelledby="create">
          <h2 id="create">{STRINGS.create}</h2>
          <form onSubmit={create}>
            <label>
              {STRINGS.workspaceName}
              <input name="workspace" required maxLength={200} />
            </label>
            <label>
              {STRINGS.relay}
              <input name="relay" required defaultValue={location.origin} />
            </label>
            <PersonFields />
            <button type="submit" disabled={busy}>
              {STRINGS.createDo}
            </button>
          </form>
        </section>
      )}
    </>
  );
}

function PersonFields() {
  return (
    <>
      <label>
        {STRINGS.yourName}
        <input name="name" required maxLength={200} autoComplete="name" />
      </label>
      <label>
        {STRINGS.yourZone}
        <input name="zone" required defaultValue={Intl.DateTimeFormat().resolvedOptions().timeZone} />
      </label>
    </>
  );
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}

function personOf(form: FormData) {
  return { name: textOf(form, "name"), zone: textOf(form, "zone") };
}

function relayOf(text: string) {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, port } = new URL(text);
  if (protocol !== "https:" && protocol !== "http:") return undefined;
  const secure = protocol === "https:";
  return { secure, host: hostname, port: port === "" ? (secure ? 443 : 80) : Number(port) };
}
