import { type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import { STRINGS } from "../strings";
import { CloseIcon } from "./icons";
import styles from "./NoticeBoard.module.css";
import { type Notices, NoticesContext } from "./session";

interface Notice {
  readonly id: number;
  readonly sentence: string;
  readonly failed: boolean;
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
    const show = (sentence: string, failed: boolean) => {
      const notice = { id: ++last.current, sentence, failed };
      setShown((now) => [...now.filter((each) => each.sentence !== sentence), notice].slice(-SHOWN_MAX));
      setTimeout(() => drop(notice.id), failed ? FAILURE_SHOWN_MILLIS : SHOWN_MILLIS);
    };
    return {
      say: (sentence) => show(sentence, false),
      complain: (failure) => show(failure instanceof Error ? failure.message : String(failure), true),
    };
  }, [drop]);
  return (
    <NoticesContext value={notices}>
      {children}
      <div className={styles.stack} role="status" aria-live="polite">
        {shown.map(({ id, sentence, failed }) => (
          <p key={id} className={`${styles.notice} ${failed ? styles.failed : ""}`}>
            <span>{sentence}</span>
            <button type="button" className={styles.close} aria-label={STRINGS.dismiss} onClick={() => drop(id)}>
              <CloseIcon />
            </button>
          </p>
        ))}
      </div>
    </NoticesContext>
  );
}
