import type { WorkspaceId } from "../protocol/ids";
import type { SyncSnapshot } from "../worker/api";
import type { EngineClient } from "../worker/client";
import { STRINGS, syncSentence } from "./strings";

interface Props {
  readonly engine: EngineClient;
  readonly workspace: WorkspaceId;
  readonly sync: SyncSnapshot;
}

/** How it stands with the relay, in words. */
export function SyncLine({ engine, workspace, sync }: Props) {
  const { status, pending } = sync;
  return (
    <p role="status" className="sync">
      {syncSentence(status, pending)}
      {(status.type === "Waiting" || status.type === "Stopped") && (
        <button type="button" onClick={() => void engine.call("Retry", { workspace })}>
          {STRINGS.retry}
        </button>
      )}
    </p>
  );
}
