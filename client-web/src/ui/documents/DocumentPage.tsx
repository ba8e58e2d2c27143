/** One document: its text, what is said about it, and what it is linked with. */
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from "react";
import type { DocumentId } from "../../protocol/ids";
import type { TextSnapshot } from "../../worker/api";
import { DecisionNote } from "../decisions/DecisionNote";
import type { PageProps } from "../pages";
import { useNotices, useSession } from "../shell/session";
import { useAuthors } from "./authors";
import { Comments } from "./Comments";
import styles from "./DocumentPage.module.css";
import { Editor, type EditorHandle, type Selected } from "./Editor";
import { Links } from "./Links";
import type { Marked } from "./markings";
import { DOCUMENT_STRINGS as S } from "./strings";
import { Title } from "./Title";
import { Toolbar } from "./Toolbar";
import { useCards, useNamed } from "./things";
import { useCarets } from "./useCarets";

const Earlier = lazy(() => import("./Earlier"));

export default function DocumentPage({ params }: PageProps) {
  const document = params.document as DocumentId;
  const { workspace } = useSession();
  const entry = workspace.team.documents.find(({ id }) => id === document);
  const { first, snapshot } = useText(document);
  if (entry === undefined) return <p className="empty">{S.notHere}</p>;
  if (first === undefined || snapshot === undefined) return null;
  return <Opened key={document} document={document} title={entry.title} first={first} snapshot={snapshot} />;
}

interface OpenedProps {
  readonly document: DocumentId;
  readonly title: string;
  readonly first: TextSnapshot;
  readonly snapshot: TextSnapshot;
}

function Opened({ document, title, first, snapshot }: OpenedProps) {
  const { engine, workspace } = useSession();
  const { complain, say } = useNotices();
  const cards = useCards();
  const named = useNamed(cards);
  const [editor, setEditor] = useState<EditorHandle>();
  const [source, setSource] = useState(false);
  const [byAuthor, setByAuthor] = useState(false);
  const [earlier, setEarlier] = useState(false);
  const [selected, setSelected] = useState<Selected>({ start: 0, length: 0 });
  const [chosen, setChosen] = useState<string>();
  const authors = useAuthors(document, byAuthor ? snapshot.version : undefined);
  useCarets(document, editor, selected);

  const { threads } = snapshot;
  const marked = useMemo<readonly Marked[]>(
    () => [
      ...(authors?.parts ?? []),
      ...threads
        .filter((each) => !each.resolved && each.anchor !== undefined)
        .map(({ id, anchor }) => ({
          id,
          start: anchor?.range.start ?? 0,
          length: anchor?.range.length ?? 0,
          className: id === chosen ? "cm-commented cm-chosen" : "cm-commented",
        })),
    ],
    [authors, threads, chosen],
  );

  const undo = useCallback(
    async (direction: "Undo" | "Redo") => {
      await editor?.binding.settled();
      const { skipped } = await engine.call(direction, { workspace: workspace.id, document });
      if (skipped > 0) say(S.skipped(skipped));
    },
    [editor, engine, workspace.id, document, say],
  );

  return (
    <div className={styles.page}>
      <div className={styles.paper}>
        <Title document={document} title={title} />
        <DecisionNote document={document} title={title} />
        <Toolbar
          editor={editor}
          source={source}
          setSource={setSource}
          byAuthor={byAuthor}
          setByAuthor={setByAuthor}
          earlier={earlier}
          setEarlier={setEarlier}
          undo={(direction) => void undo(direction).catch(complain)}
        />
        {authors !== undefined && (
          <ul className={styles.legend}>
            {authors.people.map(({ name, className }) => (
              <li key={name} className={styles[className]}>
                {name}
              </li>
            ))}
          </ul>
        )}
        {earlier && (
          <Suspense fallback={null}>
            <Earlier
              document={document}
              text={snapshot.text}
              version={snapshot.version}
              editor={editor}
              leave={() => setEarlier(false)}
            />
          </Suspense>
        )}
        {/* Kept, with what is being typed and where the cursor is. */}
        <div hidden={earlier}>
          <Editor
            document={document}
            first={first}
            named={named}
            source={source}
            marked={marked}
            ready={setEditor}
            selected={setSelected}
            choose={setChosen}
            undo={(direction) => void undo(direction).catch(complain)}
          />
        </div>
      </div>
      <div className={styles.aside}>
        <Comments
          document={document}
          threads={threads}
          editor={editor}
          selected={selected}
          chosen={chosen}
          choose={setChosen}
        />
        <Links document={document} title={title} cards={cards} version={snapshot.version} />
      </div>
    </div>
  );
}

/** The text as it was when the page opened, and as it is. */
function useText(document: DocumentId) {
  const { engine, workspace } = useSession();
  const { complain } = useNotices();
  const [first, setFirst] = useState<TextSnapshot>();
  const [snapshot, setSnapshot] = useState<TextSnapshot>();
  useEffect(() => {
    setFirst(undefined);
    setSnapshot(undefined);
    let gone = false;
    const stop = engine.listen((event) => {
      if (event.type === "Text" && event.document === document)
        setSnapshot((now) => (now === undefined || event.snapshot.version > now.version ? event.snapshot : now));
    });
    engine.call("WatchText", { workspace: workspace.id, document }).then((found) => {
      if (gone) return;
      setFirst(found);
      setSnapshot(found);
    }, complain);
    return () => {
      gone = true;
      stop();
      void engine.call("Unwatch", { workspace: workspace.id, document });
    };
  }, [engine, workspace.id, document, complain]);
  return { first, snapshot };
}
