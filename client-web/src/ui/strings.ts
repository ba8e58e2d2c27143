/** Every sentence that a person reads here, in one place. */
import type { SyncSnapshot } from "../worker/api";

export const STRINGS = {
  title: "Meridian",
  motto: "Plan together without being awake together.",
  navigation: "Pages",
  skip: "Skip to the page",
  otherWorkspace: "Other workspaces",
  toWorkspaces: "To your workspaces",
  settings: "Settings",
  rescue: "Save what is here",
  forget: "Take it out of this browser",
  room: {
    low: "There is little room left in this browser. Free some disk space, or what you edit cannot be kept soon.",
    full: "There is no room left in this browser: what you edit now cannot be kept. Free some disk space.",
  },
  cannotOpen: "This workspace cannot be opened",
  toLight: "Switch to light colours",
  toDark: "Switch to dark colours",
  dismiss: "Dismiss",
  newVersion: "A new version of Meridian is ready.",
  takeNewVersion: "Use it now",
  broken: "This page has broken",
  brokenKept: "What you edited is kept. Loading the app again helps most times.",
  reload: "Load again",
  workspaces: "Workspaces",
  create: "Create a workspace",
  createDo: "Create",
  join: "Join a workspace",
  joinDo: "Join",
  link: "Invite link",
  linkCode: "QR code of the invite link",
  invited: "You were invited. Say who you are, and join.",
  workspaceName: "Name of the workspace",
  relay: "Relay",
  yourName: "Your name",
  yourZone: "Your time zone",
  boards: "Boards",
  documents: "Documents",
  decisions: "Decisions",
  rhythm: "Rhythm",
  team: "Team",
  newBoard: "New board",
  boardTitle: "Title of the board",
  noBoards: "No board yet. Make one for what the team plans next.",
  newCard: "New card",
  back: "Back",
  status: "Status",
  noStatus: "No status",
  cardTitle: "Title",
  inviteOthers: "Invite somebody",
  copyByHand: "The link is on the screen: copy it from there. It is good for one person, for seven days.",
  badRelay: "The relay is an address like https://relay.example.",
  copied: "The link is in the clipboard. It is good for one person, for seven days.",
  retry: "Try again now",
  elsewhere: "Meridian is open in another window of this browser. Close that one, and this one goes on.",
  kept: "Kept in this browser alone",
  keptWhy:
    "These edits are on this disk and not in the log yet. They go out by themselves as soon as the relay is reached.",
  keptStopped: (why: string) =>
    `These edits are on this disk and not in the log, and do not go out by themselves: ${why}. Save what you need of them.`,
  nothingKept: "Nothing: all that was edited here is in the log.",
  seeKept: "See them",
  saveKept: "Save this list",
  saveAll: "Save everything that is here",
  readOnly: "Your role in this workspace is to read.",
  commentOnly: "Your role in this workspace is to comment and to speak in decisions.",
  canvas: "Canvas: drag a card to move it, drag the ground to look around, turn the wheel to zoom.",
  loading: "Opening …",
} as const;

/** "Offline, 12 changes kept here". */
export function syncSentence(status: SyncSnapshot["status"], pending: number): string {
  const kept = pending === 0 ? "" : `, ${pending} ${pending === 1 ? "change" : "changes"} kept here`;
  switch (status.type) {
    case "Opening":
      return STRINGS.loading;
    case "Live":
      return pending === 0 ? "Everything is synced" : `Sending ${pending} ${pending === 1 ? "change" : "changes"}`;
    case "CatchingUp":
      return `Reading what you missed: ${status.pos} of ${status.headPos}${kept}`;
    case "Repairing":
      return `Giving the relay back what it lost${kept}`;
    case "Connecting":
      return `Connecting${kept}`;
    case "Offline":
    case "Waiting":
      return `Offline${kept}`;
    case "Stopped":
      return `Syncing has stopped: ${status.message}${kept}${advice(status.reason)}`;
  }
}

/** What somebody can do where versions do not meet. */
function advice(reason: (SyncSnapshot["status"] & { type: "Stopped" })["reason"]): string {
  switch (reason) {
    case "UPGRADE_NEEDED":
      return ". Load this page anew to get the newer app";
    case "RELAY_TOO_OLD":
      return ". Ask who runs the relay to update it, then try again";
    default:
      return "";
  }
}
