/** Getting in as another device of somebody who is in, or with recovery words. */
import { useState } from "react";
import type { WorkspaceSummary } from "../../worker/api";
import type { EngineClient } from "../../worker/client";
import { Qr } from "../common/Qr";
import { Scan } from "../common/Scan";
import { textOf } from "../start/PersonFields";
import styles from "./Access.module.css";
import { ACCESS } from "./strings";

interface Props {
  readonly engine: EngineClient;
  readonly busy: boolean;
  getIn(entering: Promise<WorkspaceSummary>): void;
  fail(message: string): void;
}

/** @param scanned the device link that this page was opened with */
export function AsDevice({ engine, busy, getIn, fail, scanned = "" }: Props & { readonly scanned?: string }) {
  const [request, setRequest] = useState<string>();
  const [link, setLink] = useState(scanned);
  const ask = () => {
    engine.call("RequestDevice", { link }).then(
      (made) => {
        setRequest(made);
        getIn(engine.call("EnterAsDevice", { link }));
      },
      (e: Error) => fail(e.message),
    );
  };
  return (
    <form className={styles.form} action={ask}>
      <p>{ACCESS.asDeviceHow}</p>
      <label>
        {ACCESS.deviceLink}
        <input required autoComplete="off" value={link} onChange={({ target }) => setLink(target.value)} />
      </label>
      <Scan read={setLink} />
      <button type="submit" className="main" disabled={busy}>
        {ACCESS.ask}
      </button>
      {request !== undefined && (
        <label>
          {ACCESS.asked}
          <textarea
            readOnly
            className={styles.text}
            aria-label={ACCESS.requestText}
            value={request}
            onFocus={({ currentTarget }) => currentTarget.select()}
          />
        </label>
      )}
      {request !== undefined && <Qr text={request} label={ACCESS.requestCode} />}
    </form>
  );
}

export function Recover({ engine, busy, getIn }: Props) {
  const recover = (form: FormData) =>
    getIn(engine.call("Recover", { link: textOf(form, "anyLink"), words: textOf(form, "words") }));
  return (
    <form className={styles.form} action={recover}>
      <label>
        {ACCESS.recoverLink}
        <input name="anyLink" required autoComplete="off" />
      </label>
      <label>
        {ACCESS.recoverWords}
        <textarea name="words" required autoComplete="off" spellCheck={false} />
      </label>
      <button type="submit" className="main" disabled={busy}>
        {ACCESS.recoverDo}
      </button>
    </form>
  );
}
