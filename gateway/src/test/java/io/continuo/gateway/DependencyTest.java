package io.continuo.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.continuo.gateway",
    importOptions = ImportOption.DoNotIncludeTests.class)
class DependencyTest {
  private static final String HOME = "io.continuo.gateway";

  @ArchTest
  static final ArchRule TRANSPORT_KNOWS_NO_SUBJECT =
      noClasses()
          .that()
          .resideInAPackage(HOME + ".http")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              HOME + ".http.*..",
              HOME + ".command..",
              HOME + ".view..",
              HOME + ".log..",
              HOME + ".registry..");

  @ArchTest
  static final ArchRule NOTHING_BELOW_KNOWS_HTTP =
      noClasses()
          .that()
          .resideInAnyPackage(
              HOME + ".command..",
              HOME + ".view..",
              HOME + ".log..",
              HOME + ".registry..",
              HOME + ".follow..",
              HOME + ".trigger..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(HOME + ".http..", "io.vertx..");

  @ArchTest
  static final ArchRule THE_VIEW_KNOWS_NO_COMMANDS =
      noClasses()
          .that()
          .resideInAPackage(HOME + ".view..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(HOME + ".command..", "io.continuo.command..");

  @ArchTest
  static final ArchRule NOBODY_BUT_THE_ROOT_WIRES =
      noClasses()
          .that()
          .resideInAPackage(HOME + ".*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(HOME);

  @ArchTest
  static final ArchRule ONLY_THE_WIRE_SEES_GENERATED_AVRO =
      noClasses().should().dependOnClassesThat().resideInAPackage("io.continuo.avro..");

  @ArchTest
  static final ArchRule RESOURCES_DO_NOT_KNOW_EACH_OTHER =
      slices()
          .matching(
              HOME
                  + ".http.(backfill|dataset|execution|health|identity|limit|namespace|page|registry|runner|slot|webhook|why|workflow)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule NO_CYCLES = slices().matching(HOME + ".(*)..").should().beFreeOfCycles();
}
