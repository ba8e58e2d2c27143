import { useEffect, useState } from "react";
import { askToPersist, type Room } from "../../store/storageGauge";
import { InAndOut } from "../files/InAndOut";
import { useNotices, useSession } from "../shell/session";
import { chooseTheme, type ThemeChoice, useThemeChoice } from "../shell/theme";
import { Passphrase } from "./Passphrase";
import styles from "./SettingsPage.module.css";
import { SETTINGS_STRINGS as S } from "./strings";

/** What is this browser's own: its colours, what it keeps, and taking everything out. */
export default function SettingsPage() {
  return (
    <div className={styles.settings}>
      <header className="head">
        <h1>{S.settings}</h1>
      </header>
      <Appearance />
      <Storage />
      <Passphrase />
      <InAndOut />
    </div>
  );
}

const THEMES: readonly ThemeChoice[] = ["system", "light", "dark"];

function Appearance() {
  const chosen = useThemeChoice();
  return (
    <fieldset>
      <legend>{S.colours}</legend>
      {THEMES.map((each) => (
        <label key={each}>
          <input type="radio" name="theme" checked={each === chosen} onChange={() => chooseTheme(each)} />
          {S.theme[each]}
        </label>
      ))}
    </fieldset>
  );
}

const MEGABYTE = 1_000_000;

function Storage() {
  const { engine } = useSession();
  const { complain, say } = useNotices();
  const [room, setRoom] = useState<Room>();
  useEffect(() => {
    engine.call("Storage", {}).then(setRoom, complain);
  }, [engine, complain]);
  const ask = async () => {
    if ((await askToPersist()) !== true) say(S.notPromised);
    setRoom(await engine.call("Storage", {}));
  };
  const used = room?.usageBytes;
  return (
    <section aria-labelledby="storage">
      <h2 id="storage">{S.storage}</h2>
      {used !== undefined && <p>{S.used((used / MEGABYTE).toFixed(1))}</p>}
      {room?.persisted === true && <p>{S.promised}</p>}
      {room?.persisted === false && (
        <>
          <p>{S.mayClear}</p>
          <button type="button" onClick={() => void ask().catch(complain)}>
            {S.askToKeep}
          </button>
        </>
      )}
    </section>
  );
}
