import { useEffect, useState } from "react";
import { TITLE_MAX } from "../../../model/limits";
import { CANVAS } from "../strings";
import styles from "./Panel.module.css";

interface Props {
  readonly title: string;
  readonly readOnly: boolean;
  commit(title: string): void;
}

/** A title that is written when one leaves it. What somebody else writes meanwhile shows, unless one is writing. */
export function TitleField({ title, readOnly, commit }: Props) {
  const [text, setText] = useState(title);
  const [writing, setWriting] = useState(false);
  useEffect(() => {
    if (!writing) setText(title);
  }, [title, writing]);
  return (
    <textarea
      className={styles.title}
      aria-label={CANVAS.title}
      rows={1}
      maxLength={TITLE_MAX}
      readOnly={readOnly}
      value={text}
      onFocus={() => setWriting(true)}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => {
        setWriting(false);
        const next = text.replace(/\s+/g, " ").trim();
        if (next !== "" && next !== title) commit(next);
        else setText(title);
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") {
          event.preventDefault();
          event.currentTarget.blur();
        }
      }}
    />
  );
}
