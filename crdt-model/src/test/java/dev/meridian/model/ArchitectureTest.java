package dev.meridian.model;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

/** The model is pure: what it does follows from what it is given (ARCH-1 to ARCH-6 in docs/spec/model.md). */
class ArchitectureTest {

    private static final JavaClasses MODEL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.meridian.model");

    private static final String NATIVE = "..automerge..";

    @Test
    void onlyTheAutomergePackageKnowsAutomerge_ARCH_1() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.meridian.model.automerge..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.automerge..")
                .check(MODEL);
    }

    @Test
    void noPackagesFormACycle_ARCH_2() {
        slices().matching("dev.meridian.model.(**)").should().beFreeOfCycles().check(MODEL);
    }

    @Test
    void noSockets_ARCH_3() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.net\\..*(Socket|Http|Address).*|java\\.nio\\.channels\\..*(Socket|Datagram|Select).*")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.net..", "java.net.http..", "io.netty..")
                .check(MODEL);
    }

    /** But for the one place that unpacks Automerge's native library. */
    @Test
    void noFiles_ARCH_4() {
        noClasses()
                .that()
                .resideOutsideOfPackage(NATIVE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.(File|RandomAccessFile).*")
                .check(MODEL);
    }

    /** But for asking which one this is, which the automerge package does to hold its documents to their owner. */
    @Test
    void noThreads_ARCH_5() {
        noClasses()
                .that()
                .resideOutsideOfPackage(NATIVE)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.concurrent..", "java.util.logging..")
                .check(MODEL);
        noClasses()
                .should()
                .callConstructorWhere(target(owner(assignableTo(Thread.class))))
                .orShould()
                .callMethodWhere(target(owner(assignableTo(Thread.class))).and(target(name("start"))))
                .orShould()
                .callMethodWhere(target(owner(assignableTo(Thread.class))).and(target(name("sleep"))))
                .check(MODEL);
    }

    @Test
    void noClockAndNoChance_ARCH_6() {
        noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.util.Random.class)
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .check(MODEL);
    }
}
