package dev.meridian.client;

import dev.meridian.sync.id.WorkspaceId;
import java.net.URI;
import java.nio.file.Path;

/**
 * A workspace of a home, without opening it.
 *
 * @param name as it was last seen in this home
 * @param relay {@code http://host:port} or {@code https://host:port}
 * @param file where it is kept
 */
public record WorkspaceInfo(WorkspaceId id, String name, URI relay, Path file) {}
