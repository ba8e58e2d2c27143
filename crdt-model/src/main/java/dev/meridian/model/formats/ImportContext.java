package dev.meridian.model.formats;

import dev.meridian.model.document.Document;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.Ids;
import dev.meridian.model.team.Team;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * What an import sees of the workspace, and what it draws ids from.
 *
 * @param documents the text of a document of the workspace; asked only for those that an import may change
 * @param vault the files around the imported one
 * @param random a cryptographically strong source in production
 * @param onConflict whose value stands where a field was changed here and in the file since the last import
 * @param opened documents whose decision has been opened: its draft counts no more
 */
public record ImportContext(
        Team team,
        Function<DocumentId, Document> documents,
        Vault vault,
        RandomGenerator random,
        FormatLimits limits,
        OnConflict onConflict,
        Set<DocumentId> opened) {

    public ImportContext {
        opened = Set.copyOf(opened);
    }

    /** Who wins where both sides changed a field. */
    public enum OnConflict {
        /** The workspace's value stays, with a warning. */
        KEEP_OURS,
        /** The file's value replaces it. */
        TAKE_THEIRS
    }

    public static ImportContext of(
            Team team, Function<DocumentId, Document> documents, Vault vault, RandomGenerator random) {
        return new ImportContext(team, documents, vault, random, FormatLimits.DEFAULT, OnConflict.KEEP_OURS, Set.of());
    }

    public String newId() {
        return Ids.random(random);
    }
}
