import { useEffect, useRef } from "react";
import styles from "./Access.module.css";
import { ACCESS } from "./strings";

interface Props {
  readonly words: readonly string[];
  done(): void;
}

/** 24 words, until the person says that they are written down. */
export function RecoveryWords({ words, done }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  // What had the focus is gone.
  useEffect(() => heading.current?.focus(), []);
  return (
    <section aria-label={ACCESS.words}>
      <h2 ref={heading} tabIndex={-1}>
        {ACCESS.words}
      </h2>
      <p>{ACCESS.wordsWhy}</p>
      <ol className={styles.words}>
        {words.map((word, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a word may stand at two places
          <li key={i}>{word}</li>
        ))}
      </ol>
      <button type="button" className="main" onClick={done}>
        {ACCESS.written}
      </button>
    </section>
  );
}
