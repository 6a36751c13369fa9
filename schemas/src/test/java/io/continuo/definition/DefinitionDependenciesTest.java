package io.continuo.definition;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The language itself knows neither YAML nor JSON, and its packages form no cycle. */
class DefinitionDependenciesTest {
  private final JavaClasses definition =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.continuo.definition");

  @Test
  void theLanguageIsPure() {
    classes()
        .that()
        .resideOutsideOfPackage("io.continuo.definition.reader..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java.lang..",
            "java.time..",
            "java.util..",
            "java.math..",
            "org.jspecify..",
            "io.continuo.id..",
            "io.continuo.value..",
            "io.continuo.definition..")
        .check(definition);
    noClasses()
        .that()
        .resideOutsideOfPackage("io.continuo.definition.reader..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.continuo.definition.reader..")
        .check(definition);
  }

  @Test
  void onlyTheTreeKnowsHowTextsAreWritten() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.continuo.definition.reader.tree..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.fasterxml..", "org.snakeyaml..")
        .check(definition);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("io.continuo.definition.(**)").should().beFreeOfCycles().check(definition);
  }
}
