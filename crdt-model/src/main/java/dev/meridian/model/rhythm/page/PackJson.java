package dev.meridian.model.rhythm.page;

import dev.meridian.model.json.Json;
import dev.meridian.model.rhythm.Pack;

/** A pack as canonical JSON, with the documents' texts. */
public final class PackJson {

    private PackJson() {}

    public static Json of(Pack pack) {
        return new Fields()
                .put("format", "meridian-pack/1")
                .put("workspace", pack.workspace())
                .put("frozen", DigestJson.frontier(pack.frozen()))
                .put("now", DigestJson.instant(pack.now()))
                .put("meeting", pack.meeting().map(DigestJson::instant))
                .put("boards", Fields.array(pack.boards(), PackJson::board))
                .put("documents", Fields.array(pack.documents(), PackJson::document))
                .put("readers", Fields.array(pack.readers(), PackJson::reader))
                .put("changedSince", Json.of(pack.changedSince()))
                .put("open", Fields.array(pack.open(), AgendaJson::item))
                .json();
    }

    private static Json board(Pack.OfBoard board) {
        return new Fields()
                .put("board", DigestJson.target(board.board()))
                .put("groups", Fields.array(board.groups(), PackJson::group))
                .json();
    }

    private static Json group(Pack.OfGroup group) {
        return new Fields()
                .put("title", group.title().map(Json::of))
                .put("cards", Fields.array(group.cards(), DigestJson::card))
                .json();
    }

    private static Json document(Pack.OfDocument document) {
        return new Fields()
                .put("document", DigestJson.target(document.document()))
                .put("text", document.text())
                .json();
    }

    private static Json reader(Pack.Reader reader) {
        return new Fields()
                .put("person", DigestJson.person(reader.person()))
                .put("reached", Json.of(reader.reached()))
                .put("read", Json.of(reader.read()))
                .put("commented", Json.of(reader.commented()))
                .json();
    }
}
