package dev.meridian.model.schema;

import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DependencyId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.GroupId;
import dev.meridian.model.id.Ids;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.StatusId;
import dev.meridian.model.id.SubjectId;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A map of things by id at the root of a document. Those that grow large are sharded by the first two digits of the id, {@code cards/1f/1f03...},
 * so that no client copies them whole at each edit (AUTOMERGE.md). All shards are made in the document's first change.
 */
public enum Collection {
    CARDS("cards", true),
    GROUPS("groups", true),
    DEPENDENCIES("dependencies", true),
    MEMBERS("members", false),
    STATUSES("statuses", false),
    BOARDS("boards", false),
    DOCUMENTS("documents", true);

    private static final int SHARDS = 256;

    private final String key;
    private final boolean sharded;

    Collection(String key, boolean sharded) {
        this.key = key;
        this.sharded = sharded;
    }

    /** Its key at the root. */
    public String key() {
        return key;
    }

    public boolean sharded() {
        return sharded;
    }

    /** Keys of the shards; none where it has none. */
    public List<String> shards() {
        return sharded
                ? IntStream.range(0, SHARDS)
                        .mapToObj(i -> HexFormat.of().toHexDigits((byte) i))
                        .toList()
                : List.of();
    }

    public static Collection of(SubjectId subject) {
        return switch (subject) {
            case CardId card -> CARDS;
            case GroupId group -> GROUPS;
            case DependencyId dependency -> DEPENDENCIES;
            case MemberId member -> MEMBERS;
            case StatusId status -> STATUSES;
            case BoardId board -> BOARDS;
            case DocumentId document -> DOCUMENTS;
        };
    }

    /** The id that a key means, in that shard; empty where it means none. */
    public Optional<SubjectId> id(String shard, String key) {
        return Ids.isId(key) && key.startsWith(shard) ? Optional.of(id(key)) : Optional.empty();
    }

    private SubjectId id(String hex) {
        return switch (this) {
            case CARDS -> new CardId(hex);
            case GROUPS -> new GroupId(hex);
            case DEPENDENCIES -> new DependencyId(hex);
            case MEMBERS -> new MemberId(hex);
            case STATUSES -> new StatusId(hex);
            case BOARDS -> new BoardId(hex);
            case DOCUMENTS -> new DocumentId(hex);
        };
    }

    /** The map that holds, or would hold, a thing. Empty where the document does not have it. */
    public static Optional<ObjectId> home(Registers registers, SubjectId subject) {
        Collection collection = of(subject);
        Optional<ObjectId> top = registers.at(ObjectId.ROOT, collection.key).map();
        return collection.sharded
                ? top.flatMap(map -> registers.at(map, shard(subject)).map())
                : top;
    }

    /** The thing's own map. */
    public static Optional<ObjectId> find(Registers registers, SubjectId subject) {
        return home(registers, subject)
                .flatMap(home -> registers.at(home, subject.hex()).map());
    }

    private static String shard(SubjectId subject) {
        return subject.hex().substring(0, 2);
    }
}
