import { type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import { STRINGS } from "../strings";
import { CloseIcon } from "./icons";
import styles from "./NoticeBoard.module.css";
import { type Notices, NoticesContext } from "./session";

interface Notice {
  readonly id: number;
  readonly sentence: string;
  readonly failed: boolean;
  readonly action?: { readonly name: string; act(): void };
}

const SHOWN_MILLIS = 6_000;
const FAILURE_SHOWN_MILLIS = 15_000;
const SHOWN_MAX = 3;

/** Hears the notices of all pages and shows the last few. */
export function NoticeBoard({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState<readonly Notice[]>([]);
  const last = useRef(0);
  const drop = useCallback((id: number) => setShown((now) => now.filter((each) => each.id !== id)), []);
  const notices = useMemo<Notices>(() => {
    const put = (notice: Notice) =>
      setShown((now) => [...now.filter((each) => each.sentence !== notice.sentence), notice].slice(-SHOWN_MAX));
    const show = (sentence: string, failed: boolean) => {
      const id = ++last.current;
      put({ id, sentence, failed });
      setTimeout(() => drop(id), failed ? FAILURE_SHOWN_MILLIS : SHOWN_MILLIS);
    };
    return {
      say: (sentence) => show(sentence, false),
      complain: (failure) => show(failure instanceof Error ? failure.message : String(failure), true),
      offer: (sentence, name, act) => put({ id: ++last.current, sentence, failed: false, action: { name, act } }),
    };
  }, [drop]);
  return (
    <NoticesContext value={notices}>
      {children}
      <div className={styles.stack} role="status" aria-live="polite">
        {shown.map(({ id, sentence, failed, action }) => (
          <p key={id} className={`${styles.notice} ${failed ? styles.failed : ""}`}>
            <span>{sentence}</span>
            {action !== undefined && (
              <button type="button" className={styles.action} onClick={action.act}>
                {action.name}
              </button>
            )}
            <button type="button" className={styles.close} aria-label={STRINGS.dismiss} onClick={() => drop(id)}>
              <CloseIcon />
            </button>
          </p>
        ))}
      </div>
    </NoticesContext>
  );
}
