import { useLocation } from "wouter";
import type { WorkspaceId } from "../../protocol/ids";
import { type EngineClient, EngineFailure } from "../../worker/client";
import { STRINGS } from "../strings";
import { save } from "./save";
import { useNotices } from "./session";

interface Props {
  readonly engine: EngineClient;
  readonly id: WorkspaceId;
  readonly failure: Error;
}

/** Why a workspace does not open, and what can still be done: where the keys are lost, what was here can be taken out. */
export function CannotOpen({ engine, id, failure }: Props) {
  const { complain } = useNotices();
  const [, go] = useLocation();
  const keysLost = failure instanceof EngineFailure && failure.failure.type === "KeysLost";
  const rescue = async () => save("meridian-rescued.json", await engine.call("Rescue", { workspace: id }));
  const forget = async () => {
    await engine.call("Forget", { workspace: id });
    go("~/workspaces", { replace: true });
  };
  return (
    <main className="page">
      <h1>{STRINGS.cannotOpen}</h1>
      <p role="alert">{failure.message}</p>
      {keysLost && (
        <p>
          <button type="button" onClick={() => void rescue().catch(complain)}>
            {STRINGS.rescue}
          </button>{" "}
          <button type="button" onClick={() => void forget().catch(complain)}>
            {STRINGS.forget}
          </button>
        </p>
      )}
      <p>
        <a href="#/workspaces">{STRINGS.toWorkspaces}</a>
      </p>
    </main>
  );
}
