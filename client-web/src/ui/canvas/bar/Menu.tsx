/** A button that opens a list below it. Escape and a press elsewhere close it. */
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import styles from "./Menu.module.css";

interface Props {
  readonly name: string;
  readonly label: ReactNode;
  readonly active?: boolean;
  readonly end?: boolean;
  children(close: () => void): ReactNode;
}

export function Menu({ name, label, active, end, children }: Props) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();

  useEffect(() => {
    if (!open) return;
    const away = (event: Event) => {
      if (event.target instanceof Node && root.current?.contains(event.target) === false) setOpen(false);
    };
    const leave = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener("pointerdown", away, true);
    document.addEventListener("keydown", leave, true);
    return () => {
      document.removeEventListener("pointerdown", away, true);
      document.removeEventListener("keydown", leave, true);
    };
  }, [open]);

  return (
    <div ref={root} className={styles.menu}>
      <button
        ref={button}
        type="button"
        className={styles.button}
        data-active={active || undefined}
        aria-expanded={open}
        aria-controls={id}
        aria-label={name}
        title={name}
        onClick={() => setOpen(!open)}
      >
        {label}
      </button>
      {open && (
        <div id={id} className={styles.list} data-end={end || undefined}>
          {children(() => setOpen(false))}
        </div>
      )}
    </div>
  );
}

interface ChoiceProps {
  readonly checked: boolean;
  readonly children: ReactNode;
  act(): void;
}

export function Choice({ checked, children, act }: ChoiceProps) {
  return (
    <label className={styles.choice}>
      <input type="checkbox" checked={checked} onChange={act} />
      {children}
    </label>
  );
}

export function Item({ children, act }: { readonly children: ReactNode; act(): void }) {
  return (
    <button type="button" className={styles.item} onClick={act}>
      {children}
    </button>
  );
}
