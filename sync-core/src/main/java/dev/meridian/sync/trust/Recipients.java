package dev.meridian.sync.trust;

import dev.meridian.proto.v1.Wrap;
import dev.meridian.sync.id.DeviceId;

/** To whom a wrap is, as far as it can be seen from outside. */
final class Recipients {
    private Recipients() {}

    /** Whether it is well formed and to this device or invite; whether it opens its recipient alone can tell. */
    static boolean isFor(DeviceId recipient, Wrap wrap) {
        return wrap.getRecipient().equals(recipient.bytes()) && isWellFormed(wrap) && WrappingKey.fits(wrap.getEnc());
    }

    /** Whether it has the lengths of a wrap. An encapsulated key that fits nobody opens for nobody, and harms nobody else. */
    static boolean isWellFormed(Wrap wrap) {
        return DeviceId.fits(wrap.getRecipient())
                && wrap.getEnc().size() == WrappingKey.LENGTH
                && wrap.getCt().size() == EpochKey.WRAP_CT_LENGTH;
    }
}
