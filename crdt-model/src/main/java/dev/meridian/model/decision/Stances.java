package dev.meridian.model.decision;

import dev.meridian.model.id.MemberId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What everybody last said of a revision. What a person says on one device replaces what they had said there, and whatever they had seen of
 * the other; said at once on two, the most restrictive counts (DEC-50). Owned by its fold; not thread-safe.
 */
final class Stances {
    /** Something that somebody said. */
    record Stance(ReceivedStatement statement, Word word, Optional<String> option) {}

    private static final Comparator<Stance> MOST_RESTRICTIVE = Comparator.comparing(Stance::word)
            .thenComparing(stance -> stance.statement().position(), Comparator.reverseOrder());

    private final Map<MemberId, List<Stance>> byMember = new HashMap<>();

    void add(Stance stance) {
        ReceivedStatement said = stance.statement();
        List<Stance> all = byMember.computeIfAbsent(said.author(), none -> new ArrayList<>(1));
        all.removeIf(each -> each.statement().device().equals(said.device())
                || each.statement().position() <= said.seen().position());
        all.add(stance);
    }

    Optional<Stance> of(MemberId member) {
        List<Stance> all = byMember.getOrDefault(member, List.of());
        return switch (all.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(all.getFirst());
            default -> all.stream().min(MOST_RESTRICTIVE);
        };
    }

    Iterable<MemberId> speakers() {
        return byMember.keySet();
    }

    void clear() {
        byMember.clear();
    }
}
