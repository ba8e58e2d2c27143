import { type FormEvent, useState } from "react";
import { useAnswer } from "../common/answer";
import { useNotices, useSession } from "../shell/session";
import styles from "./SettingsPage.module.css";
import { SETTINGS_STRINGS as S } from "./strings";

const CHARACTERS_MIN = 8;

/** A passphrase for the keys of this browser: set, changed, taken away. */
export function Passphrase() {
  const { value: guard } = useAnswer("KeyGuard", {}, (event) => event.type === "Keys");
  if (guard === undefined) return null;
  return (
    <section aria-labelledby="passphrase">
      <h2 id="passphrase">{S.passphrase}</h2>
      <p>{guard === "NONE" ? S.passphraseWhy : S.passphraseSet}</p>
      <Form key={guard} isSet={guard !== "NONE"} />
    </section>
  );
}

function Form({ isSet }: { readonly isSet: boolean }) {
  const { engine } = useSession();
  const { say } = useNotices();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const [failure, setFailure] = useState("");
  const [busy, setBusy] = useState(false);
  const guard = async (wanted: string | undefined, said: string) => {
    setBusy(true);
    setFailure("");
    try {
      await engine.call("GuardKeys", { current: isSet ? current : undefined, next: wanted });
      for (const clear of [setCurrent, setNext, setAgain]) clear("");
      say(said);
    } catch (e) {
      setFailure((e as Error).message);
    } finally {
      setBusy(false);
    }
  };
  const set = (event: FormEvent) => {
    event.preventDefault();
    if (next === again) void guard(next, isSet ? S.passphraseChanged : S.passphraseNowSet);
    else setFailure(S.passphraseDiffers);
  };
  return (
    <form className={styles.secret} onSubmit={set}>
      {isSet && <Secret label={S.passphraseCurrent} complete="current-password" value={current} change={setCurrent} />}
      <Secret label={S.passphraseNext} complete="new-password" value={next} change={setNext} />
      <Secret label={S.passphraseAgain} complete="new-password" value={again} change={setAgain} />
      <div role="alert">{failure}</div>
      <div className={styles.buttons}>
        <button type="submit" disabled={busy}>
          {isSet ? S.passphraseChange : S.passphraseSetDo}
        </button>
        {isSet && (
          <button
            type="button"
            disabled={busy || current === ""}
            onClick={() => void guard(undefined, S.passphraseRemoved)}
          >
            {S.passphraseRemove}
          </button>
        )}
      </div>
    </form>
  );
}

interface SecretProps {
  readonly label: string;
  readonly complete: "current-password" | "new-password";
  readonly value: string;
  readonly change: (text: string) => void;
}

function Secret({ label, complete, value, change }: SecretProps) {
  return (
    <label>
      {label}
      <input
        type="password"
        required
        minLength={complete === "new-password" ? CHARACTERS_MIN : undefined}
        autoComplete={complete}
        value={value}
        onChange={({ target }) => change(target.value)}
      />
    </label>
  );
}
