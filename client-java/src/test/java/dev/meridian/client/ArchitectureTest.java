package dev.meridian.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows of docs/ARCHITECTURE.md inside this module. */
class ArchitectureTest {
    private static final JavaClasses CLIENT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.meridian.client");

    @Test
    void sqliteIsOnlyInStore() {
        onlyIn("dev.meridian.client.store", "java.sql..", "org.sqlite..");
    }

    @Test
    void socketsAreOnlyInTransport() {
        onlyIn("dev.meridian.client.transport", "java.net.http..", "io.netty..");
    }

    @Test
    void automergeBouncyCastleAndTheRelayAreNowhere() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.automerge..", "org.bouncycastle..", "org.rocksdb..", "dev.meridian.server..")
                .check(CLIENT);
    }

    @Test
    void theStoreAndTheTransportKnowNothingOfTheModelOrOfEachOther() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.meridian.client.store", "dev.meridian.client.transport")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.meridian.model..")
                .check(CLIENT);
        noClasses()
                .that()
                .resideInAPackage("dev.meridian.client.transport")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.meridian.client.store", "dev.meridian.sync..")
                .check(CLIENT);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.meridian.client.(*)..").should().beFreeOfCycles().check(CLIENT);
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.meridian.client.store", "dev.meridian.client.transport", "dev.meridian.client.local")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.meridian.client")
                .check(CLIENT);
    }

    private static void onlyIn(String home, String... packages) {
        noClasses()
                .that()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .check(CLIENT);
    }
}
