import { type FormEvent, useState } from "react";
import { Link, useLocation } from "wouter";
import { type DocumentId, newId } from "../../model/ids";
import { PlusIcon } from "../shell/icons";
import { toDocument } from "../shell/routes";
import { useEdit, useNotices, useSession } from "../shell/session";
import { BringIn, DropZone } from "./BringIn";
import styles from "./Documents.module.css";
import { DOCUMENT_STRINGS as S } from "./strings";
import { isTemplate, TEMPLATES, templateName } from "./templates";
import { useCards } from "./things";

/** All documents of a workspace. */
export default function DocumentsPage() {
  const { workspace } = useSession();
  const { documents } = workspace.team;
  const cards = useCards();
  const plain = documents.filter(({ title }) => !isTemplate(title));
  const templates = documents.filter(({ title }) => isTemplate(title));
  const linked = (id: DocumentId) => cards.filter(({ card }) => card.documents.includes(id)).length;
  return (
    <DropZone>
      <header className="head">
        <h1>{S.documents}</h1>
      </header>
      {workspace.mayWrite && <NewDocument />}
      {plain.length === 0 && <p className="empty">{S.none}</p>}
      <ul className={styles.list} aria-label={S.documents}>
        {plain.map(({ id, title }) => (
          <li key={id}>
            <Link href={toDocument(id)}>{title}</Link>
            {linked(id) > 0 && <span>{S.cardsLinked(linked(id))}</span>}
          </li>
        ))}
      </ul>
      {templates.length > 0 && (
        <section aria-labelledby="templates">
          <h2 id="templates">{S.templates}</h2>
          <ul className={styles.list}>
            {templates.map(({ id, title }) => (
              <li key={id}>
                <Link href={toDocument(id)}>{templateName(title)}</Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className={styles.hint}>{S.templatesHint}</p>
      {workspace.mayWrite && <BringIn />}
    </DropZone>
  );
}

function NewDocument() {
  const { engine, workspace } = useSession();
  const { complain } = useNotices();
  const edit = useEdit();
  const [, go] = useLocation();
  const [title, setTitle] = useState("");
  const [from, setFrom] = useState("");
  const own = workspace.team.documents.filter((each) => isTemplate(each.title));

  const textOfTemplate = async (): Promise<string> => {
    const known = TEMPLATES.find(({ name }) => name === from);
    if (known !== undefined || from === "") return known?.text ?? "";
    const document = from as DocumentId;
    const { text } = await engine.call("WatchText", { workspace: workspace.id, document });
    await engine.call("Unwatch", { workspace: workspace.id, document });
    return text;
  };

  const add = async (event: FormEvent) => {
    event.preventDefault();
    const document = newId<DocumentId>((length) => crypto.getRandomValues(new Uint8Array(length)));
    const text = await textOfTemplate();
    const splices = text === "" ? [] : [[0, 0, text] as const];
    const done = await edit(
      { kind: "team", intents: [{ intent: "AddDocument", document, title: title.trim() }] },
      {
        kind: "document",
        document,
        intents: [{ intent: "Create" }, ...(splices.length === 0 ? [] : [{ intent: "EditText", splices } as const])],
      },
    );
    if (done !== false) go(toDocument(document));
  };

  return (
    <form className={styles.add} onSubmit={(event) => void add(event).catch(complain)}>
      <input
        aria-label={S.title}
        placeholder={S.title}
        required
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <label>
        <span>{S.template}</span>
        <select value={from} onChange={(event) => setFrom(event.target.value)}>
          <option value="">{S.emptyPage}</option>
          {TEMPLATES.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
          {own.map((each) => (
            <option key={each.id} value={each.id}>
              {templateName(each.title)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">
        <PlusIcon />
        {S.newDocument}
      </button>
    </form>
  );
}
