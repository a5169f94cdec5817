package dev.fishnet.cli.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.fishnet.platform.PlatformPorts;
import dev.fishnet.platform.linux.SecondDoor;
import dev.fishnet.policy.bad.AsksADatabase;
import dev.fishnet.policy.bad.AsksByReference;
import dev.fishnet.policy.bad.AsksTheSystem;
import dev.fishnet.policy.bad.ReadsAFile;
import dev.fishnet.policy.bad.StartsAProcess;
import dev.fishnet.policy.bad.UsesCryptography;
import dev.fishnet.policy.bad.WiresItself;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The few rules that keep the shape, each with a class that breaks it, so that none can pass by checking nothing. */
class ArchitectureTest {
    private static final JavaClasses FISHNET = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.fishnet");

    private static final String[] CORE = {
        "dev.fishnet.alert..",
        "dev.fishnet.audit..",
        "dev.fishnet.audit.note..",
        "dev.fishnet.audit.replay..",
        "dev.fishnet.audit.tree..",
        "dev.fishnet.audit.verify..",
        "dev.fishnet.binance..",
        "dev.fishnet.config..",
        "dev.fishnet.crypto..",
        "dev.fishnet.error..",
        "dev.fishnet.firewall..",
        "dev.fishnet.firewall.escape..",
        "dev.fishnet.isolation..",
        "dev.fishnet.llm..",
        "dev.fishnet.plan..",
        "dev.fishnet.platform",
        "dev.fishnet.policy..",
        "dev.fishnet.process..",
        "dev.fishnet.service..",
        "dev.fishnet.signing..",
        "dev.fishnet.spend..",
        "dev.fishnet.storage..",
        "dev.fishnet.upstream..",
        "dev.fishnet.user..",
        "dev.fishnet.vault.."
    };

    private static final ArchRule ONLY_PLATFORMS_START_PROCESSES = noClasses()
            .that()
            .resideOutsideOfPackages("dev.fishnet.platform.linux..", "dev.fishnet.platform.macos..")
            .should()
            .dependOnClassesThat(belongToAnyOf(ProcessBuilder.class))
            .orShould()
            .accessTargetWhere(calls("java.lang.Runtime", "exec"))
            .because("commands go through ProcessControlPort: argument vectors, a clean environment, bounded output");

    private static final ArchRule ONLY_STORAGE_SEES_FILES = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .and()
            .resideOutsideOfPackage("dev.fishnet.storage..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.nio.file..", "com.fasterxml.jackson..", "org.tomlj..")
                    .or(belongToAnyOf(
                            java.io.File.class, java.io.FileInputStream.class, java.io.FileOutputStream.class)))
            .because("formats and file modes are one package's business");

    private static final ArchRule ONLY_CRYPTO_SEES_CRYPTOGRAPHY = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .and()
            .resideOutsideOfPackage("dev.fishnet.crypto..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.bouncycastle..", "javax.crypto..", "java.security.."))
            .because("primitives are chosen in one place, and wiped there");

    private static final ArchRule THE_CORE_ASKS_NOBODY = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .accessTargetWhere(calls("java.lang.System", "getProperty|getenv|currentTimeMillis|nanoTime|console|exit"))
            .orShould()
            .accessTargetWhere(calls("java.time.*", "now|system.*"))
            .because("time, environment and operating system are handed in, so that every test can choose them");

    private static final ArchRule ONLY_THE_COMMAND_LINE_IS_WIRED = noClasses()
            .that()
            .resideOutsideOfPackage("dev.fishnet.cli..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("dagger..", "jakarta.inject..", "javax.inject..", "picocli.."))
            .because("embedders call constructors");

    private static final ArchRule ONLY_THE_STORE_SEES_A_DATABASE = noClasses()
            .that()
            .resideOutsideOfPackage("dev.fishnet.proxy.store..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite.."))
            .because("what is in the books, and when it is safe there, is one package's business");

    private static final ArchRule A_PLATFORM_HAS_ONE_DOOR = classes()
            .that()
            .resideInAnyPackage("dev.fishnet.platform.linux..", "dev.fishnet.platform.macos..")
            .and()
            .areTopLevelClasses()
            .and()
            .areNotAssignableTo(PlatformPorts.class)
            .should()
            .notBePublic()
            .because("everything else of an operating system stays inside its module");

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleHoldsEverywhere(ArchRule rule, Class<?> offender) {
        rule.check(FISHNET);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleBites(ArchRule rule, Class<?> offender) {
        JavaClasses bad = new ClassFileImporter().importClasses(offender);

        assertThrows(AssertionError.class, () -> rule.check(bad));
    }

    @Test
    void everyPackageOfTheCoreIsUnderTheRules() {
        Set<String> known = Arrays.stream(CORE)
                .map(pattern -> pattern.replace("..", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> found = FISHNET.stream()
                .filter(type ->
                        type.getSource().orElseThrow().getUri().toString().contains("fishnet-core"))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(known, found);
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of(ONLY_PLATFORMS_START_PROCESSES, StartsAProcess.class),
                Arguments.of(ONLY_STORAGE_SEES_FILES, ReadsAFile.class),
                Arguments.of(ONLY_CRYPTO_SEES_CRYPTOGRAPHY, UsesCryptography.class),
                Arguments.of(THE_CORE_ASKS_NOBODY, AsksTheSystem.class),
                Arguments.of(THE_CORE_ASKS_NOBODY, AsksByReference.class),
                Arguments.of(ONLY_THE_COMMAND_LINE_IS_WIRED, WiresItself.class),
                Arguments.of(ONLY_THE_STORE_SEES_A_DATABASE, AsksADatabase.class),
                Arguments.of(A_PLATFORM_HAS_ONE_DOOR, SecondDoor.class));
    }

    private static DescribedPredicate<JavaAccess<?>> calls(String owners, String methods) {
        return DescribedPredicate.describe(
                "call " + owners + "." + methods,
                call -> call.getTargetOwner().getName().matches(owners)
                        && call.getName().matches(methods));
    }
}
