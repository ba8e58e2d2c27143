package dev.meridian.model.value;

import dev.meridian.model.id.MemberId;

/** Who a card belongs to: a member, or a name from elsewhere that no member goes by yet. Members first, then names. */
public sealed interface Owner extends Comparable<Owner> {

    record OfMember(MemberId member) implements Owner {
        @Override
        public String toString() {
            return member.hex();
        }
    }

    /** For example {@code @jackh726} from an imported table. */
    record Named(String name) implements Owner {
        @Override
        public String toString() {
            return name;
        }
    }

    static Owner of(MemberId member) {
        return new OfMember(member);
    }

    static Owner named(String name) {
        return new Named(name);
    }

    @Override
    default int compareTo(Owner other) {
        boolean member = this instanceof OfMember;
        if (member != other instanceof OfMember) {
            return member ? -1 : 1;
        }
        return toString().compareTo(other.toString());
    }
}
