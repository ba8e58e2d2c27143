/**
 * What the pages and the engine say to each other. The engine runs in a worker of its own, one for all tabs; pages hold no truth: they ask, watch and send
 * intents. Every message can be cloned.
 */
import type { ChangeHash } from "../model/automerge/value";
import type { Card, Dependency, Group } from "../model/board";
import type { TeamCycle } from "../model/calendar/forms";
import type { CommentThread } from "../model/discussion";
import type { Mark } from "../model/formats/source";
import type { BoardId, CardId, DependencyId, DocumentId, GroupId, Subject } from "../model/ids";
import type { Splice, Warning } from "../model/intents";
import type { CycleKind } from "../model/schema";
import type { BoardEntry, DocumentEntry, Member, Status } from "../model/team";
import type { HistoryState } from "../model/undo/undoStack";
import type { Candidate, Field } from "../model/values";
import type { DeviceId, WorkspaceId } from "../protocol/ids";
import type { RelayAddress } from "../store/homeStore";
import type { Room } from "../store/storageGauge";
import type { ExportedBytes, Restored } from "../sync/archiving";
import type { Step } from "../sync/events";
import type { AsOf, Trashed } from "../sync/history";
import type { DroppedFile, ExportedFile, ExportFormat, Imported, ImportRequest } from "../sync/importing";
import type { ImportedDocuments } from "../sync/importingDocuments";
import type { Person } from "../sync/joining";
import type { Moment, Since } from "../sync/past";
import type { BoardChanges } from "../sync/since";
import type { OwnAccess } from "../sync/standing";
import type { ClientStatus } from "../sync/types";
import type { AuthoredRange, FieldAct } from "../sync/whoWrote";
import type { PagePresence, PeerPresence, Undone } from "../sync/workspace";
import type { AccessCalls, EnteredWorkspace, RoleName } from "./accessApi";
import type { KeyCalls, KeysEvent } from "./keyApi";
import type { DecisionsEvent, PlanningCalls } from "./planningApi";

/** A workspace of this browser. */
export interface WorkspaceSummary {
  readonly id: WorkspaceId;
  readonly name: string;
  readonly relay: RelayAddress;
}

/** What the team document says. `boards` and `documents` are those that are not in the trash, by order and title. */
export interface TeamSnapshot {
  readonly name: string;
  readonly members: readonly Member[];
  readonly statuses: readonly Status[];
  readonly boards: readonly BoardEntry[];
  readonly documents: readonly DocumentEntry[];
  /** Those that the team has. */
  readonly cycles: { readonly [K in CycleKind]?: TeamCycle };
}

/** All of a board, what is in its trash included. */
export interface BoardSnapshot {
  readonly cards: readonly Card[];
  readonly groups: readonly Group[];
  readonly dependencies: readonly Dependency[];
  /** Paths, each beginning and ending with the same card. */
  readonly cycles: readonly (readonly CardId[])[];
  /** Threads on its cards, by rising id. */
  readonly threads: readonly CommentThread[];
}

/** What changed of a board: things as they are now, ids of those that are gone. `cycles` is the whole list. */
export interface BoardPatch {
  readonly cards: readonly Card[];
  readonly groups: readonly Group[];
  readonly dependencies: readonly Dependency[];
  readonly gone: {
    readonly cards: readonly CardId[];
    readonly groups: readonly GroupId[];
    readonly dependencies: readonly DependencyId[];
  };
  readonly cycles: readonly (readonly CardId[])[];
  /** All of them, where one has changed. */
  readonly threads: readonly CommentThread[] | undefined;
}

/** A Markdown document with the threads on it. */
export interface TextSnapshot {
  /** Rises with every change of the document; what an EditText is made for. */
  readonly version: number;
  readonly text: string;
  readonly threads: readonly CommentThread[];
}

/** Something whose text links to something else. */
export type Backlink =
  | { readonly document: DocumentId; readonly title: string }
  | { readonly board: BoardId; readonly card: CardId; readonly title: string };

/** How synchronising stands; `pending` changes are kept here and not seen in the log yet. */
/** Opening: what is shown is as it was kept, and cannot be written to before the engine is there. */
export interface SyncSnapshot {
  readonly status: ClientStatus | { readonly type: "Opening" };
  readonly pending: number;
}

/** The workspace as it is when a page opens it. */
export interface OpenedWorkspace {
  readonly id: WorkspaceId;
  readonly device: DeviceId;
  readonly mayWrite: boolean;
  /** Whether this device may say something about boards and documents. */
  readonly mayComment: boolean;
  readonly access: OwnAccess;
  readonly team: TeamSnapshot;
  readonly sync: SyncSnapshot;
}

/** Everything a page can ask for: its parameters and its answer. */
export interface Calls extends PlanningCalls, AccessCalls, KeyCalls {
  ListWorkspaces: { params: Record<never, never>; result: readonly WorkspaceSummary[] };
  CreateWorkspace: { params: { relay: RelayAddress; name: string; person: Person }; result: EnteredWorkspace };
  /** By a link that asks for approval, it is entered as one who waits: `OpenedWorkspace.access`. */
  JoinWorkspace: { params: { link: string; person: Person }; result: EnteredWorkspace };
  /** Opens and connects it; from then on Team and Sync events come. */
  OpenWorkspace: { params: { workspace: WorkspaceId }; result: OpenedWorkspace };
  /** From then on Board events come, until the page unwatches it or goes. */
  WatchBoard: { params: { workspace: WorkspaceId; board: BoardId }; result: BoardSnapshot };
  /** Likewise, for a page that shows what was kept (`Painted.mark`): undefined where the board is still as it was then. */
  WatchPainted: { params: { workspace: WorkspaceId; board: BoardId; mark: string }; result: BoardSnapshot | undefined };
  /** From then on Text events come. */
  WatchText: { params: { workspace: WorkspaceId; document: DocumentId }; result: TextSnapshot };
  Unwatch: { params: { workspace: WorkspaceId; document: DocumentId }; result: undefined };
  /**
   * All or nothing; it is on the disk when it is answered. One step to be taken back, or part of the last one where both have the same `group` (a burst of
   * typing, keys that nudge). `once`: it is not to be taken back.
   */
  Edit: {
    params: { workspace: WorkspaceId; steps: readonly Step[]; group?: string; once?: boolean };
    result: readonly Warning[];
  };
  /**
   * Splices for the text as it was at a version, and the version then; undefined, and nothing done, where somebody else has changed the document since: the
   * page hears of that, and sends its splices anew for the text as it is then.
   */
  EditText: {
    params: {
      workspace: WorkspaceId;
      document: DocumentId;
      version: number;
      splices: readonly Splice[];
      group?: string;
    };
    result: number | undefined;
  };
  /** Where `[[name]]` in other documents and in descriptions of cards names a document or card. */
  Backlinks: { params: { workspace: WorkspaceId; name: string }; result: readonly Backlink[] };
  /**
   * Takes back the last edit of this browser that touched a board or document (of the team's list where `document` is TEAM_DOCUMENT), or does again what was
   * taken back last. What others wrote since stays as it is: `skipped` fields.
   */
  Undo: { params: { workspace: WorkspaceId; document: DocumentId }; result: Undone };
  Redo: { params: { workspace: WorkspaceId; document: DocumentId }; result: Undone };
  /** As the History event, for whoever begins to watch. */
  History: { params: { workspace: WorkspaceId; document: DocumentId }; result: HistoryState };
  /** Heads of a document: what a deletion of it must cite. */
  Heads: { params: { workspace: WorkspaceId; document: DocumentId }; result: readonly ChangeHash[] };
  /**
   * What this page's person is at in a board or document, or in the workspace as a whole (TEAM_DOCUMENT): pointer and drags in canvas units, text cursor in
   * code points. Each says all of it anew; undefined when the page leaves that document. As often as the page likes: the engine holds back. A page that is hidden,
   * or whose person has done nothing for a minute, says mood "idle".
   */
  Present: {
    params: { workspace: WorkspaceId; document: DocumentId; presence: PagePresence | undefined };
    result: undefined;
  };
  /** As the Presence event, for whoever begins to watch. */
  People: { params: { workspace: WorkspaceId; document: DocumentId }; result: readonly PeerPresence[] };
  /** What changed on a board since then, net, by whom and when: what a person who looked then has not seen. */
  ChangedSince: { params: { workspace: WorkspaceId; board: BoardId; since: Since }; result: BoardChanges };
  /**
   * Notes, for this person on all their devices, that they have seen everything up to there: for a person's own asking, never by itself (RHY-7). False where
   * this device is nobody's yet.
   */
  MarkLooked: { params: { workspace: WorkspaceId; upTo: Since }; result: boolean };
  /** When and by whom a board or document was written to, in the order of the log; what is not sent yet last. */
  Moments: { params: { workspace: WorkspaceId; document: DocumentId }; result: readonly Moment[] };
  /** A board as of then; undefined state: it was not there yet. Going forwards is quick, going back replays. */
  BoardAt: { params: { workspace: WorkspaceId; board: BoardId; at: Since }; result: AsOf<BoardSnapshot | undefined> };
  TextAt: { params: { workspace: WorkspaceId; document: DocumentId; at: Since }; result: AsOf<string | undefined> };
  /** Done with travelling: what was held for it goes. */
  Arrive: { params: { workspace: WorkspaceId }; result: undefined };
  /** Who wrote which part of a document's text, and when the relay received it. */
  TextAuthors: { params: { workspace: WorkspaceId; document: DocumentId }; result: readonly AuthoredRange[] };
  /** Who last wrote each field of a card, group, arrow, comment ... that shows something. */
  FieldAuthors: {
    params: { workspace: WorkspaceId; document: DocumentId; subject: Subject };
    result: readonly FieldAct[];
  };
  /** What is in the trash: boards, documents, and things of boards that are there. Restored by the intent Restore. */
  Trash: { params: { workspace: WorkspaceId }; result: readonly Trashed[] };
  /** Removes for good all of it, or what lies in the trash of one board; it cannot be taken back. Says how many things that were. */
  EmptyTrash: { params: { workspace: WorkspaceId; board?: BoardId }; result: number };
  /** Settles a conflict with one of the values that stand there, as the conflict has it. False where it is not there any more. */
  Pick: {
    params: {
      workspace: WorkspaceId;
      /** TEAM_DOCUMENT for members, statuses, boards and documents. */
      document: DocumentId;
      subject: Subject;
      field: Field;
      candidate: Candidate;
    };
    result: boolean;
  };
  /** A link by which others may join. Owners alone, and only while the relay is reached. */
  Invite: {
    params: {
      workspace: WorkspaceId;
      role: RoleName;
      uses: number;
      validMillis: number;
      /** Whether those who join wait until an owner lets them in; then the link holds no key. */
      approval?: boolean;
    };
    result: string;
  };
  /** Dials again at once. */
  Retry: { params: { workspace: WorkspaceId }; result: undefined };
  /**
   * Brings a `.canvas`, `.csv` or `.tsv` onto a board, in one step that Undo takes back; the same file again changes nothing, a newer one updates. A file that cannot be
   * imported fails with BadFile, and nothing of it was done.
   */
  Import: {
    params: { workspace: WorkspaceId; file: DroppedFile; request: ImportRequest; task?: string };
    result: Imported;
  };
  /** Brings Markdown files into documents, in one step that is all or nothing; `name` is what was chosen, files are named by their paths from there. */
  ImportDocuments: {
    params: { workspace: WorkspaceId; name: string; files: readonly DroppedFile[]; task?: string };
    result: ImportedDocuments;
  };
  /** Brings an archive into a workspace without boards and documents, whole or not at all; what it cannot bring is in the warnings. */
  RestoreArchive: { params: { workspace: WorkspaceId; file: DroppedFile; task?: string }; result: Restored };
  /** Everything as a ZIP that is read without Meridian. */
  ExportArchive: { params: { workspace: WorkspaceId; task?: string }; result: ExportedBytes };
  /** Target dates, deadlines and cycles as iCalendar. */
  ExportCalendar: { params: { workspace: WorkspaceId }; result: ExportedFile };
  /** Stops what was asked for with this `task`, a name that the page made up: it fails with Cancelled, and nothing of it was done. */
  StopTask: { params: { task: string }; result: undefined };
  /** A board as a file to be saved. */
  ExportBoard: { params: { workspace: WorkspaceId; board: BoardId; format: ExportFormat }; result: ExportedFile };
  /** All documents as Markdown files, by their paths. */
  ExportMarkdown: { params: { workspace: WorkspaceId }; result: readonly ExportedFile[] };
  /** How much room there is for what is stored here; pages ask the browser to keep it (`askToPersist` in store/storageGauge). */
  Storage: { params: Record<never, never>; result: Room };
  /** Where the keys are lost: as Export, of all that was ever opened here. */
  Rescue: { params: { workspace: WorkspaceId }; result: string };
  /** Takes a workspace out of this browser, with what was never sent: for good. */
  Forget: { params: { workspace: WorkspaceId }; result: undefined };
  /** The workspace as `meridian export --format json` writes it. */
  Export: { params: { workspace: WorkspaceId }; result: string };
}

export type CallName = keyof Calls;

/** A page's question; `id` is the page's own number for it. */
export type Request = {
  [N in CallName]: { readonly id: number; readonly call: N; readonly params: Calls[N]["params"] };
}[CallName];

/**
 * Why a question failed, and nothing was done; each says in a sentence what is wrong. Refused: the intent at `index` cannot be done. StorageFull: there is no room
 * to keep it. Elsewhere: another window has the store. KeysLost: this browser is no device of the workspace any more (Rescue, Forget).
 */
export type Failure =
  | { readonly type: "Refused"; readonly message: string; readonly index: number }
  /** `at` where a place of the file is to blame; the message names it, too. */
  | { readonly type: "BadFile"; readonly message: string; readonly file: string; readonly at: Mark | undefined }
  | {
      readonly type: "NotAllowed" | "StorageFull" | "Elsewhere" | "KeysLost" | "Cancelled" | "Failed";
      readonly message: string;
    };

export type Answer =
  | { readonly type: "Answer"; readonly id: number; readonly result: unknown }
  | { readonly type: "Failure"; readonly id: number; readonly failure: Failure };

/** What comes unasked. */
export type EngineEvent =
  /** Who is a member, or who may do what, has changed: `Members` says it. */
  | {
      readonly type: "Members";
      readonly workspace: WorkspaceId;
      readonly mayWrite: boolean;
      readonly mayComment: boolean;
      readonly access: OwnAccess;
    }
  | { readonly type: "Team"; readonly workspace: WorkspaceId; readonly team: TeamSnapshot }
  | { readonly type: "Board"; readonly workspace: WorkspaceId; readonly board: BoardId; readonly patch: BoardPatch }
  /** The board is to be taken as a whole again. */
  | {
      readonly type: "BoardReset";
      readonly workspace: WorkspaceId;
      readonly board: BoardId;
      readonly snapshot: BoardSnapshot;
    }
  | {
      readonly type: "Text";
      readonly workspace: WorkspaceId;
      readonly document: DocumentId;
      readonly snapshot: TextSnapshot;
    }
  /** Of what a page watches, and of the team's document. */
  | {
      readonly type: "History";
      readonly workspace: WorkspaceId;
      readonly document: DocumentId;
      readonly history: HistoryState;
    }
  /** Everybody else who is in what a page watches, or in the workspace (TEAM_DOCUMENT): all of them as they are now. */
  | {
      readonly type: "Presence";
      readonly workspace: WorkspaceId;
      readonly document: DocumentId;
      readonly people: readonly PeerPresence[];
    }
  /** How far something is that this page has asked for with a `task`. */
  | { readonly type: "Progress"; readonly task: string; readonly done: number; readonly all: number }
  | DecisionsEvent
  | KeysEvent
  | { readonly type: "Sync"; readonly workspace: WorkspaceId; readonly sync: SyncSnapshot }
  /** The room for what is stored is another than before. */
  | { readonly type: "Storage"; readonly storage: Room }
  /** The engine had ended and is there again: what a page watched and said of its person it must do again; what was asked in between has failed. */
  | { readonly type: "Restarted" }
  /** Another window of this browser, without shared workers, has the engine: nothing works here until that one is closed. */
  | { readonly type: "Elsewhere" };

/** The engine lives: the answer to "ping". */
export interface Pong {
  readonly type: "Pong";
}

export type FromEngine = Answer | EngineEvent | Pong;

/** Either end of the line between a page and the engine. */
export interface Port {
  postMessage(message: unknown): void;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
}
