/** A document as it was: its versions with who wrote them, what has changed since, and taking one back as a new edit. */
import { useEffect, useMemo, useState } from "react";
import type { DeviceId, DocumentId } from "../../protocol/ids";
import { useClock, When } from "../common/people";
import { useNotices, useSession } from "../shell/session";
import { difference } from "./difference";
import styles from "./Earlier.module.css";
import type { EditorHandle } from "./Editor";
import { DOCUMENT_STRINGS as S } from "./strings";
import { type Piece, piecesOf, type Version, versionsOf } from "./versions";

interface Props {
  readonly document: DocumentId;
  /** The text as it is now. */
  readonly text: string;
  /** Rises with every change of the text. */
  readonly version: number;
  readonly editor: EditorHandle | undefined;
  leave(): void;
}

export default function Earlier({ document, text, version, editor, leave }: Props) {
  const { mayWrite } = useSession().workspace;
  const { say } = useNotices();
  const clock = useClock();
  const nameOf = useDeviceNames();
  const versions = useVersions(document, version);
  const [position, setPosition] = useState<number>();
  const [compared, setCompared] = useState(true);
  const chosen = versions?.find((each) => each.position === position) ?? versions?.[0];
  const then = useTextAt(document, chosen?.position);
  if (versions === undefined) return null;
  if (chosen === undefined) return <p className="empty">{S.noVersions}</p>;
  const at = versions.indexOf(chosen);
  const words = ({ millis, device }: Version) => S.versionBy(clock.show(millis), nameOf(device));
  const restore = () => {
    if (editor === undefined || then === undefined) return;
    const { doc } = editor.view.state;
    editor.view.dispatch({ changes: difference(doc.sliceString(0, doc.length, "\n"), then) });
    say(S.restored);
    leave();
  };
  return (
    <section className={styles.earlier} aria-label={S.earlier}>
      <div className={styles.choice}>
        <input
          type="range"
          min={0}
          max={versions.length - 1}
          value={versions.length - 1 - at}
          aria-label={S.version}
          aria-valuetext={words(chosen)}
          onChange={({ target }) => setPosition(versions[versions.length - 1 - Number(target.value)]?.position)}
        />
        <ol className={styles.versions} aria-label={S.versions}>
          {versions.map((each) => (
            <li key={each.position}>
              <button
                type="button"
                className="quiet"
                aria-current={each === chosen ? "true" : undefined}
                onClick={() => setPosition(each.position)}
              >
                <span>
                  <When at={each.millis} />, {nameOf(each.device)}
                </span>
              </button>
            </li>
          ))}
        </ol>
      </div>
      <div className={styles.what}>
        <p role="status">
          <strong>{words(chosen)}</strong> <span className={styles.soft}>{S.atPosition(chosen.position)}</span>
        </p>
        <p className={styles.soft}>{S.versionsWithoutComments}</p>
        <label>
          <input type="checkbox" checked={compared} onChange={() => setCompared(!compared)} /> {S.compareWithNow}
        </label>
        {mayWrite && then !== undefined && then !== text && (
          <button type="button" onClick={restore}>
            {S.restore}
          </button>
        )}
        <button type="button" onClick={leave}>
          {S.backToNow}
        </button>
      </div>
      {then !== undefined && <Text then={then} now={text} compared={compared} />}
    </section>
  );
}

/** @param compared with what has changed since, else as it was */
function Text({ then, now, compared }: { readonly then: string; readonly now: string; readonly compared: boolean }) {
  const pieces = useMemo<readonly Piece[]>(
    () => (compared ? piecesOf(then, now) : [{ kind: "same", text: then }]),
    [then, now, compared],
  );
  return (
    <>
      {compared && <p className={styles.soft}>{then === now ? S.asNow : S.diffLegend}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section className={styles.text} tabIndex={0} aria-label={S.versionText}>
        {pieces.map((piece, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name than their place
          <PieceOf key={i} piece={piece} />
        ))}
      </section>
    </>
  );
}

function PieceOf({ piece }: { readonly piece: Piece }) {
  switch (piece.kind) {
    case "same":
      return piece.text;
    case "gone":
      return <del>{piece.text}</del>;
    case "new":
      return <ins>{piece.text}</ins>;
    case "lines":
      return <span className={styles.lines}>{`${S.sameLines(piece.count)}\n`}</span>;
  }
}

function useDeviceNames(): (device: DeviceId) => string {
  const { members } = useSession().workspace.team;
  return (device) => members.find(({ devices }) => devices.includes(device))?.name ?? S.somebody;
}

function useVersions(document: DocumentId, version: number): readonly Version[] | undefined {
  const { engine, workspace } = useSession();
  const { complain } = useNotices();
  const [versions, setVersions] = useState<readonly Version[]>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the text has changed
  useEffect(() => {
    let gone = false;
    engine.call("Moments", { workspace: workspace.id, document }).then((moments) => {
      if (!gone) setVersions(versionsOf(moments));
    }, complain);
    return () => {
      gone = true;
    };
  }, [engine, workspace.id, document, version, complain]);
  useEffect(
    () => () => {
      void engine.call("Arrive", { workspace: workspace.id });
    },
    [engine, workspace.id],
  );
  return versions;
}

/** The text as of a position; the one before as long as it is looked up. */
function useTextAt(document: DocumentId, position: number | undefined): string | undefined {
  const { engine, workspace } = useSession();
  const { complain } = useNotices();
  const [text, setText] = useState<string>();
  useEffect(() => {
    if (position === undefined) return;
    let gone = false;
    engine.call("TextAt", { workspace: workspace.id, document, at: { type: "Position", position } }).then((found) => {
      if (!gone) setText(found.state ?? "");
    }, complain);
    return () => {
      gone = true;
    };
  }, [engine, workspace.id, document, position, complain]);
  return text;
}
