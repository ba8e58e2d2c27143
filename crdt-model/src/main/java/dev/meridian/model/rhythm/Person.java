package dev.meridian.model.rhythm;

import dev.meridian.model.id.MemberId;
import java.util.Optional;

/**
 * Somebody, as pages name them.
 *
 * @param member empty for an owner who is no member, and for a device that is nobody's
 * @param zone IANA time zone; empty where it is not known
 */
public record Person(Optional<MemberId> member, String name, Optional<String> zone) {

    static Person named(String name) {
        return new Person(Optional.empty(), name, Optional.empty());
    }
}
