package io.continuo.engine;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Random;
import java.util.UUID;
import org.pcollections.PMap;
import org.pcollections.PSortedMap;

@AnalyzeClasses(
    packages = "io.continuo",
    importOptions = {ImportOption.DoNotIncludeTests.class, DependencyTest.NoTestJars.class})
class DependencyTest {

  /** The fixtures of other modules come as jars. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  @ArchTest
  static final ArchRule languageAndDomainKnowNothingButThemselves =
      classes()
          .that()
          .resideInAnyPackage(
              "io.continuo.id..",
              "io.continuo.value..",
              "io.continuo.backfill..",
              "io.continuo.dataset..",
              "io.continuo.event..",
              "io.continuo.command..",
              "io.continuo.dispatch..",
              "io.continuo.definition",
              "io.continuo.definition.plan..",
              "io.continuo.definition.policy..",
              "io.continuo.definition.partition..",
              "io.continuo.definition.template..",
              "io.continuo.definition.type..",
              "io.continuo.engine.domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java.lang..",
              "java.time..",
              "java.util..",
              "java.nio..",
              "java.math..",
              "java.net..",
              "org.jspecify..",
              "org.pcollections..",
              "io.continuo.id..",
              "io.continuo.value..",
              "io.continuo.backfill..",
              "io.continuo.dataset..",
              "io.continuo.event..",
              "io.continuo.command..",
              "io.continuo.dispatch..",
              "io.continuo.definition..",
              "io.continuo.engine.domain..");

  @ArchTest
  static final ArchRule keysAreLookedForWithGet =
      noClasses()
          .that()
          .resideInAPackage("io.continuo.engine..")
          .should()
          .callMethodWhere(
              target(owner(assignableTo(PMap.class)))
                  .and(not(target(owner(assignableTo(PSortedMap.class)))))
                  .and(target(name("containsKey"))))
          .because("an ordered map looks through all its entries for that");

  @ArchTest
  static final ArchRule languageAndDomainReadNoClockAndDrawNoLots =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.continuo.id..",
              "io.continuo.event..",
              "io.continuo.command..",
              "io.continuo.definition..",
              "io.continuo.engine.domain..",
              "io.continuo.engine.snapshot..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Clock.class, Random.class);

  @ArchTest
  static final ArchRule dependenciesPointOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("io.continuo.engine..")
          .layer("main")
          .definedBy("io.continuo.engine")
          .layer("topology")
          .definedBy("io.continuo.engine.topology..")
          .layer("snapshot")
          .definedBy("io.continuo.engine.snapshot..")
          .layer("domain")
          .definedBy("io.continuo.engine.domain..")
          .whereLayer("main")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("topology")
          .mayOnlyBeAccessedByLayers("main")
          .whereLayer("snapshot")
          .mayOnlyBeAccessedByLayers("topology");

  @ArchTest
  static final ArchRule decidersDoNotKnowEachOther =
      slices().matching("io.continuo.engine.domain.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule onlyTheWireSeesGeneratedRecords =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.continuo.wire..", "io.continuo.avro..", "io.continuo.engine.topology..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.continuo.avro..");
}
