/** What every page below a workspace can reach: the engine, the workspace as it is now, a line to the person. */
import { createContext, useContext, useMemo } from "react";
import type { Warning } from "../../model/intents";
import type { Step } from "../../sync/workspace";
import type { OpenedWorkspace } from "../../worker/api";
import type { EngineClient } from "../../worker/client";
import type { PaintedBoard } from "./painted";

export interface Session {
  readonly engine: EngineClient;
  readonly workspace: OpenedWorkspace;
  /** The board of this address as it was kept for painting, while the engine is not there yet. */
  readonly painted?: PaintedBoard | undefined;
}

export const SessionContext = createContext<Session | undefined>(undefined);

/** The workspace that this page is of. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error("no workspace is open here");
  return session;
}

/** Says one sentence at the lower edge of the window, for a while; screen readers hear it. */
export interface Notices {
  say(sentence: string): void;
  /** Of what failed; stays longer. */
  complain(failure: unknown): void;
  /** With a button; stays until it is pressed or dismissed. */
  offer(sentence: string, action: string, act: () => void): void;
}

export const NoticesContext = createContext<Notices | undefined>(undefined);

export function useNotices(): Notices {
  const notices = useContext(NoticesContext);
  if (notices === undefined) throw new Error("nobody hears notices here");
  return notices;
}

/** Does steps in the open workspace; true once they are on the disk. What the engine refuses is said to the person, and is false. */
export function useEdit(): (...steps: Step[]) => Promise<readonly Warning[] | false> {
  const { engine, workspace } = useSession();
  const { complain } = useNotices();
  return useMemo(
    () =>
      (...steps: Step[]) =>
        engine.call("Edit", { workspace: workspace.id, steps }).catch((failure: unknown) => {
          complain(failure);
          return false as const;
        }),
    [engine, workspace.id, complain],
  );
}
