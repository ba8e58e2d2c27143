package dev.meridian.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The README's example runs. */
class ReadmeExampleTest extends RelayTest {

    @Test
    void printsWhatBothHold() {
        PrintStream before = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            ReadmeExample.main(new String[] {directory.toString(), relay.uri().toString()});
        } finally {
            System.setOut(before);
        }

        assertThat(said.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("Launch in May\n900 0\n");
    }
}
