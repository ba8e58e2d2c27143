import { useCallback, useEffect, useState } from "react";
import type { DeviceId } from "../../protocol/ids";
import type { AccessCalls, AccessSnapshot, RoleName } from "../../worker/accessApi";
import { useNotices, useSession } from "../shell/session";
import styles from "./Access.module.css";
import { Devices } from "./Devices";
import { Firm } from "./Firm";
import { Invites } from "./Invites";
import { LeftOut } from "./LeftOut";
import { RecoveryWords } from "./RecoveryWords";
import { ACCESS, ROLE_WORDS } from "./strings";

type Change =
  | "ApproveMember"
  | "DeclineMember"
  | "RemoveMember"
  | "SetRole"
  | "RevokeInvite"
  | "RevokeDevice"
  | "Quarantine"
  | "RotateKey";

/** Does something about access, and says what came of it. */
export type Act = <N extends Change>(
  call: N,
  params: Omit<AccessCalls[N]["params"], "workspace">,
  said?: string,
) => void;

/** Who has access to the workspace, on which devices, by which invites, and the keys. */
export default function AccessPage() {
  const { engine, workspace } = useSession();
  const { complain, say } = useNotices();
  const [access, setAccess] = useState<AccessSnapshot>();
  const { id } = workspace;
  const read = useCallback(() => {
    engine.call("Access", { workspace: id }).then(setAccess, complain);
  }, [engine, id, complain]);
  useEffect(() => {
    read();
    return engine.listen((event) => {
      if ((event.type === "Members" || event.type === "Team") && event.workspace === id) read();
    });
  }, [engine, id, read]);
  const act: Act = (call, params, said) => {
    // The parameters are those of this very call.
    const done = engine.call(call, { workspace: id, ...params } as never) as Promise<unknown>;
    done.then(() => {
      if (said !== undefined) say(said);
    }, complain);
  };
  if (access === undefined) return null;
  const me = access.people.find(({ isMe }) => isMe);
  const owns = me?.role === "owner" && me.state === "MEMBER";
  return (
    <div className={styles.page}>
      <header className="head">
        <h1>{ACCESS.title}</h1>
      </header>
      {access.farewell !== undefined && <p role="alert">{access.farewell}</p>}
      <People access={access} owns={owns} act={act} />
      {me?.state === "MEMBER" && <Devices me={me} act={act} />}
      {me?.state === "MEMBER" && <Words has={me.recovery !== undefined} />}
      {owns && <Invites invites={access.invites} act={act} />}
      <LeftOut owns={owns} act={act} />
      {owns && (
        <section aria-label={ACCESS.keys}>
          <h2>{ACCESS.keys}</h2>
          <p>{ACCESS.rotateWhy}</p>
          <Firm action={ACCESS.rotate} about="" act={() => act("RotateKey", {}, ACCESS.rotated)} />
        </section>
      )}
    </div>
  );
}

const codeOf = (device: DeviceId) => device.slice(0, 12).replace(/(.{4})(?=.)/g, "$1 ");

type PersonOf = AccessSnapshot["people"][number];

function People({ access, owns, act }: { readonly access: AccessSnapshot; readonly owns: boolean; readonly act: Act }) {
  const members = access.people.filter(({ state }) => state === "MEMBER");
  const waiting = access.people.filter(({ state }) => state === "PENDING");
  return (
    <>
      {waiting.length > 0 && (
        <section aria-label={ACCESS.waiting}>
          <h2>{ACCESS.waiting}</h2>
          <p>{ACCESS.waitingWhy}</p>
          <ul className={styles.list}>
            {waiting.map((each) => (
              <li key={each.id} className={styles.row}>
                <span className={styles.code}>{codeOf(each.id)}</span>
                <span>{ROLE_WORDS[each.role]}</span>
                {owns && (
                  <>
                    <button type="button" className="main" onClick={() => act("ApproveMember", { member: each.id })}>
                      {ACCESS.letIn}
                    </button>
                    <Firm
                      action={ACCESS.sendAway}
                      about={codeOf(each.id)}
                      act={() => act("DeclineMember", { member: each.id })}
                    />
                  </>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-label={ACCESS.people}>
        <h2>{ACCESS.people}</h2>
        <ul className={styles.list}>
          {members.map((each) => (
            <MemberRow key={each.id} person={each} owns={owns} act={act} />
          ))}
        </ul>
      </section>
    </>
  );
}

function MemberRow({ person, owns, act }: { readonly person: PersonOf; readonly owns: boolean; readonly act: Act }) {
  const name = person.name ?? ACCESS.nobody;
  return (
    <li className={styles.row}>
      <strong>
        {name}
        {person.isMe && <span className={styles.soft}> · {ACCESS.you}</span>}
      </strong>
      {owns ? (
        <select
          aria-label={`${ACCESS.role} ${name}`}
          value={person.role}
          onChange={({ target }) => act("SetRole", { member: person.id, role: target.value as RoleName })}
        >
          {(Object.keys(ROLE_WORDS) as RoleName[]).map((role) => (
            <option key={role} value={role}>
              {ROLE_WORDS[role]}
            </option>
          ))}
        </select>
      ) : (
        <span>{ROLE_WORDS[person.role]}</span>
      )}
      {owns && !person.isMe && (
        <Firm action={ACCESS.remove} about={name} act={() => act("RemoveMember", { member: person.id })} />
      )}
    </li>
  );
}

function Words({ has }: { readonly has: boolean }) {
  const { engine, workspace } = useSession();
  const { complain } = useNotices();
  const [words, setWords] = useState<readonly string[]>();
  if (words !== undefined) return <RecoveryWords words={words} done={() => setWords(undefined)} />;
  const make = () => engine.call("MakeRecoveryWords", { workspace: workspace.id }).then(setWords, complain);
  return (
    <section aria-label={ACCESS.words}>
      <h2>{ACCESS.words}</h2>
      <p>{has ? ACCESS.hasWords : ACCESS.noWords}</p>
      {has ? (
        <Firm action={ACCESS.newWords} about="" act={make} />
      ) : (
        <button type="button" onClick={make}>
          {ACCESS.makeWords}
        </button>
      )}
    </section>
  );
}
