/** Says where this person's cursor is, and shows where those of others are. */
import { useEffect } from "react";
import type { DeviceId, DocumentId } from "../../protocol/ids";
import { useSession } from "../shell/session";
import { setCarets } from "./carets";
import type { EditorHandle, Selected } from "./Editor";
import { DOCUMENT_STRINGS as S } from "./strings";

export function useCarets(document: DocumentId, editor: EditorHandle | undefined, selected: Selected): void {
  const { engine, workspace } = useSession();
  const { id } = workspace;
  const { members } = workspace.team;
  const { start, length } = selected;

  useEffect(() => {
    const caret = { anchor: start, head: start + length };
    const mood = globalThis.document.visibilityState === "visible" ? "active" : "idle";
    void engine.call("Present", { workspace: id, document, presence: { mood, caret } });
  }, [engine, id, document, start, length]);

  useEffect(
    () => () => void engine.call("Present", { workspace: id, document, presence: undefined }),
    [engine, id, document],
  );

  useEffect(() => {
    if (editor === undefined) return;
    const nameOf = (device: DeviceId) => members.find((each) => each.devices.includes(device))?.name ?? S.somebody;
    return engine.listen((event) => {
      if (event.type !== "Presence" || event.document !== document) return;
      const carets = event.people.flatMap(({ device, session, caret }) =>
        caret === undefined ? [] : [{ id: session, name: nameOf(device), at: caret.head }],
      );
      editor.view.dispatch({ effects: setCarets.of(carets) });
    });
  }, [engine, document, editor, members]);
}
