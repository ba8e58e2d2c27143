/**
 * Every page of a workspace. To add one: a line here. A page is loaded when it is first opened; it takes the parameters of its path
 * (`props.params`), and the rest from `useSession`, `useNotices` and `useEdit` (`shell/session.ts`).
 */
import { type ComponentType, lazy } from "react";
import { BoardIcon, DecisionIcon, DocumentIcon, RhythmIcon, SettingsIcon, TeamIcon } from "./shell/icons";
import { STRINGS } from "./strings";

export interface PageProps {
  readonly params: Readonly<Record<string, string | undefined>>;
}

export interface Page {
  /** Below the workspace, in wouter's patterns. */
  readonly path: string;
  readonly page: ComponentType<PageProps>;
  /** An entry of the navigation; `also` are paths that it stands for too, by how they begin. */
  readonly nav?: { readonly name: string; readonly icon: ComponentType; readonly also?: readonly string[] };
  /** It fills the window to its edges and scrolls by itself, as the canvas does. */
  readonly wide?: boolean;
}

const loadBoard = () => import("./board/BoardPage");
const BoardPage = lazy(loadBoard);

export const PAGES: readonly Page[] = [
  {
    path: "/boards",
    page: lazy(() => import("./boards/BoardsPage")),
    nav: { name: STRINGS.boards, icon: BoardIcon, also: ["/board/"] },
  },
  { path: "/board/:board/card/:card", page: BoardPage, wide: true },
  { path: "/board/:board", page: BoardPage, wide: true },
  {
    path: "/documents",
    page: lazy(() => import("./documents/DocumentsPage")),
    nav: { name: STRINGS.documents, icon: DocumentIcon, also: ["/document/"] },
  },
  { path: "/document/:document", page: lazy(() => import("./documents/DocumentPage")) },
  {
    path: "/decisions",
    page: lazy(() => import("./decisions/DecisionsPage")),
    nav: { name: STRINGS.decisions, icon: DecisionIcon, also: ["/decision/"] },
  },
  { path: "/decision/:document", page: lazy(() => import("./decisions/DecisionPage")) },
  {
    path: "/rhythm",
    page: lazy(() => import("./rhythm/DigestPage")),
    nav: { name: STRINGS.rhythm, icon: RhythmIcon, also: ["/rhythm/"] },
  },
  { path: "/rhythm/week", page: lazy(() => import("./rhythm/WeekPage")) },
  { path: "/rhythm/review", page: lazy(() => import("./rhythm/ReviewPage")) },
  { path: "/rhythm/slips", page: lazy(() => import("./rhythm/SlipsPage")) },
  { path: "/rhythm/quarter", page: lazy(() => import("./rhythm/QuarterPage")) },
  {
    path: "/team",
    page: lazy(() => import("./team/TeamPage")),
    nav: { name: STRINGS.team, icon: TeamIcon, also: ["/access"] },
  },
  { path: "/kept", page: lazy(() => import("./kept/KeptPage")) },
  { path: "/access", page: lazy(() => import("./access/AccessPage")) },
  {
    path: "/settings",
    page: lazy(() => import("./settings/SettingsPage")),
    nav: { name: STRINGS.settings, icon: SettingsIcon },
  },
];

/** Fetches the canvas while the workspace still opens. */
export function preload(path: string): void {
  if (path.startsWith("/board/")) void loadBoard().catch(() => undefined); // asked for again when it is shown
}

/** Where a workspace begins. */
export const HOME = "/boards";
