package dev.meridian.client;

import com.google.protobuf.ByteString;
import dev.meridian.client.local.Identities;
import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.team.TeamDocument;
import dev.meridian.sync.id.ActorId;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Who somebody is, as the team document will say. */
record Introduction(MemberId member, String name, ZoneId zone) {

    /** What enters the person with one device. */
    List<TeamIntent> intents(DeviceId device) {
        return List.of(new TeamIntent.AddMember(member, name, zone.getId()), new TeamIntent.AddDevice(member, device));
    }

    /**
     * Finds out whether a team would take this, before anything happens that cannot be taken back: tried on a team of nobody,
     * which is then forgotten.
     *
     * @param workspace a name for it
     * @throws dev.meridian.model.intent.IntentRefused if it would not
     */
    void check(String workspace, DeviceId device) {
        ActorId nobody = new ActorId(ByteString.copyFrom(new byte[ActorId.LENGTH]));
        try (TeamDocument team = TeamDocument.open(Replica.create(Identities.actor(nobody)))) {
            List<TeamIntent> all = new ArrayList<>(List.of(new TeamIntent.Create(workspace)));
            all.addAll(intents(device));
            team.check(all);
        }
    }
}
