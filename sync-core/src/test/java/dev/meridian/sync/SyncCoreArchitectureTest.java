package dev.meridian.sync;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the pure core may not touch, and which way its packages look. */
class SyncCoreArchitectureTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.meridian.sync");

    private static final Set<String> CLOCKS = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.lang.Math.random",
            "java.util.UUID.randomUUID");

    @Test
    void noSocketsAndNoFiles() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net..",
                        "java.nio.file..",
                        "java.nio.channels..",
                        "java.sql..",
                        "io.netty..",
                        "org.rocksdb..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.(File|Random|.*Reader|.*Writer|.*Stream).*")
                .check(CORE);
    }

    @Test
    void noThreads() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.concurrent..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, ThreadLocal.class, java.util.Timer.class)
                .check(CORE);
    }

    @Test
    void noRandomnessOfItsOwn() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(java.util.Random.class, java.util.SplittableRandom.class)
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.security\\.SecureRandom|java\\.util\\.random\\..*")
                .check(CORE);
    }

    @Test
    void noClockOfItsOwn() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(java.time.Clock.class)
                .orShould(call(CLOCKS))
                .check(CORE);
    }

    private static ArchCondition<JavaClass> call(Set<String> forbidden) {
        return new ArchCondition<>("ask the time or chance") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                for (JavaAccess<?> access : item.getAccessesFromSelf()) {
                    String target = access.getTargetOwner().getName() + "." + access.getName();
                    if (forbidden.contains(target)) {
                        events.add(SimpleConditionEvent.satisfied(item, access.getDescription()));
                    }
                }
            }
        };
    }

    @Test
    void bouncyCastleIsOnlyInTrust() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.meridian.sync.trust..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bouncycastle..")
                .check(CORE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.meridian.sync.(*)..").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void relayAndClientKnowNothingOfEachOther() {
        noClasses()
                .that()
                .resideInAPackage("dev.meridian.sync.relay..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.meridian.sync.client..")
                .check(CORE);
        noClasses()
                .that()
                .resideInAPackage("dev.meridian.sync.client..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.meridian.sync.relay..")
                .check(CORE);
    }

    @Test
    void theCoreKnowsNothingOfShellsAndModels() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.meridian.server..",
                        "dev.meridian.client..",
                        "dev.meridian.model..",
                        "dev.meridian.cli..",
                        "org.automerge..",
                        "org.sqlite..")
                .check(CORE);
    }
}
