package dev.meridian.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.meridian.cli");

    @Test
    void packagesFormNoCycles() {
        slices().matching("dev.meridian.cli.(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void theProgramStandsOnTheSdkAndTheRelayAndReachesBehindNeither() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.netty..",
                        "org.rocksdb..",
                        "org.sqlite..",
                        "org.automerge..",
                        "org.bouncycastle..",
                        "java.sql..",
                        "dev.meridian.client.store..",
                        "dev.meridian.client.transport..",
                        "dev.meridian.server.store..",
                        "dev.meridian.server.net..",
                        "dev.meridian.server.shard..")
                .check(classes);
    }

    @Test
    void noStateIsSharedBetweenRuns_CMD9() {
        noFields()
                .that()
                .areStatic()
                .should()
                .notHaveModifier(JavaModifier.FINAL)
                .check(classes);
    }

    @Test
    void onlyTheProcessTouchesTheProcess_CMD9() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Main")
                .and()
                .doNotHaveSimpleName("Interrupts")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .accessField(System.class, "in")
                .check(classes);
    }
}
