package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every numbered attack has a test somewhere in the project, and docs/security.md says truly where. */
class AttackTableTest {

    private static final int ATTACKS = 75;
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> NOT_SOURCES = Set.of("target", "node_modules", ".git", "dist");
    private static final Pattern NUMBERED = Pattern.compile("attack(\\d+)_");
    private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\| [^|]+ \\|([^|]*)\\|");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @Test
    void everyAttackHasATestAndTheTableNamesIt() throws IOException {
        Map<Integer, Set<String>> tests = tests();
        assertThat(tests.keySet())
                .as("attacks with a test")
                .containsAll(IntStream.rangeClosed(1, ATTACKS).boxed().toList());
        Map<Integer, Set<String>> table = new TreeMap<>();
        for (String line : Files.readAllLines(ROOT.resolve("docs/security.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Set<String> named = new TreeSet<>();
                CODE.matcher(row.group(2)).results().forEach(each -> named.add(each.group(1)));
                table.put(Integer.valueOf(row.group(1)), named);
            }
        }
        assertThat(table).as("the table of docs/security.md").isEqualTo(tests);
    }

    private static Map<Integer, Set<String>> tests() throws IOException {
        Map<Integer, Set<String>> tests = new TreeMap<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.filter(each -> !skipped(each)).toList()) {
                for (String sources : new String[] {"src/test", "test", "e2e"}) {
                    Path directory = module.resolve(sources);
                    if (Files.isDirectory(directory)) {
                        note(directory, tests);
                    }
                }
            }
        }
        return tests;
    }

    private static boolean skipped(Path path) {
        return NOT_SOURCES.contains(String.valueOf(path.getFileName()));
    }

    private static void note(Path directory, Map<Integer, Set<String>> tests) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith("Test.java") || name.endsWith(".test.ts")) {
                    NUMBERED.matcher(Files.readString(file))
                            .results()
                            .forEach(number -> tests.computeIfAbsent(
                                            Integer.valueOf(number.group(1)), n -> new TreeSet<>())
                                    .add(name.replace(".java", "")));
                }
            }
        }
    }
}
