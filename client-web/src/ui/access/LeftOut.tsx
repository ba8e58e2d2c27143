import { useState } from "react";
import type { DeviceId } from "../../protocol/ids";
import type { LeftOutEntry } from "../../sync/leftOut";
import { useAnswer } from "../common/answer";
import { When } from "../common/people";
import { useSession } from "../shell/session";
import styles from "./Access.module.css";
import type { Act } from "./AccessPage";
import { Firm } from "./Firm";
import { ACCESS } from "./strings";

interface Props {
  readonly owns: boolean;
  readonly act: Act;
}

/** What stands in the log and was not applied, by who wrote it; an owner has everybody skip it. */
export function LeftOut({ owns, act }: Props) {
  const { workspace } = useSession();
  const { members } = workspace.team;
  const { value: entries } = useAnswer("LeftOut", { workspace: workspace.id }, (event) =>
    ["Members", "Board", "BoardReset", "Text", "Decisions"].includes(event.type),
  );
  const nameOf = (device: DeviceId | undefined) =>
    members.find(({ devices }) => device !== undefined && devices.includes(device))?.name ??
    (device === undefined ? ACCESS.unknownAuthor : ACCESS.deviceOfNobody(device.slice(0, 12)));
  const byAuthor = new Map<string, LeftOutEntry[]>();
  for (const each of entries ?? []) {
    const name = nameOf(each.author);
    byAuthor.set(name, [...(byAuthor.get(name) ?? []), each]);
  }
  return (
    <section aria-label={ACCESS.leftOut}>
      <h2>{ACCESS.leftOut}</h2>
      <p className={styles.soft}>{byAuthor.size === 0 ? ACCESS.nothingLeftOut : ACCESS.leftOutWhy}</p>
      {[...byAuthor].map(([name, theirs]) => (
        <div key={name}>
          <h3>{ACCESS.fromAuthor(name, theirs.length)}</h3>
          <ul className={styles.list}>
            {theirs.map((each) => (
              <Row key={each.position} entry={each} author={name} owns={owns} act={act} />
            ))}
          </ul>
        </div>
      ))}
      {owns && <SkipAnother act={act} />}
    </section>
  );
}

/** What was applied and does harm. */
function SkipAnother({ act }: { readonly act: Act }) {
  const [position, setPosition] = useState("");
  const chosen = Number(position);
  return (
    <div className={styles.form}>
      <p className={styles.soft}>{ACCESS.skipWhy}</p>
      <label>
        {ACCESS.skipAnother}
        <input
          type="number"
          inputMode="numeric"
          min={1}
          value={position}
          onChange={({ target }) => setPosition(target.value)}
        />
      </label>
      {Number.isSafeInteger(chosen) && chosen > 0 && (
        <Firm
          action={ACCESS.quarantine}
          about={`${ACCESS.position} ${chosen}`}
          act={() => act("Quarantine", { position: chosen }, ACCESS.quarantined)}
        />
      )}
    </div>
  );
}

interface RowProps extends Props {
  readonly entry: LeftOutEntry;
  readonly author: string;
}

function Row({ entry, author, owns, act }: RowProps) {
  const { team } = useSession().workspace;
  const { position, millis, document, reason, isQuarantined, waits } = entry;
  const title = [...team.boards, ...team.documents].find(({ id }) => id === document)?.title;
  return (
    <li className={styles.row}>
      <span>
        {ACCESS.position} {position}
        {millis !== undefined && (
          <>
            , <When at={millis} />
          </>
        )}
        {title !== undefined && `, ${ACCESS.inDocument(title)}`}
        <br />
        <span className={styles.soft}>
          {reason}
          {waits && `; ${ACCESS.waitsStill}`}
        </span>
      </span>
      {owns && !isQuarantined && (
        <Firm
          action={ACCESS.quarantine}
          about={`${author}, ${ACCESS.position} ${position}`}
          act={() => act("Quarantine", { position }, ACCESS.quarantined)}
        />
      )}
    </li>
  );
}
