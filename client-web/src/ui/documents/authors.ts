/** Who wrote which part of a text, for its colours. */
import { useEffect, useState } from "react";
import type { DeviceId, DocumentId } from "../../protocol/ids";
import { useNotices, useSession } from "../shell/session";
import type { Marked } from "./markings";
import { DOCUMENT_STRINGS as S } from "./strings";

const COLOURS = 6;

export interface Authors {
  readonly parts: readonly Marked[];
  readonly people: readonly { readonly name: string; readonly className: `author${number}` }[];
}

/** @param version of the text that is shown; undefined while nobody wants to know */
export function useAuthors(document: DocumentId, version: number | undefined): Authors | undefined {
  const { engine, workspace } = useSession();
  const { complain } = useNotices();
  const [authors, setAuthors] = useState<Authors>();
  const { members } = workspace.team;
  useEffect(() => {
    if (version === undefined) return setAuthors(undefined);
    let gone = false;
    engine.call("TextAuthors", { workspace: workspace.id, document }).then((ranges) => {
      if (gone) return;
      const names: string[] = [];
      const nameOf = (device: DeviceId) => members.find((each) => each.devices.includes(device))?.name ?? S.somebody;
      const parts = ranges.map(({ device, start, length }) => {
        const name = nameOf(device);
        if (!names.includes(name)) names.push(name);
        const className = `cm-author${names.indexOf(name) % COLOURS}`;
        return { id: `${start}`, start, length, className };
      });
      const people = names.map((name, i) => ({ name, className: `author${i % COLOURS}` as const }));
      setAuthors({ parts, people });
    }, complain);
    return () => {
      gone = true;
    };
  }, [engine, workspace.id, members, document, version, complain]);
  return authors;
}
