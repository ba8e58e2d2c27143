import { Component, type ReactNode } from "react";
import { STRINGS } from "../strings";
import styles from "./ErrorBoundary.module.css";

interface Props {
  readonly children: ReactNode;
  /** When it changes, another attempt is made: the address, say. */
  readonly of: string;
}

interface State {
  readonly failure: Error | undefined;
  readonly of: string;
}

/** A page that breaks says so in its place, and the rest of the window goes on: nothing is lost, the engine keeps what was edited. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { failure: undefined, of: this.props.of };

  static getDerivedStateFromError(failure: Error): Partial<State> {
    return { failure };
  }

  static getDerivedStateFromProps(props: Props, state: State): State | null {
    return props.of === state.of ? null : { failure: undefined, of: props.of };
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === undefined) return this.props.children;
    return (
      <div className={styles.broken} role="alert">
        <h1>{STRINGS.broken}</h1>
        <p>{STRINGS.brokenKept}</p>
        <pre>{failure.message}</pre>
        <button type="button" onClick={() => location.reload()}>
          {STRINGS.reload}
        </button>
      </div>
    );
  }
}
