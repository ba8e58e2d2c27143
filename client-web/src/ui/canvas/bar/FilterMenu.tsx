/** Filters by status, owner and label. */
import { ownerText } from "../../../model/values";
import { FilterIcon } from "../../shell/icons";
import { isFiltering, NONE, toggled } from "../logic/filters";
import type { BoardSession } from "../store/boardSession";
import { useCell, usePart } from "../store/cell";
import { CANVAS } from "../strings";
import styles from "./FilterMenu.module.css";
import { Choice, Menu } from "./Menu";

const LABELS_MAX = 60;

export function FilterMenu({ session }: { readonly session: BoardSession }) {
  const filters = usePart(session.ui, (ui) => ui.filters);
  return (
    <Menu
      name={CANVAS.filters}
      active={isFiltering({ ...filters, quick: [] })}
      label={
        <>
          <FilterIcon />
          <span className={styles.word}>{CANVAS.filters}</span>
        </>
      }
    >
      {() => <Lists session={session} />}
    </Menu>
  );
}

function Lists({ session }: { readonly session: BoardSession }) {
  const filters = usePart(session.ui, (ui) => ui.filters);
  const opened = useCell(session.opened);
  const order = useCell(session.store.order);
  const cards = order.flatMap((id) => session.store.cards.get(id) ?? []);
  const owners = new Map<string, string>();
  const labels = new Set<string>();
  for (const card of cards) {
    for (const owner of card.owners) {
      const name = session.faces.people.person(owner)?.name;
      if (name !== undefined) owners.set(ownerText(owner), name);
    }
    for (const label of card.labels) labels.add(label);
  }
  const set = (change: Partial<typeof filters>) => session.setFilters({ ...filters, ...change });
  return (
    <>
      <fieldset className={styles.group}>
        <legend>{CANVAS.status}</legend>
        {[...(opened?.team.statuses ?? []), { id: NONE, name: CANVAS.noStatus }].map(({ id, name }) => (
          <Choice
            key={id}
            checked={filters.statuses.includes(id)}
            act={() => set({ statuses: toggled(filters.statuses, id as string) })}
          >
            {name}
          </Choice>
        ))}
      </fieldset>
      <fieldset className={styles.group}>
        <legend>{CANVAS.owner}</legend>
        {[...[...owners].sort((a, b) => a[1].localeCompare(b[1])), [NONE, CANVAS.nobody] as const].map(([id, name]) => (
          <Choice
            key={id}
            checked={filters.owners.includes(id)}
            act={() => set({ owners: toggled(filters.owners, id as string) })}
          >
            {name}
          </Choice>
        ))}
      </fieldset>
      {labels.size > 0 && (
        <fieldset className={styles.group}>
          <legend>{CANVAS.label}</legend>
          {[...labels]
            .sort()
            .slice(0, LABELS_MAX)
            .map((label) => (
              <Choice
                key={label}
                checked={filters.labels.includes(label)}
                act={() => set({ labels: toggled(filters.labels, label) })}
              >
                {label}
              </Choice>
            ))}
        </fieldset>
      )}
    </>
  );
}
