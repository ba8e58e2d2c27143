package dev.meridian.simulation;

import com.google.protobuf.ByteString;

/** How a device gets into the workspace. */
sealed interface Way {
    /** It founds it. */
    record Founding() implements Way {}

    /** By an invite. */
    record Invited(Ticket ticket) implements Way {}

    /**
     * Another device of the same member adds it.
     *
     * @param linkChain of the log where it was asked for
     */
    record Added(ByteString linkChain) implements Way {}
}
