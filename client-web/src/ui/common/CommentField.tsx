/** A field for a comment, in which `@` completes the names of members. */
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from "react";
import { COMMENT_MAX } from "../../model/limits";
import styles from "./CommentField.module.css";
import { completed, fitting, type Named, type Wanted, wantedAt } from "./naming";
import { COMMON } from "./strings";

interface Props {
  readonly label: string;
  readonly text: string;
  readonly members: readonly Named[];
  readonly rows: number;
  /** The person has just asked for it. */
  readonly focused?: boolean;
  write(text: string): void;
  /** Ctrl-Enter. */
  send(): void;
  /** Escape. */
  leave?(): void;
}

export function CommentField({ label, text, members, rows, focused, write, send, leave }: Props) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [wanted, setWanted] = useState<Wanted>();
  const [index, setIndex] = useState(0);
  const [caret, setCaret] = useState<number>();
  const choices = wanted === undefined ? [] : fitting(members, wanted.word);
  const marked = choices[Math.min(index, choices.length - 1)];
  const option = (each: Named) => `${id}-${each.id}`;

  // After the text with the name is in the field.
  useLayoutEffect(() => {
    if (caret === undefined) return;
    field.current?.setSelectionRange(caret, caret);
    setCaret(undefined);
  }, [caret]);

  // In a panel that scrolls, the list may lie below what is seen.
  const [at, count] = [wanted?.at, choices.length];
  useLayoutEffect(() => {
    if (at !== undefined && count > 0) list.current?.scrollIntoView({ block: "nearest" });
  }, [at, count]);

  const look = ({ value, selectionStart, selectionEnd }: HTMLTextAreaElement) => {
    const found = selectionStart === selectionEnd ? wantedAt(value, selectionStart) : undefined;
    setWanted(found);
    if (found?.at !== wanted?.at || found?.word !== wanted?.word) setIndex(0);
  };
  const choose = (each: Named) => {
    if (wanted === undefined) return;
    const next = completed(text, wanted, each.name);
    write(next.text);
    setWanted(undefined);
    setCaret(next.caret);
    field.current?.focus();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return send();
    if (marked === undefined || event.nativeEvent.isComposing) {
      if (event.key === "Escape") leave?.();
      return;
    }
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: choices.length - 1 };
    const step = steps[event.key];
    if (step !== undefined) setIndex((now) => (Math.min(now, choices.length - 1) + step) % choices.length);
    else if (event.key === "Enter" || event.key === "Tab") choose(marked);
    else if (event.key === "Escape") setWanted(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.field}>
      <textarea
        ref={field}
        aria-label={label}
        aria-autocomplete="list"
        aria-controls={marked === undefined ? undefined : id}
        aria-activedescendant={marked === undefined ? undefined : option(marked)}
        placeholder={label}
        rows={rows}
        maxLength={COMMENT_MAX}
        value={text}
        // biome-ignore lint/a11y/noAutofocus: the person has just asked for it
        autoFocus={focused}
        onChange={({ target }) => {
          write(target.value);
          look(target);
        }}
        onSelect={({ currentTarget }) => look(currentTarget)}
        onBlur={() => setWanted(undefined)}
        onKeyDown={press}
      />
      {marked !== undefined && (
        <div ref={list} id={id} role="listbox" aria-label={COMMON.members} className={styles.choices}>
          {choices.map((each) => (
            <div
              key={each.id}
              id={option(each)}
              role="option"
              tabIndex={-1}
              aria-selected={each === marked}
              // Before the field loses the focus.
              onMouseDown={(event) => {
                event.preventDefault();
                choose(each);
              }}
            >
              {each.name}
            </div>
          ))}
        </div>
      )}
      <p className={styles.heard} aria-live="polite">
        {marked === undefined ? "" : COMMON.membersFit(choices.length)}
      </p>
    </div>
  );
}
