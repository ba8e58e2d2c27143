/** A dialog over everything: the browser's own, which keeps the focus inside and leaves by Escape. */
import { type ReactNode, useEffect, useRef } from "react";
import { CloseIcon } from "../../shell/icons";
import { CANVAS } from "../strings";
import styles from "./Dialog.module.css";

interface Props {
  readonly title: string;
  readonly wide?: boolean;
  readonly bare?: boolean;
  readonly children: ReactNode;
  close(): void;
}

export function Dialog({ title, wide, bare, children, close }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    const before = document.activeElement;
    shown?.showModal();
    // Not the first that could have the focus, but the first that one writes into.
    shown?.querySelector<HTMLElement>("input, textarea")?.focus();
    return () => {
      shown?.close();
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the browser closes it by Escape
    <dialog
      ref={dialog}
      className={styles.dialog}
      data-wide={wide || undefined}
      data-bare={bare || undefined}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) close();
      }}
    >
      <div className={styles.inside}>
        {bare !== true && (
          <header className={styles.head}>
            <h2>{title}</h2>
            <button type="button" className={styles.close} aria-label={CANVAS.close} onClick={close}>
              <CloseIcon />
            </button>
          </header>
        )}
        {children}
      </div>
    </dialog>
  );
}
