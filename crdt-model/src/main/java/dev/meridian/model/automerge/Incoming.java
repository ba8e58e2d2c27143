package dev.meridian.model.automerge;

/** A change from elsewhere, with the device that signed the envelope it came in. */
public final class Incoming {

    private final DeviceId author;
    private final byte[] chunk;

    /** @param chunk one Automerge change chunk; not copied, not to be written to afterwards */
    public Incoming(DeviceId author, byte[] chunk) {
        this.author = author;
        this.chunk = chunk;
    }

    public DeviceId author() {
        return author;
    }

    byte[] chunk() {
        return chunk;
    }
}
