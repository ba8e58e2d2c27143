package dev.meridian.client;

import dev.meridian.model.workspace.WorkspaceJson;
import dev.meridian.proto.v1.Role;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Homes of a test, closed with it. */
final class Homes implements AutoCloseable {
    static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");
    static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");
    static final MeridianOptions QUICK = MeridianOptions.DEFAULT
            .withTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(60))
            .withIdleTimeout(Duration.ofSeconds(60));

    private final Path directory;
    private final List<Meridian> open = new ArrayList<>();

    Homes(Path directory) {
        this.directory = directory;
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    Meridian open(String name) {
        return open(name, QUICK);
    }

    Meridian open(String name, MeridianOptions options) {
        Meridian home = Meridian.open(path(name), options);
        open.add(home);
        return home;
    }

    /** Closes the home that has this workspace open, so that another process can be alone with it. */
    void close(Workspace workspace) {
        workspace.close();
    }

    /** Ada's new workspace. */
    Workspace found(TestRelay relay) {
        return open("ada").createWorkspace("Apollo", relay.uri(), "Ada", ZURICH);
    }

    /** Another person in it; both have all there is. */
    Workspace join(Workspace owner, String name) {
        var link = owner.invite(Role.ROLE_EDITOR, 1, Duration.ofDays(7));
        Workspace joined = open(name).join(link, name, AUCKLAND);
        owner.sync();
        return joined;
    }

    /** All that a workspace's documents show, as canonical JSON: the same bytes for everybody who has the same changes. */
    static String json(Workspace workspace) {
        return new String(WorkspaceJson.of(workspace.state()), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        open.forEach(Meridian::close);
    }
}
