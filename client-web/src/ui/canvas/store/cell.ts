/** One value that pages watch. */
import { useSyncExternalStore } from "react";

export class Cell<T> {
  private readonly listeners = new Set<() => void>();

  constructor(private value: T) {}

  get = (): T => this.value;

  set(next: T): void {
    if (Object.is(this.value, next)) return;
    this.value = next;
    for (const listener of this.listeners) listener();
  }

  update(change: (now: T) => T): void {
    this.set(change(this.value));
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}

export function useCell<T>(cell: Cell<T>): T {
  return useSyncExternalStore(cell.subscribe, cell.get);
}

/** A part of it; `part` must give the same thing as long as nothing of it changed. */
export function usePart<T, P>(cell: Cell<T>, part: (value: T) => P): P {
  return useSyncExternalStore(cell.subscribe, () => part(cell.get()));
}
