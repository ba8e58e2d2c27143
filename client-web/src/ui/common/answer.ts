/** What the engine answers to a question of a page, asked again when something is heard that may change it. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { CallName, Calls, EngineEvent } from "../../worker/api";
import { useSession } from "../shell/session";

export interface Answered<T> {
  /** The last answer, also while it is asked again. */
  readonly value: T | undefined;
  readonly failure: string | undefined;
  readonly again: () => void;
}

/** @param hears whether an event asks for a new answer */
export function useAnswer<N extends CallName>(
  call: N,
  params: Calls[N]["params"],
  hears: (event: EngineEvent) => boolean = () => false,
): Answered<Calls[N]["result"]> {
  const { engine } = useSession();
  const [value, setValue] = useState<Calls[N]["result"]>();
  const [failure, setFailure] = useState<string>();
  const asked = useRef(0);
  const key = JSON.stringify(params);
  const again = useCallback(() => {
    const mine = ++asked.current;
    engine.call(call, JSON.parse(key) as Calls[N]["params"]).then(
      (answer) => {
        if (asked.current !== mine) return;
        setValue(() => answer);
        setFailure(undefined);
      },
      (e: Error) => {
        if (asked.current === mine) setFailure(e.message);
      },
    );
  }, [engine, call, key]);
  const listening = useRef(hears);
  listening.current = hears;
  useEffect(() => {
    again();
    return engine.listen((event) => {
      if (listening.current(event)) again();
    });
  }, [engine, again]);
  return { value, failure, again };
}
