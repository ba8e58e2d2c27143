/** Answers what pages ask about decisions and the rhythm. */
import type { WorkspaceId } from "../protocol/ids";
import type { Workspace } from "../sync/workspace";
import type { PlanningCalls } from "./planningApi";

type Handlers = {
  [N in keyof PlanningCalls]: (params: PlanningCalls[N]["params"]) => Promise<PlanningCalls[N]["result"]>;
};

/** @param find a workspace that is open, or opens now */
export function planningHandlers(find: (id: WorkspaceId) => Promise<Workspace>): Handlers {
  const decisions = async (id: WorkspaceId) => (await find(id)).planning;
  const rhythm = async (id: WorkspaceId) => (await find(id)).planning.rhythm;
  const handlers: Handlers = {
    async Decisions({ workspace }) {
      return (await decisions(workspace)).decisions();
    },
    async Decision({ workspace, document }) {
      return (await decisions(workspace)).decision(document);
    },
    async PreviewDecision({ workspace, document }) {
      return (await decisions(workspace)).preview(document);
    },
    async Certificate({ workspace, document, round }) {
      return (await decisions(workspace)).certificate(document, round);
    },
    async CheckCertificate({ workspace, text }) {
      return (await decisions(workspace)).checkCertificate(text);
    },
    async OpenDecision({ workspace, document }) {
      await (await decisions(workspace)).open(document);
      return undefined;
    },
    async SayInDecision({ workspace, document, act }) {
      await (await decisions(workspace)).say(document, act);
      return undefined;
    },
    async Shown({ workspace, document }) {
      await (await decisions(workspace)).shown(document);
      return undefined;
    },
    async Digest({ workspace, since }) {
      return (await rhythm(workspace)).digest(since);
    },
    async Agenda({ workspace, since }) {
      return (await rhythm(workspace)).agenda(since);
    },
    async WeeklyUpdate({ workspace, weeksAgo }) {
      return (await rhythm(workspace)).update(weeksAgo);
    },
    async Slips({ workspace, since }) {
      return (await rhythm(workspace)).slips(since);
    },
    async Pack({ workspace, frozen, meeting }) {
      return (await rhythm(workspace)).pack(frozen, meeting);
    },
  };
  return handlers;
}
