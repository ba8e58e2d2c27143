/** Waiting for what a workspace hears from its relay. */
import type { WorkspaceEvent } from "./events";
import type { Workspace } from "./workspace";

/** It could not be done; the message is one sentence for a person. */
export class JoinFailed extends Error {}

const ANSWER_MILLIS_MAX = 30_000;

export async function within<T>(promise: Promise<T>, sentence: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new JoinFailed(sentence)), ANSWER_MILLIS_MAX);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits for something to become true, as long as synchronising goes on. @throws JoinFailed where it stopped, or takes too long */
export function until(workspace: Workspace, holds: () => boolean): Promise<void> {
  return within(atLast(workspace, holds), "The relay does not answer.");
}

/** As `until`, however long it takes: for what a person has to do somewhere else. */
export async function atLast(workspace: Workspace, holds: () => boolean): Promise<void> {
  let stop: () => void = () => undefined;
  const done = new Promise<void>((resolve, reject) => {
    const look = (event?: WorkspaceEvent) => {
      if (holds()) resolve();
      else if (event?.type === "Failed") reject(new JoinFailed(event.message));
      else if (workspace.syncStatus.type === "Stopped") reject(new JoinFailed(workspace.syncStatus.message));
    };
    stop = workspace.listen(look);
    look();
  });
  try {
    await done;
  } finally {
    stop();
  }
}
