package io.continuo.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/**
 * What the command line may know: the HTTP client and the reader of definitions (adr/0001), nothing
 * of the service.
 */
class DependenceTest {
  private final JavaClasses program =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.continuo.cli");

  @Test
  void onlyTheClientAndTheDefinitionLanguageAreUsed() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.continuo.cli..",
            "io.continuo.sdk..",
            "io.continuo.definition..",
            "io.continuo.id..",
            "picocli..",
            "com.fasterxml.jackson.databind..",
            "org.jspecify..",
            "com.sun.net.httpserver..",
            "java..")
        .check(program);
  }

  @Test
  void outputKnowsNothingOfCommands() {
    noClasses()
        .that()
        .resideInAPackage("io.continuo.cli.output..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.continuo.cli.command..", "io.continuo.cli.session..", "picocli..")
        .check(program);
  }
}
