package dev.meridian.model.discussion;

import dev.meridian.model.id.MemberId;
import dev.meridian.model.team.Member;
import dev.meridian.model.team.Team;
import dev.meridian.model.text.Prose;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Finds whom a text mentions (DISC-12): {@code @Anna Berg}, by the longest name of a member that stands there. */
public final class Mentions {

    private record Named(MemberId member, String name) {}

    private final List<Named> names = new ArrayList<>();

    private Mentions(Team team) {
        for (Member member : team.members().values()) {
            String name = lower(member.name().strip());
            if (!name.isEmpty() && !member.meta().life().deleted()) {
                names.add(new Named(member.id(), name));
            }
        }
    }

    /** Members of the team that a Markdown text mentions, by id. */
    public static SortedSet<MemberId> in(String markdown, Team team) {
        if (markdown.indexOf('@') < 0) {
            return Collections.emptySortedSet();
        }
        Mentions mentions = new Mentions(team);
        SortedSet<MemberId> found = new TreeSet<>();
        Prose.lines(markdown).forEach(line -> mentions.find(lower(line), found));
        return found;
    }

    /** Character by character, so that it is the same in every language and place. */
    private static String lower(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        text.codePoints().map(Character::toLowerCase).forEach(lower::appendCodePoint);
        return lower.toString();
    }

    private void find(String line, SortedSet<MemberId> found) {
        for (int at = line.indexOf('@'); at >= 0; at = line.indexOf('@', at + 1)) {
            if (at == 0 || !Character.isLetterOrDigit(line.codePointBefore(at))) {
                found.addAll(longestAt(line, at + 1));
            }
        }
    }

    private List<MemberId> longestAt(String line, int from) {
        int longest = 0;
        List<MemberId> found = new ArrayList<>();
        for (Named named : names) {
            int length = named.name().length();
            if (length >= longest && stands(named.name(), line, from)) {
                if (length > longest) {
                    found.clear();
                    longest = length;
                }
                found.add(named.member());
            }
        }
        return found;
    }

    private static boolean stands(String name, String line, int from) {
        int end = from + name.length();
        return line.startsWith(name, from)
                && (end == line.length() || !Character.isLetterOrDigit(line.codePointAt(end)));
    }
}
