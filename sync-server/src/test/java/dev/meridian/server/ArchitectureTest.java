package dev.meridian.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows of docs/ARCHITECTURE.md inside this module. */
class ArchitectureTest {
    private static final JavaClasses SERVER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.meridian.server");

    @Test
    void nettyIsOnlyInNet() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.meridian.server.net..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(SERVER);
    }

    @Test
    void rocksDbIsOnlyInStore() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.meridian.server.store..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.rocksdb..")
                .check(SERVER);
    }

    @Test
    void bouncyCastleIsOnlyWhereCertificatesAreMade() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.meridian.server.tls..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bouncycastle..")
                .check(SERVER);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.meridian.server.(*)..").should().beFreeOfCycles().check(SERVER);
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.meridian.server.net..", "dev.meridian.server.shard..", "dev.meridian.server.store..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.meridian.server")
                .check(SERVER);
    }

    @Test
    void theThreadsKnowNeitherNetworkNorStore() {
        noClasses()
                .that()
                .resideInAPackage("dev.meridian.server.shard..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.meridian.server.net..", "dev.meridian.server.store..")
                .check(SERVER);
    }

    @Test
    void itKnowsNothingOfClientsAndModels() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages(
                        "dev.meridian.client..",
                        "dev.meridian.model..",
                        "dev.meridian.cli..",
                        "dev.meridian.sync.client..")
                .check(SERVER);
    }
}
