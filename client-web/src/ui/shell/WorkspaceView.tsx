/** One workspace: opens it, keeps what is known of it current, and shows its pages in one frame. */
import { Suspense, useEffect, useMemo, useState } from "react";
import { Redirect, Route, Switch, useLocation } from "wouter";
import type { WorkspaceId } from "../../protocol/ids";
import { askToPersist, type Room } from "../../store/storageGauge";
import type { OpenedWorkspace } from "../../worker/api";
import type { EngineClient } from "../../worker/client";
import { HOME, PAGES, preload } from "../pages";
import { STRINGS } from "../strings";
import { CannotOpen } from "./CannotOpen";
import { ErrorBoundary } from "./ErrorBoundary";
import { Layout } from "./Layout";
import { forgetLastWorkspace, rememberWorkspace } from "./lastWorkspace";
import { usePainted } from "./painted";
import { toBoard } from "./routes";
import { type Session, SessionContext, useNotices } from "./session";

interface Props {
  readonly engine: EngineClient;
  readonly id: WorkspaceId;
}

export function WorkspaceView({ engine, id }: Props) {
  const { workspace, failure, starts } = useOpenWorkspace(engine, id);
  useRoom(engine, workspace !== undefined);
  const [path] = useLocation();
  const painted = usePainted(id, path);
  const session = useMemo((): Session | undefined => {
    if (workspace !== undefined) return { engine, workspace };
    return painted && { engine, workspace: painted.workspace, painted: painted.board };
  }, [engine, workspace, painted]);
  useEffect(() => preload(path), [path]);
  if (failure !== undefined) {
    return <CannotOpen engine={engine} id={id} failure={failure} />;
  }
  if (session === undefined) return <Waiting />;
  const [first, ...more] = session.workspace.team.boards;
  const only = more.length === 0 ? first : undefined;
  return (
    <SessionContext value={session}>
      <Layout>
        <ErrorBoundary of={path}>
          <Suspense fallback={<Waiting />}>
            <Switch key={starts}>
              {PAGES.map(({ path: pattern, page: Shown, wide }) => (
                <Route key={pattern} path={pattern}>
                  {(params) => (
                    <main id="page" tabIndex={-1} className={wide === true ? "page wide" : "page"}>
                      <Shown params={params as Readonly<Record<string, string | undefined>>} />
                    </main>
                  )}
                </Route>
              ))}
              <Route>
                <Redirect to={only === undefined ? HOME : toBoard(only.id)} replace />
              </Route>
            </Switch>
          </Suspense>
        </ErrorBoundary>
      </Layout>
    </SessionContext>
  );
}

function Waiting() {
  return (
    <main className="waiting">
      <p>{STRINGS.loading}</p>
    </main>
  );
}

function useOpenWorkspace(engine: EngineClient, id: WorkspaceId) {
  const [workspace, setWorkspace] = useState<OpenedWorkspace>();
  const [failure, setFailure] = useState<Error>();
  /** How often the engine has begun anew: then pages watch anew what they show. */
  const [starts, setStarts] = useState(0);
  useEffect(() => {
    let gone = false;
    const open = () =>
      engine.call("OpenWorkspace", { workspace: id }).then(
        (opened) => {
          if (gone) return;
          rememberWorkspace(id);
          setWorkspace(opened);
        },
        (e: Error) => {
          if (gone) return;
          forgetLastWorkspace();
          setFailure(e);
        },
      );
    const stop = engine.listen((event) => {
      if (event.type === "Team" && event.workspace === id) setWorkspace((now) => now && { ...now, team: event.team });
      if (event.type === "Members" && event.workspace === id) {
        const { mayWrite, mayComment, access } = event;
        setWorkspace((now) => now && { ...now, mayWrite, mayComment, access });
      }
      if (event.type === "Sync" && event.workspace === id) setWorkspace((now) => now && { ...now, sync: event.sync });
      if (event.type === "Restarted") void open().then(() => setStarts((now) => now + 1));
    });
    void open();
    return () => {
      gone = true;
      stop();
    };
  }, [engine, id]);
  return { workspace, failure, starts };
}

/** Asks the browser to keep what is here, and says when there is little room left for it. */
function useRoom(engine: EngineClient, isOpen: boolean): void {
  const { complain } = useNotices();
  useEffect(() => {
    if (!isOpen) return;
    void askToPersist();
    const heed = ({ room }: Room) => {
      if (room === "low" || room === "full") complain(new Error(STRINGS.room[room]));
    };
    engine.call("Storage", {}).then(heed, complain);
    return engine.listen((event) => {
      if (event.type === "Storage") heed(event.storage);
    });
  }, [engine, isOpen, complain]);
}
