package dev.meridian.model.formats.merge;

import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.Ids;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.team.DocumentEntry;
import dev.meridian.model.team.Member;
import dev.meridian.model.team.Status;
import dev.meridian.model.team.Team;
import dev.meridian.model.value.Owner;
import dev.meridian.model.value.Source;
import java.util.Comparator;
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
    private final Map<String, DocumentId> documents = new TreeMap<>();
    private final Map<String, Integer> namesakes = new TreeMap<>();

    public Words(Team team) {
        this.team = team;
        this.statuses = new StatusWords(team);
        team.documents().values().stream()
                .sorted(Comparator.comparing((DocumentEntry entry) -> entry.id().hex()))
                .forEach(entry -> path(entry).ifPresent(path -> documents.putIfAbsent(path, entry.id())));
        members().forEach(member -> namesakes.merge(plain(member.name()), 1, Integer::sum));
    }

    /** Documents that the same import makes or finds, by path. */
    void learn(Map<String, DocumentId> found) {
        documents.putAll(found);
    }

    public Optional<Status> status(String word) {
        return statuses.find(word);
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
        Optional<DocumentId> byPath = Optional.ofNullable(documents.get(word));
        return byPath.or(() -> Ids.isId(word) ? Optional.of(new DocumentId(word)) : Optional.empty());
    }

    /** Its path where it came as a file, else its id. */
    public String word(DocumentId document) {
        return Optional.ofNullable(team.documents().get(document))
                .flatMap(Words::path)
                .orElse(document.hex());
    }

    private List<Member> members() {
        return team.members().values().stream()
                .filter(member -> !member.meta().life().deleted())
                .toList();
    }

    private static Optional<String> path(DocumentEntry entry) {
        return entry.meta()
                .source()
                .filter(source -> source.kind().equals(MARKDOWN))
                .map(Source::id);
    }

    private static String plain(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        return lower.startsWith("@") ? lower.substring(1) : lower;
    }
}
