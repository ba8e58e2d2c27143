package dev.meridian.model.formats.merge;

import dev.meridian.model.formats.OneLine;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.Ids;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.team.Member;
import dev.meridian.model.team.Status;
import dev.meridian.model.team.Team;
import dev.meridian.model.value.Owner;
import dev.meridian.model.value.StatusCategory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How files call what a workspace knows by id: members, statuses, documents. */
public final class Words {

    /** Of documents that came as Markdown files; their source id is their path. */
    public static final String MARKDOWN = "markdown";

    private final Team team;
    private final StatusWords statuses;
    private final DocumentPaths paths;
    private final Map<String, DocumentId> learned = new TreeMap<>();
    private final Map<String, StatusCategory> told = new TreeMap<>();
    private final Map<String, Integer> namesakes = new TreeMap<>();

    public Words(Team team) {
        this.team = team;
        this.statuses = new StatusWords(team);
        this.paths = new DocumentPaths(team);
        members().forEach(member -> namesakes.merge(plain(member.name()), 1, Integer::sum));
    }

    /** Documents that the same import makes or finds, by path. */
    void learn(Map<String, DocumentId> found) {
        learned.putAll(found);
        found.values().forEach(id -> learned.put(id.hex(), id));
    }

    /** What the file itself tells of the meaning of its words. */
    public void learnStatuses(Map<String, StatusCategory> words) {
        told.putAll(words);
    }

    public Optional<Status> status(String word) {
        return statuses.find(word)
                .or(() -> Optional.ofNullable(told.get(OneLine.of(word))).flatMap(statuses::first));
    }

    /** A member whose name this is, with or without {@code @}, or whose id; otherwise the word as a name. */
    public Owner owner(String word) {
        if (Ids.isId(word) && team.members().containsKey(new MemberId(word))) {
            return Owner.of(new MemberId(word));
        }
        String plain = plain(word);
        List<Member> named = members().stream()
                .filter(member -> plain(member.name()).equals(plain))
                .toList();
        return named.size() == 1 ? Owner.of(named.getFirst().id()) : Owner.named(word);
    }

    /** The name of a member where it leads back to that member, else the id. */
    public String word(Owner owner) {
        return switch (owner) {
            case Owner.Named named -> named.name();
            case Owner.OfMember of -> word(of.member());
        };
    }

    private String word(MemberId id) {
        Optional<Member> member = Optional.ofNullable(team.members().get(id));
        return member.map(Member::name)
                .filter(name -> namesakes.getOrDefault(plain(name), 0) == 1)
                .orElse(id.hex());
    }

    public String word(Optional<Status> status, Optional<String> foreign) {
        return foreign.filter(word -> !word.isEmpty())
                .or(() -> status.map(Status::name))
                .orElse("");
    }

    /** By path, or by id. */
    public Optional<DocumentId> document(String word) {
        Optional<DocumentId> made =
                learned.values().stream().filter(id -> id.hex().equals(word)).findFirst();
        return Optional.ofNullable(learned.get(word)).or(() -> paths.find(word)).or(() -> made);
    }

    /** The path that it is written to. */
    public String word(DocumentId document) {
        return paths.path(document);
    }

    private List<Member> members() {
        return team.members().values().stream()
                .filter(member -> !member.meta().life().deleted())
                .toList();
    }

    private static String plain(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        return lower.startsWith("@") ? lower.substring(1) : lower;
    }
}
