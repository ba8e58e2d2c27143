import { type FormEvent, useState } from "react";
import type { AccessSnapshot } from "../../worker/accessApi";
import { Qr } from "../common/Qr";
import { Scan } from "../common/Scan";
import { useNotices, useSession } from "../shell/session";
import styles from "./Access.module.css";
import type { Act } from "./AccessPage";
import { Firm } from "./Firm";
import { ACCESS } from "./strings";

interface Props {
  readonly me: AccessSnapshot["people"][number];
  readonly act: Act;
}

/** The devices of the person who looks, and one more. */
export function Devices({ me, act }: Props) {
  const { engine, workspace } = useSession();
  const { complain, say } = useNotices();
  const [link, setLink] = useState<string>();
  const [request, setRequest] = useState("");
  const begin = () => engine.call("DeviceLink", { workspace: workspace.id }).then(setLink, complain);
  const add = (event: FormEvent) => {
    event.preventDefault();
    engine.call("AddDevice", { workspace: workspace.id, request }).then(() => {
      setLink(undefined);
      setRequest("");
      say(ACCESS.added);
    }, complain);
  };
  return (
    <section aria-label={ACCESS.devices}>
      <h2>{ACCESS.devices}</h2>
      <ul className={styles.list}>
        {me.devices.map(({ id, isThis }) => (
          <li key={id} className={styles.row}>
            <span>
              <span className={styles.code}>{id.slice(0, 12)}</span>
              {isThis && <span className={styles.soft}> · {ACCESS.thisDevice}</span>}
            </span>
            {!isThis && (
              <Firm action={ACCESS.revoke} about={id.slice(0, 12)} act={() => act("RevokeDevice", { device: id })} />
            )}
          </li>
        ))}
      </ul>
      {link === undefined ? (
        <p>
          <button type="button" onClick={begin}>
            {ACCESS.addDevice}
          </button>
        </p>
      ) : (
        <form className={styles.form} onSubmit={add}>
          <p>{ACCESS.addDeviceHow}</p>
          <input
            readOnly
            aria-label={ACCESS.deviceLink}
            className={styles.text}
            value={link}
            onFocus={({ currentTarget }) => currentTarget.select()}
          />
          <Qr text={link} label={ACCESS.deviceCode} />
          <Scan read={setRequest} />
          <label>
            {ACCESS.request}
            <textarea
              required
              className={styles.text}
              value={request}
              onChange={({ target }) => setRequest(target.value)}
            />
          </label>
          <button type="submit" className="main">
            {ACCESS.add}
          </button>
        </form>
      )}
    </section>
  );
}
