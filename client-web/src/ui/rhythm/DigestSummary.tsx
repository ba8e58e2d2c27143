/** On opening: what changed since this person last looked, in a line that leads to the digest. */
import { Link } from "wouter";
import { isEmptyDigest } from "../../model/rhythm/digest";
import { useAnswer } from "../common/answer";
import { useSession } from "../shell/session";
import styles from "./Rhythm.module.css";
import { digestSentence, RHYTHM } from "./strings";

const NEEDS_SHOWN = 3;

export default function DigestSummary() {
  const { workspace } = useSession();
  const { value: digest } = useAnswer("Digest", { workspace: workspace.id, since: { type: "Looked" } });
  if (digest === undefined || (isEmptyDigest(digest) && digest.needs.length === 0)) return null;
  const first = digest.needs.slice(0, NEEDS_SHOWN).map(({ target, text }) => `${target.title} ${text}`);
  return (
    <Link className={styles.summary} href="/rhythm">
      <strong>
        {RHYTHM.digest}: {digestSentence(digest.moved.length, digest.still.length, digest.needs.length)}
      </strong>
      {first.join(" · ")}
    </Link>
  );
}
