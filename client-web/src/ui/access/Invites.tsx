import { type FormEvent, useState } from "react";
import type { AccessSnapshot, RoleName } from "../../worker/accessApi";
import { useClock } from "../common/people";
import { Qr } from "../common/Qr";
import { useNotices, useSession } from "../shell/session";
import styles from "./Access.module.css";
import type { Act } from "./AccessPage";
import { Firm } from "./Firm";
import { ACCESS, ROLE_WORDS } from "./strings";

const WEEK_MILLIS = 7 * 24 * 3_600_000;

interface Props {
  readonly invites: AccessSnapshot["invites"];
  readonly act: Act;
}

/** The invites that can still be used, and one more. */
export function Invites({ invites, act }: Props) {
  const { engine, workspace } = useSession();
  const { complain } = useNotices();
  const clock = useClock();
  const [role, setRole] = useState<RoleName>("editor");
  const [approval, setApproval] = useState(false);
  const [link, setLink] = useState<string>();
  const invite = (event: FormEvent) => {
    event.preventDefault();
    engine
      .call("Invite", { workspace: workspace.id, role, uses: 1, validMillis: WEEK_MILLIS, approval })
      .then(setLink, complain);
  };
  return (
    <section aria-label={ACCESS.invites}>
      <h2>{ACCESS.invites}</h2>
      {invites.length === 0 && <p className={styles.soft}>{ACCESS.noInvites}</p>}
      <ul className={styles.list}>
        {invites.map((each) => (
          <li key={each.id} className={styles.row}>
            <span>
              {ROLE_WORDS[each.role]}, {ACCESS.usesLeft(each.usesLeft)}, {ACCESS.until} {clock.show(each.expiresMillis)}
              {each.approval && `, ${ACCESS.withApproval}`}
            </span>
            <Firm
              action={ACCESS.revoke}
              about={ROLE_WORDS[each.role]}
              act={() => act("RevokeInvite", { invite: each.id })}
            />
          </li>
        ))}
      </ul>
      <form className={styles.form} onSubmit={invite}>
        <label>
          {ACCESS.role}
          <select value={role} onChange={({ target }) => setRole(target.value as RoleName)}>
            {(Object.keys(ROLE_WORDS) as RoleName[]).map((each) => (
              <option key={each} value={each}>
                {ROLE_WORDS[each]}
              </option>
            ))}
          </select>
        </label>
        <label className={styles.check}>
          <input type="checkbox" checked={approval} onChange={({ target }) => setApproval(target.checked)} />
          {ACCESS.approval}
        </label>
        <button type="submit">{ACCESS.invite}</button>
        {link !== undefined && (
          <>
            <input
              readOnly
              aria-label={ACCESS.inviteLink}
              className={styles.text}
              value={link}
              onFocus={({ currentTarget }) => currentTarget.select()}
            />
            <Qr text={link} label={ACCESS.inviteCode} />
          </>
        )}
      </form>
    </section>
  );
}
