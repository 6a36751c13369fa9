package io.continuo.runner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Dependencies point one way: runner to stream to supervise to launch; the kinds of launchers know
 * only the contract.
 */
@AnalyzeClasses(
    packages = "io.continuo.runner",
    importOptions = ImportOption.DoNotIncludeTests.class)
class DependenciesTest {

  @ArchTest
  static final ArchRule LAUNCHERS_DO_NOT_KNOW_EACH_OTHER =
      slices().matching("io.continuo.runner.launch.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule NOTHING_GOES_IN_CIRCLES =
      slices().matching("io.continuo.runner.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule THE_CONTRACT_KNOWS_NO_LAUNCHER =
      noClasses()
          .that()
          .resideInAPackage("io.continuo.runner.launch")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.continuo.runner.launch.*..",
              "io.continuo.runner.supervise..",
              "io.continuo.runner.stream..");

  @ArchTest
  static final ArchRule SUPERVISION_KNOWS_NEITHER_KAFKA_NOR_KINDS_OF_LAUNCHERS =
      noClasses()
          .that()
          .resideInAPackage("io.continuo.runner.supervise..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..", "io.continuo.runner.stream..", "io.continuo.runner.launch.*..");

  @ArchTest
  static final ArchRule ONLY_THE_CONTAINER_LAUNCHER_KNOWS_DOCKER =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.continuo.runner.launch.container..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.github.dockerjava..");

  @ArchTest
  static final ArchRule ONLY_THE_KUBERNETES_LAUNCHER_KNOWS_ITS_CLIENT =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.continuo.runner.launch.kubernetes..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.fabric8..");

  @ArchTest
  static final ArchRule TALKING_TO_A_CLUSTER_KNOWS_NOTHING_OF_TASKS =
      noClasses()
          .that()
          .resideInAPackage("io.continuo.runner.launch.kubernetes.api")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.continuo.runner.launch",
              "io.continuo.runner.launch.kubernetes",
              "io.continuo.dispatch..");

  @ArchTest
  static final ArchRule GENERATED_AVRO_STAYS_ON_THE_WIRE =
      noClasses().should().dependOnClassesThat().resideInAPackage("io.continuo.avro..");

  @ArchTest
  static final ArchRule THE_RUNNER_KNOWS_NO_OTHER_SERVICE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.continuo.engine..", "io.continuo.gateway..", "io.continuo.standalone..");
}
