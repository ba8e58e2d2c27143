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
    private final JavaClasses server = new ClassFileImporter()
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
                .check(server);
    }

    @Test
    void rocksDbIsOnlyInStore() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.meridian.server.store..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.rocksdb..")
                .check(server);
    }

    @Test
    void bouncyCastleIsNowhere() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bouncycastle..")
                .check(server);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.meridian.server.(*)..").should().beFreeOfCycles().check(server);
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.meridian.server.net..", "dev.meridian.server.shard..", "dev.meridian.server.store..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.meridian.server")
                .check(server);
    }

    @Test
    void theThreadsKnowNeitherNetworkNorStore() {
        noClasses()
                .that()
                .resideInAPackage("dev.meridian.server.shard..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.meridian.server.net..", "dev.meridian.server.store..")
                .check(server);
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
                .check(server);
    }
}
