/** Cards and documents of a workspace by their names: for links, their completion and their chips. */
import { useEffect, useMemo, useState } from "react";
import type { Card } from "../../model/board";
import type { BoardId, CardId, DocumentId } from "../../model/ids";
import { toCard, toDocument } from "../shell/routes";
import { useSession } from "../shell/session";

export interface CardOnBoard {
  readonly board: BoardId;
  readonly boardTitle: string;
  readonly card: Card;
}

export type Named =
  | { readonly kind: "card"; readonly name: string; readonly hint: string; readonly path: string; readonly id: CardId }
  | {
      readonly kind: "document";
      readonly name: string;
      readonly hint: string;
      readonly path: string;
      readonly id: DocumentId;
    };

/** Cards of all boards that are not in the trash, as they are now. */
export function useCards(): readonly CardOnBoard[] {
  const { engine, workspace } = useSession();
  const { id, team } = workspace;
  const [byBoard, setByBoard] = useState<ReadonlyMap<BoardId, ReadonlyMap<CardId, Card>>>(new Map());
  const boards = team.boards.map((board) => board.id).join(" ");

  useEffect(() => {
    const watched = boards === "" ? [] : (boards.split(" ") as BoardId[]);
    const take = (board: BoardId, cards: readonly Card[], gone: readonly CardId[], whole: boolean) =>
      setByBoard((now) => {
        const next = new Map(whole ? [] : now.get(board));
        for (const card of cards) next.set(card.id, card);
        for (const card of gone) next.delete(card);
        return new Map(now).set(board, next);
      });
    const stop = engine.listen((event) => {
      if (event.type === "Board" && watched.includes(event.board))
        take(event.board, event.patch.cards, event.patch.gone.cards, false);
      if (event.type === "BoardReset" && watched.includes(event.board))
        take(event.board, event.snapshot.cards, [], true);
    });
    for (const board of watched) {
      engine.call("WatchBoard", { workspace: id, board }).then(
        ({ cards }) => take(board, cards, [], true),
        () => undefined, // a board that has not arrived yet has no cards to name
      );
    }
    return () => {
      stop();
      for (const board of watched) void engine.call("Unwatch", { workspace: id, document: board });
    };
  }, [engine, id, boards]);

  return useMemo(
    () =>
      team.boards.flatMap((board) =>
        [...(byBoard.get(board.id)?.values() ?? [])]
          .filter((card) => !card.meta.life.deleted)
          .map((card) => ({ board: board.id, boardTitle: board.title, card })),
      ),
    [team.boards, byBoard],
  );
}

/** Everything that `[[...]]` can name; of equal names documents come first. */
export function useNamed(cards: readonly CardOnBoard[]): readonly Named[] {
  const { workspace } = useSession();
  const { documents } = workspace.team;
  return useMemo(
    () => [
      ...documents.map(
        ({ id, title }): Named => ({ kind: "document", name: title, hint: "", path: toDocument(id), id }),
      ),
      ...cards.map(
        ({ board, boardTitle, card }): Named => ({
          kind: "card",
          name: card.title,
          hint: boardTitle,
          path: toCard(board, card.id),
          id: card.id,
        }),
      ),
    ],
    [documents, cards],
  );
}

/** By name, for each list that was asked about: a text with many links asks anew at every keystroke. */
const indexes = new WeakMap<readonly Named[], ReadonlyMap<string, Named>>();

/** What a link's name means; names are the same whatever their case, and of equal ones the first counts. */
export function find(named: readonly Named[], name: string): Named | undefined {
  const index = indexes.get(named) ?? indexOf(named);
  return index.get(name.trim().toLowerCase());
}

function indexOf(named: readonly Named[]): ReadonlyMap<string, Named> {
  const index = new Map<string, Named>();
  for (const each of named) {
    const name = each.name.trim().toLowerCase();
    if (!index.has(name)) index.set(name, each);
  }
  indexes.set(named, index);
  return index;
}
