package dev.meridian.client;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.function.Predicate;

/** Keeps every event that it gets. */
final class Recorder implements Flow.Subscriber<WorkspaceEvent> {
    final List<WorkspaceEvent> events = new CopyOnWriteArrayList<>();
    final List<String> threads = new CopyOnWriteArrayList<>();
    volatile boolean completed;

    static Recorder of(Workspace workspace) {
        Recorder recorder = new Recorder();
        workspace.changes().subscribe(recorder);
        return recorder;
    }

    boolean saw(Predicate<WorkspaceEvent> wanted) {
        return events.stream().anyMatch(wanted);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(WorkspaceEvent event) {
        threads.add(Thread.currentThread().getName());
        events.add(event);
    }

    @Override
    public void onError(Throwable failure) {
        throw new AssertionError(failure);
    }

    @Override
    public void onComplete() {
        completed = true;
    }
}
