import { useEffect, useState } from "react";
import { ACCESS } from "./strings";

const FORGETS_MILLIS = 6_000;

interface Props {
  readonly action: string;
  /** Whom or what it is about, for who cannot see where the button stands. */
  readonly about: string;
  act(): void;
}

/** A button for what cannot be taken back: it wants to be pressed twice. */
export function Firm({ action, about, act }: Props) {
  const [pressed, setPressed] = useState(false);
  useEffect(() => {
    if (!pressed) return;
    const timer = setTimeout(() => setPressed(false), FORGETS_MILLIS);
    return () => clearTimeout(timer);
  }, [pressed]);
  const press = () => {
    setPressed(!pressed);
    if (pressed) act();
  };
  return (
    <button type="button" onClick={press}>
      {pressed ? ACCESS.really(action) : action}
      <span className="unseen"> {about}</span>
    </button>
  );
}
