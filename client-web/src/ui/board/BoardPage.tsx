import { useLocation } from "wouter";
import type { BoardId } from "../../model/ids";
import { Canvas } from "../Canvas";
import type { PageProps } from "../pages";
import { useSession } from "../shell/session";

/** One board. */
export default function BoardPage({ params }: PageProps) {
  const { engine, workspace } = useSession();
  const [, go] = useLocation();
  return <Canvas engine={engine} workspace={workspace} board={params.board as BoardId} back={() => go("/boards")} />;
}
