package dev.meridian.model.plan;

import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.CommentId;
import dev.meridian.model.id.DependencyId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.GroupId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.StatusId;
import dev.meridian.model.id.SubjectId;
import dev.meridian.model.id.ThreadId;

/** How sentences call a thing. */
public final class Names {

    private Names() {}

    public static String of(SubjectId subject) {
        String noun = switch (subject) {
            case CardId card -> "card";
            case GroupId group -> "group";
            case DependencyId dependency -> "dependency";
            case MemberId member -> "member";
            case StatusId status -> "status";
            case BoardId board -> "board";
            case DocumentId document -> "document";
            case ThreadId thread -> "thread";
            case CommentId comment -> "comment";
        };
        return noun + " " + subject.hex();
    }
}
