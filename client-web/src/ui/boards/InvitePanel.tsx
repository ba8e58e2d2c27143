import { useState } from "react";
import { Qr } from "../common/Qr";
import { InviteIcon } from "../shell/icons";
import { useNotices, useSession } from "../shell/session";
import { STRINGS } from "../strings";
import styles from "./InvitePanel.module.css";

const WEEK_MILLIS = 7 * 24 * 3_600_000;

/** A link by which somebody joins. It is shown too: not every browser lets a page write the clipboard. */
export function InvitePanel() {
  const { engine, workspace } = useSession();
  const { complain, say } = useNotices();
  const [link, setLink] = useState<string>();
  if (!workspace.mayWrite) return null;

  const invite = async () => {
    const made = await engine.call("Invite", {
      workspace: workspace.id,
      role: "editor",
      uses: 1,
      validMillis: WEEK_MILLIS,
    });
    setLink(made);
    await copy(made);
  };

  const copy = async (text: string) => {
    const copied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false, // it is on the screen to be copied by hand
    );
    say(copied ? STRINGS.copied : STRINGS.copyByHand);
  };

  return (
    <div className={styles.panel}>
      <button type="button" onClick={() => invite().catch(complain)}>
        <InviteIcon />
        {STRINGS.inviteOthers}
      </button>
      {link !== undefined && (
        <div className={styles.made}>
          <input
            readOnly
            aria-label={STRINGS.link}
            className={styles.link}
            value={link}
            onFocus={(event) => event.currentTarget.select()}
          />
          <Qr text={link} label={STRINGS.linkCode} />
        </div>
      )}
    </div>
  );
}
