/** Ctrl+K: find a card, or do anything. Loaded when it is first asked for. */
import { Command } from "cmdk";
import { useState } from "react";
import { useLocation } from "wouter";
import { toBoard } from "../../shell/routes";
import type { Command as Act } from "../logic/keys";
import { searchCards } from "../logic/search";
import { obey } from "../stage/keyboard";
import type { BoardSession } from "../store/boardSession";
import { usePart } from "../store/cell";
import { CANVAS, COMMANDS } from "../strings";
import { Dialog } from "./Dialog";
import styles from "./Palette.module.css";

interface Props {
  readonly session: BoardSession;
  arrange(): void;
}

const CARDS_MAX = 40;

export default function Palette({ session, arrange }: Props) {
  const [typed, setTyped] = useState("");
  const [, go] = useLocation();
  const mayWrite = usePart(session.opened, (opened) => opened?.mayWrite === true);
  const close = () => session.put({ dialog: undefined });
  const living = session.store.order.get().flatMap((id) => session.store.cards.get(id) ?? []);
  const cards = searchCards(living, typed, CARDS_MAX);
  const words = typed.toLowerCase().trim();
  const commands = COMMANDS.filter(([, name, writes]) => (mayWrite || !writes) && name.toLowerCase().includes(words));
  const boards = (session.opened.get()?.team.boards ?? []).filter(
    ({ id, title }) => id !== session.board && words !== "" && title.toLowerCase().includes(words),
  );
  const act = (command: Act) => {
    close();
    obey(session, command, { hands: undefined, layout: arrange });
  };
  return (
    <Dialog title={CANVAS.search} bare close={close}>
      <Command label={CANVAS.search} shouldFilter={false} loop className={styles.palette}>
        <Command.Input
          autoFocus
          className={styles.input}
          placeholder={CANVAS.search}
          value={typed}
          onValueChange={setTyped}
        />
        <Command.List className={styles.list}>
          <Command.Empty className={styles.empty}>{CANVAS.nothingFound}</Command.Empty>
          {cards.length > 0 && (
            <Command.Group heading={CANVAS.goTo}>
              {cards.map(({ id, title }) => (
                <Command.Item
                  key={id}
                  value={id}
                  onSelect={() => {
                    close();
                    session.goTo(id);
                  }}
                >
                  <span className={styles.name}>{title === "" ? CANVAS.untitled : title}</span>
                  <span className={styles.hint}>{session.faces.of(id)?.word}</span>
                </Command.Item>
              ))}
            </Command.Group>
          )}
          {commands.length > 0 && (
            <Command.Group heading={CANVAS.commands}>
              {commands.map(([command, name, , key]) => (
                <Command.Item key={command} value={command} onSelect={() => act(command)}>
                  <span className={styles.name}>{name}</span>
                  <kbd className={styles.hint}>{key}</kbd>
                </Command.Item>
              ))}
            </Command.Group>
          )}
          {boards.length > 0 && (
            <Command.Group heading={CANVAS.boards}>
              {boards.map(({ id, title }) => (
                <Command.Item key={id} value={id} onSelect={() => go(toBoard(id))}>
                  {title}
                </Command.Item>
              ))}
            </Command.Group>
          )}
        </Command.List>
      </Command>
    </Dialog>
  );
}
