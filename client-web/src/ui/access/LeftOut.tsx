import { useState } from "react";
import type { DeviceId, DocumentId } from "../../protocol/ids";
import type { LeftOutEntry } from "../../sync/leftOut";
import { useAnswer } from "../common/answer";
import { useClock, When } from "../common/people";
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
      {owns && <SkipAnother act={act} nameOf={nameOf} />}
    </section>
  );
}

/** What was applied and does harm: what was written to a board or document, the newest first. */
function SkipAnother({ act, nameOf }: { readonly act: Act; nameOf(device: DeviceId): string }) {
  const { team } = useSession().workspace;
  const [document, setDocument] = useState("");
  return (
    <div className={styles.form}>
      <p className={styles.soft}>{ACCESS.skipWhy}</p>
      <label>
        {ACCESS.skipIn}
        <select value={document} onChange={({ target }) => setDocument(target.value)}>
          <option value="">{ACCESS.choose}</option>
          {[...team.boards, ...team.documents].map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
      {document !== "" && <Writings key={document} document={document as DocumentId} act={act} nameOf={nameOf} />}
    </div>
  );
}

/** As many as somebody looks through. */
const WRITINGS_MAX = 200;

interface WritingsProps {
  readonly document: DocumentId;
  readonly act: Act;
  nameOf(device: DeviceId): string;
}

function Writings({ document, act, nameOf }: WritingsProps) {
  const { workspace } = useSession();
  const clock = useClock();
  const { value: moments = [] } = useAnswer("Moments", { workspace: workspace.id, document });
  const [position, setPosition] = useState("");
  const logged = moments.flatMap(({ position: at, millis, device }) =>
    at === undefined || millis === undefined ? [] : [{ at, words: `${clock.show(millis)}, ${nameOf(device)}` }],
  );
  const chosen = logged.find(({ at }) => String(at) === position);
  return (
    <>
      <label>
        {ACCESS.skipAnother}
        <select value={position} onChange={({ target }) => setPosition(target.value)}>
          <option value="">{ACCESS.choose}</option>
          {logged
            .slice(-WRITINGS_MAX)
            .reverse()
            .map(({ at, words }) => (
              <option key={at} value={at}>
                {words} ({ACCESS.position} {at})
              </option>
            ))}
        </select>
      </label>
      {chosen !== undefined && (
        <Firm
          action={ACCESS.quarantine}
          about={`${chosen.words}, ${ACCESS.position} ${chosen.at}`}
          act={() => act("Quarantine", { position: chosen.at }, ACCESS.quarantined)}
        />
      )}
    </>
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
