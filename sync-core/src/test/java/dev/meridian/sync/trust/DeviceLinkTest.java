package dev.meridian.sync.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.WorkspaceId;
import org.junit.jupiter.api.Test;

final class DeviceLinkTest {
    private final SeededEntropy entropy = new SeededEntropy("device link");
    private final DeviceLink link = new DeviceLink(
            true,
            "relay.example",
            8443,
            new WorkspaceId(entropy.bytes(32)),
            entropy.bytes(32),
            entropy.bytes(32),
            new DeviceId(entropy.bytes(16)));

    @Test
    void isReadFromItsText_LINK3() {
        assertThat(link.format()).startsWith("https://relay.example:8443/device#v1.");
        assertThat(DeviceLink.parse(" " + link.format() + "\n")).isEqualTo(new DeviceLink.Parsed(link));
    }

    @Test
    void whateverElseIsPastedIsRefusedWithASentence_LINK3() {
        String text = link.format();
        for (String broken : new String[] {
            "",
            "hello you",
            "https://relay.example/join#v1.a.b.c.d",
            text.substring(0, text.length() - 1),
            text + "A",
            text.replace("v1", "v2"),
            text.replace("/device", "/join"),
            text.replace("https", "ftp")
        }) {
            assertThat(DeviceLink.parse(broken)).as(broken).isInstanceOf(DeviceLink.Broken.class);
        }
    }
}
