/** Work of the engine that takes a while: how far it is, a way to stop it, and what is to be said when it is done. */
import { useEffect, useRef, useState } from "react";
import { EngineFailure } from "../../worker/client";
import { useNotices, useSession } from "../shell/session";

export interface Working {
  readonly what: string;
  readonly done: number;
  readonly all: number;
}

export interface Outcome {
  readonly said: readonly string[];
  readonly notes: readonly string[];
}

export interface Work {
  readonly working: Working | undefined;
  readonly outcome: Outcome | undefined;
  run(what: string, work: (task: string) => Promise<Outcome>): Promise<void>;
  stop(): void;
}

export function useWork(): Work {
  const { engine } = useSession();
  const { say, complain } = useNotices();
  const [working, setWorking] = useState<Working>();
  const [outcome, setOutcome] = useState<Outcome>();
  const task = useRef("");
  useEffect(
    () =>
      engine.listen((event) => {
        if (event.type !== "Progress" || event.task !== task.current) return;
        const { done, all } = event;
        setWorking((now) => now && { ...now, done, all });
      }),
    [engine],
  );
  return {
    working,
    outcome,
    async run(what, work) {
      task.current = crypto.randomUUID();
      setOutcome(undefined);
      setWorking({ what, done: 0, all: 0 });
      try {
        setOutcome(await work(task.current));
      } catch (failure) {
        if (failure instanceof EngineFailure && failure.failure.type === "Cancelled") say(failure.message);
        else complain(failure);
      } finally {
        setWorking(undefined);
      }
    },
    stop: () => void engine.call("StopTask", { task: task.current }),
  };
}
