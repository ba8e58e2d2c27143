package dev.meridian.model.schema;

import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.automerge.Place;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.CommentId;
import dev.meridian.model.id.DependencyId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.GroupId;
import dev.meridian.model.id.Ids;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.StatusId;
import dev.meridian.model.id.SubjectId;
import dev.meridian.model.id.ThreadId;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A map of things by id at the root of a document. Those that grow large are sharded by the first two digits of the id, {@code cards/1f/1f03...},
 * so that no client copies them whole at each edit (AUTOMERGE.md). All shards are made in the document's first change.
 */
public enum Collection {
    CARDS("cards", 2, ""),
    GROUPS("groups", 2, ""),
    DEPENDENCIES("dependencies", 2, ""),
    MEMBERS("members", 0, ""),
    STATUSES("statuses", 0, ""),
    BOARDS("boards", 0, ""),
    DOCUMENTS("documents", 2, ""),
    THREADS("threads", 1, "thread"),
    COMMENTS("comments", 1, "comment");

    private final String key;
    private final int shardDigits;
    private final String rootPrefix;

    Collection(String key, int shardDigits, String rootPrefix) {
        this.key = key;
        this.shardDigits = shardDigits;
        this.rootPrefix = rootPrefix;
    }

    /** Its key at the root. */
    public String key() {
        return key;
    }

    public boolean sharded() {
        return shardDigits > 0;
    }

    /** Keys of the shards; none where it has none. */
    public List<String> shards() {
        return sharded()
                ? IntStream.range(0, 1 << (4 * shardDigits))
                        .mapToObj(i -> HexFormat.of().toHexDigits(i, shardDigits))
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
            case ThreadId thread -> THREADS;
            case CommentId comment -> COMMENTS;
        };
    }

    /**
     * The id that a key of the root means: of a thing that stands there because its document is older than the collection (SCHEMA-30). Empty where
     * it means none.
     */
    public Optional<SubjectId> idAtRoot(String rootKey) {
        return !rootPrefix.isEmpty() && rootKey.startsWith(rootPrefix + ":")
                ? id("", rootKey.substring(rootPrefix.length() + 1))
                : Optional.empty();
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
            case THREADS -> new ThreadId(hex);
            case COMMENTS -> new CommentId(hex);
        };
    }

    /**
     * Where a new thing is put: into its shard, or at the root of a document that is older than its collection. Empty where the document has no
     * place for it.
     */
    public static Optional<Place> home(Registers registers, SubjectId subject) {
        Optional<Place> inShard = inShard(registers, subject);
        return inShard.isPresent() ? inShard : atRoot(subject);
    }

    private static Optional<Place> inShard(Registers registers, SubjectId subject) {
        Collection collection = of(subject);
        Optional<ObjectId> top = registers.at(ObjectId.ROOT, collection.key).map();
        Optional<ObjectId> home = collection.sharded()
                ? top.flatMap(
                        map -> registers.at(map, collection.shard(subject)).map())
                : top;
        return home.map(map -> new Place(map, subject.hex()));
    }

    private static Optional<Place> atRoot(SubjectId subject) {
        String prefix = of(subject).rootPrefix;
        return prefix.isEmpty()
                ? Optional.empty()
                : Optional.of(new Place(ObjectId.ROOT, prefix + ":" + subject.hex()));
    }

    /** Where a thing stands; its map is what stands there. */
    public static Optional<Place> place(Registers registers, SubjectId subject) {
        Optional<Place> inShard = inShard(registers, subject).filter(place -> isMap(registers, place));
        return inShard.isPresent() ? inShard : atRoot(subject).filter(place -> isMap(registers, place));
    }

    private static boolean isMap(Registers registers, Place place) {
        return registers.at(place.map(), place.key()).map().isPresent();
    }

    /** The thing's own map. */
    public static Optional<ObjectId> find(Registers registers, SubjectId subject) {
        return place(registers, subject)
                .flatMap(place -> registers.at(place.map(), place.key()).map());
    }

    private String shard(SubjectId subject) {
        return subject.hex().substring(0, shardDigits);
    }
}
