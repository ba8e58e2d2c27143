/** Which page is shown: getting in, or a page of a workspace. */
import { Suspense, useEffect, useState } from "react";
import { Redirect, Route, Router, Switch, useLocation } from "wouter";
import type { WorkspaceId } from "../../protocol/ids";
import type { EngineClient } from "../../worker/client";
import { Gate } from "../access/Gate";
import { StartPage } from "../start/StartPage";
import { STRINGS } from "../strings";
import { ErrorBoundary } from "./ErrorBoundary";
import { lastWorkspace } from "./lastWorkspace";
import { useFragmentPath } from "./location";
import { NoticeBoard } from "./NoticeBoard";
import { inWorkspace } from "./routes";
import { useNotices } from "./session";
import { takeNewVersion, useNewVersion } from "./updates";
import { WorkspaceView } from "./WorkspaceView";

interface Props {
  readonly engine: EngineClient;
  /** The invite link that the page was opened with. */
  readonly invite: string | undefined;
  /** The link of a device that is in already, likewise. */
  readonly deviceLink: string | undefined;
}

export function App(props: Props) {
  return (
    <Router hook={useFragmentPath}>
      <NoticeBoard>
        <Whole {...props} />
        <NewVersion />
      </NoticeBoard>
    </Router>
  );
}

function Whole(props: Props) {
  if (useElsewhere(props.engine)) return <p role="status">{STRINGS.elsewhere}</p>;
  return (
    <Gate engine={props.engine}>
      <Pages {...props} />
    </Gate>
  );
}

function Pages({ engine, invite, deviceLink }: Props) {
  const [path, go] = useLocation();
  const [open, setOpen] = useState(invite);
  const [asDevice, setAsDevice] = useState(deviceLink);
  const last = lastWorkspace();
  const enter = (workspace: WorkspaceId) => {
    setOpen(undefined);
    setAsDevice(undefined);
    go(inWorkspace(workspace, ""), { replace: true });
  };
  if (open !== undefined || asDevice !== undefined) {
    return <StartPage engine={engine} invite={open} deviceLink={asDevice} enter={enter} />;
  }
  return (
    <ErrorBoundary of={path}>
      <Suspense fallback={null}>
        <Switch>
          <Route path="/w/:workspace" nest>
            {({ workspace }) => <WorkspaceView key={workspace} engine={engine} id={workspace as WorkspaceId} />}
          </Route>
          <Route path="/workspaces">
            <StartPage engine={engine} invite={undefined} enter={enter} />
          </Route>
          {/* Links that name no workspace, as `meridian digest --link-to` writes them. */}
          <Route path="/:kind/*?">
            {({ kind }) =>
              last !== undefined && (kind === "board" || kind === "document") ? (
                <Redirect to={inWorkspace(last, path)} replace />
              ) : (
                <Redirect to="/" replace />
              )
            }
          </Route>
          <Route>
            {last === undefined ? (
              <StartPage engine={engine} invite={undefined} enter={enter} straight />
            ) : (
              <Redirect to={inWorkspace(last, "")} replace />
            )}
          </Route>
        </Switch>
      </Suspense>
    </ErrorBoundary>
  );
}

function NewVersion() {
  const ready = useNewVersion();
  const { offer } = useNotices();
  useEffect(() => {
    if (ready) offer(STRINGS.newVersion, STRINGS.takeNewVersion, takeNewVersion);
  }, [ready, offer]);
  return null;
}

/** Whether another window of this browser has the engine. */
function useElsewhere(engine: EngineClient): boolean {
  const [elsewhere, setElsewhere] = useState(false);
  useEffect(
    () =>
      engine.listen((event) => {
        setElsewhere(event.type === "Elsewhere");
      }),
    [engine],
  );
  return elsewhere;
}
