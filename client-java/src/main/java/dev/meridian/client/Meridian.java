package dev.meridian.client;

import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.trust.InviteLink;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;

/**
 * A home directory: a device's keys and its workspaces. Safe for all threads, virtual ones too; several processes may use one home at
 * once.
 */
public final class Meridian implements AutoCloseable {
    private Meridian() {}

    /**
     * Uses the home, making it and the device's keys where they are not there yet.
     *
     * @throws HomeException if the directory cannot be used
     * @throws KeyException if the keys cannot
     */
    public static Meridian open(Path home, MeridianOptions options) {
        return Unwritten.body();
    }

    /** As above, with the default options. */
    public static Meridian open(Path home) {
        return open(home, MeridianOptions.DEFAULT);
    }

    /** The device that this home is. */
    public DeviceId device() {
        return Unwritten.body();
    }

    /** The directory. */
    public Path home() {
        return Unwritten.body();
    }

    /**
     * Founds a workspace and opens it. The relay is asked once, for its public key, which the first record of the workspace names; nothing is sent
     * to it before the first {@link Workspace#sync}.
     *
     * @param relay {@code http://host:port} or {@code https://host:port}
     * @param memberName of the person at this device
     * @throws RelayException if the relay does not answer
     */
    public Workspace createWorkspace(String name, URI relay, String memberName, ZoneId zone) {
        return Unwritten.body();
    }

    /**
     * Joins a workspace by an invite link, and opens it when it is here as of now.
     *
     * @param memberName of the person at this device
     * @throws JoinException if the link cannot be used
     * @throws RelayException if the relay does not answer, or is not the one of the link
     */
    public Workspace join(InviteLink link, String memberName, ZoneId zone) {
        return join(link, memberName, zone, SyncProgress.Listener.NONE);
    }

    /** As above, telling how far it is. */
    public Workspace join(InviteLink link, String memberName, ZoneId zone, SyncProgress.Listener progress) {
        return Unwritten.body();
    }

    /** Reads a link as text. @throws JoinException if it is not one */
    public static InviteLink parseLink(String text) {
        return Unwritten.body();
    }

    /** The workspaces of this home, by name. */
    public List<WorkspaceInfo> workspaces() {
        return Unwritten.body();
    }

    /**
     * Opens a workspace; opening it again gives the same object until that is closed.
     *
     * @param idOrName its name, its id in hexadecimal, or the beginning of the id, four digits at least
     * @throws UnknownNameException if there is none, or more than one
     * @throws StoreException if its file cannot be used
     */
    public Workspace workspace(String idOrName) {
        return Unwritten.body();
    }

    /** Closes all open workspaces. */
    @Override
    public void close() {}
}
