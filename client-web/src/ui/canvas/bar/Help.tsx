import type { BoardSession } from "../store/boardSession";
import { CANVAS, KEY_LIST } from "../strings";
import { Dialog } from "./Dialog";
import styles from "./Help.module.css";

/** All keys. */
export function Help({ session }: { readonly session: BoardSession }) {
  return (
    <Dialog title={CANVAS.help} wide close={() => session.put({ dialog: undefined })}>
      <div className={styles.columns}>
        {KEY_LIST.map(({ name, keys }) => (
          <section key={name}>
            <h3>{name}</h3>
            <dl className={styles.keys}>
              {keys.map(([key, does]) => (
                <div key={key}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
