package dev.meridian.client;

import dev.meridian.client.store.MetaTable.Name;
import dev.meridian.client.store.StoreFault;
import dev.meridian.client.store.WorkspaceStore;
import dev.meridian.sync.id.WorkspaceId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The files of a home's workspaces. */
final class WorkspaceFiles {
    private static final int ID_DIGITS_MIN = 4;

    private final Home home;
    private final Duration lockTimeout;

    WorkspaceFiles(Home home, Duration lockTimeout) {
        this.home = home;
        this.lockTimeout = lockTimeout;
    }

    /** Opens a file, making it where there is none. */
    WorkspaceStore make(WorkspaceId id) {
        return WorkspaceStore.open(home.file(id), lockTimeout);
    }

    /** Opens a file that must be there. */
    WorkspaceStore existing(WorkspaceId id) {
        Path file = home.file(id);
        if (!Files.exists(file)) {
            throw new StoreFault(StoreFault.Kind.FAILED, file + " is not there any more.");
        }
        return WorkspaceStore.open(file, lockTimeout);
    }

    /** How far a file has come; empty where there is none, or nothing in it. */
    Optional<Stage> stageOf(WorkspaceId id) {
        Path file = home.file(id);
        return Files.exists(file)
                ? reading(file, store -> store.meta().text(Name.STAGE).map(Stage::valueOf))
                : Optional.empty();
    }

    /** All workspaces, by name. */
    List<WorkspaceInfo> all() {
        HomeListing listing = listing();
        if (!listing.unreadable().isEmpty()) {
            throw listing.unreadable().getFirst();
        }
        return listing.workspaces();
    }

    /** All workspaces that can be read, by name, and why the others cannot. */
    HomeListing listing() {
        List<WorkspaceInfo> found = new ArrayList<>();
        List<StoreException> unreadable = new ArrayList<>();
        for (Path file : home.files()) {
            try {
                infoOf(file).ifPresent(found::add);
            } catch (StoreException e) {
                unreadable.add(e);
            }
        }
        found.sort(Comparator.comparing(WorkspaceInfo::name)
                .thenComparing(info -> info.id().hex()));
        return new HomeListing(found, unreadable);
    }

    /** The one that goes by this. A damaged file is in nobody's way but its own. */
    WorkspaceInfo find(String idOrName) {
        HomeListing listing = listing();
        List<StoreException> unreadable = listing.unreadable();
        List<WorkspaceInfo> found = named(listing.workspaces(), idOrName);
        if (found.size() > 1) {
            throw new UnknownNameException(
                    UnknownNameException.Reason.AMBIGUOUS,
                    found.size() + " workspaces go by \"" + idOrName + "\": name one by its id.");
        }
        if (found.isEmpty() && !unreadable.isEmpty()) {
            throw unreadable.getFirst();
        }
        if (found.isEmpty()) {
            throw new UnknownNameException(
                    UnknownNameException.Reason.NOT_FOUND, "There is no workspace \"" + idOrName + "\" in this home.");
        }
        return found.getFirst();
    }

    private static List<WorkspaceInfo> named(List<WorkspaceInfo> all, String idOrName) {
        List<WorkspaceInfo> byName =
                all.stream().filter(info -> info.name().equals(idOrName)).toList();
        if (!byName.isEmpty() || idOrName.length() < ID_DIGITS_MIN) {
            return byName;
        }
        String digits = idOrName.toLowerCase(Locale.ROOT);
        return all.stream().filter(info -> info.id().hex().startsWith(digits)).toList();
    }

    private Optional<WorkspaceInfo> infoOf(Path file) {
        return reading(
                file,
                store -> store.meta()
                        .text(Name.STAGE)
                        .filter(Stage.READY.name()::equals)
                        .map(ready -> info(file, store)));
    }

    private static WorkspaceInfo info(Path file, WorkspaceStore store) {
        return new WorkspaceInfo(
                new WorkspaceId(store.meta().bytes(Name.WORKSPACE).orElseThrow()),
                store.meta().text(Name.TITLE).orElse(""),
                URI.create(store.meta().text(Name.RELAY).orElseThrow()),
                file);
    }

    private <T> T reading(Path file, Function<WorkspaceStore, T> reader) {
        try (WorkspaceStore store = WorkspaceStore.open(file, lockTimeout)) {
            return reader.apply(store);
        } catch (StoreFault fault) {
            throw OwnerThread.storeException(fault);
        }
    }

    /** Removes what an attempt to join has left. */
    void remove(WorkspaceId id) {
        Path file = home.file(id);
        try {
            for (String suffix : List.of("", "-wal", "-shm", ".here")) {
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
            }
        } catch (IOException e) {
            throw new StoreException(
                    StoreException.Reason.FAILED, file + " cannot be replaced: " + e.getMessage() + ".", e);
        }
    }
}
