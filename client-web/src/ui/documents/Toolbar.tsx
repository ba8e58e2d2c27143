import type { ReactNode } from "react";
import { Icon } from "../shell/icons";
import { useSession } from "../shell/session";
import { begin, heading, linkTo, wrap } from "./commands";
import type { EditorHandle } from "./Editor";
import { DOCUMENT_STRINGS as S } from "./strings";
import styles from "./Toolbar.module.css";

interface Props {
  readonly editor: EditorHandle | undefined;
  readonly source: boolean;
  setSource(source: boolean): void;
  readonly byAuthor: boolean;
  setByAuthor(byAuthor: boolean): void;
  /** Whether earlier versions are looked at. */
  readonly earlier: boolean;
  setEarlier(earlier: boolean): void;
  undo(direction: "Undo" | "Redo"): void;
}

/** What can be done with the text, and how it is shown. */
export function Toolbar({ editor, source, setSource, byAuthor, setByAuthor, earlier, setEarlier, undo }: Props) {
  const { mayWrite } = useSession().workspace;
  const view = editor?.view;
  const tool = (name: string, keys: string, icon: ReactNode, act: () => void) => (
    <button
      type="button"
      aria-label={name}
      title={keys === "" ? name : `${name} (${keys})`}
      onMouseDown={(event) => event.preventDefault()} // the selection stays
      onClick={act}
    >
      {icon}
    </button>
  );
  return (
    <div className={styles.bar} role="toolbar" aria-label={S.toolbar}>
      {mayWrite && view !== undefined && !earlier && (
        <>
          {tool(S.heading, "", <Letter>H</Letter>, () => heading(view))}
          {tool(S.bold, "Ctrl B", <Letter weight={800}>B</Letter>, () => wrap(view, "**"))}
          {tool(S.italic, "Ctrl I", <Letter slanted>I</Letter>, () => wrap(view, "*"))}
          {tool(S.code, "Ctrl E", <Path d="M7 6L3 10l4 4M13 6l4 4-4 4" />, () => wrap(view, "`"))}
          {tool(S.list, "", <Path d="M8 5.5h9M8 10h9M8 14.5h9M4 5.5h.01M4 10h.01M4 14.5h.01" />, () =>
            begin(view, "- "),
          )}
          {tool(S.checklist, "Ctrl Enter", <Path d="M3 5.5l1.5 1.5L7 4M10 6h7M3 13.5L4.5 15 7 12M10 14h7" />, () =>
            begin(view, "- [ ] "),
          )}
          {tool(S.quote, "", <Path d="M4 4v12M8 6.5h9M8 10h9M8 13.5h6" />, () => begin(view, "> "))}
          {tool(S.link, "[[", <Path d="M7 4H4v12h3M13 4h3v12h-3M8 10h4" />, () => linkTo(view))}
          <i className={styles.gap} />
          {tool(S.undo, "Ctrl Z", <Path d="M7 4L3.5 7.5 7 11M4 7.5h8a4 4 0 0 1 0 8H9" />, () => undo("Undo"))}
          {tool(S.redo, "Ctrl Shift Z", <Path d="M13 4l3.5 3.5L13 11M16 7.5H8a4 4 0 0 0 0 8h3" />, () => undo("Redo"))}
        </>
      )}
      <i className={styles.space} />
      <button type="button" aria-pressed={earlier} onClick={() => setEarlier(!earlier)}>
        {S.earlier}
      </button>
      <button type="button" aria-pressed={byAuthor} onClick={() => setByAuthor(!byAuthor)}>
        {S.authors}
      </button>
      <button type="button" aria-pressed={source} title={S.sourceHint} onClick={() => setSource(!source)}>
        {S.source}
      </button>
    </div>
  );
}

function Path({ d }: { readonly d: string }) {
  return (
    <Icon>
      <path d={d} />
    </Icon>
  );
}

function Letter({
  children,
  weight = 600,
  slanted = false,
}: {
  readonly children: string;
  readonly weight?: number;
  readonly slanted?: boolean;
}) {
  return (
    <Icon>
      <text
        x="10"
        y="15"
        textAnchor="middle"
        fontSize="14"
        fontWeight={weight}
        fontStyle={slanted ? "italic" : "normal"}
        fill="currentColor"
        stroke="none"
      >
        {children}
      </text>
    </Icon>
  );
}
