package io.continuo.runner.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.continuo.runner.launch.Fault;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.SampleTask;
import io.continuo.runner.launch.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The task is one of namespace finance. */
class SecretStoreTest {
  @TempDir Path folder;
  private final Map<String, SecretProvider> providers = new LinkedHashMap<>();

  private Secrets resolve(String... references) throws Exception {
    return resolve(false, references);
  }

  private Secrets resolve(boolean any, String... references) throws Exception {
    return new SecretStore(providers, any)
        .resolve(SampleTask.of("container").withSecrets(references).launch());
  }

  private LaunchException refused(String... references) {
    return catchThrowableOfType(LaunchException.class, () -> resolve(references));
  }

  private void provide(String name, String reference, String value) {
    providers.put(
        name,
        asked -> asked.toString().equals(reference) ? Optional.of(bytes(value)) : Optional.empty());
  }

  @Test
  void theFirstProviderThatHasASecretGivesIt() throws Exception {
    provide("empty", "finance/other", "x");
    provide("a", "finance-db/password", "hunter2\n");
    provide("b", "finance-db/password", "no");

    Secrets secrets = resolve("DB=finance-db/password", "/run/a=b=finance-db/password");

    assertThat(secrets.env()).containsExactly(Map.entry("DB", "hunter2"));
    assertThat(secrets.files()).containsOnlyKeys("/run/a=b");
    assertThat(secrets.files().get("/run/a=b")).isEqualTo(bytes("hunter2\n"));
    assertThat(secrets).hasToString("Secrets[DB][/run/a=b]");
  }

  @Test
  void secretsThatDoNotExistAreTheAuthorsToCreate() {
    provide("a", "finance/x", "hunter2");
    provide("b", "finance/y", "hunter2");

    LaunchException refused = refused("A=finance/no", "B=finance/x", "C=shared/no");

    assertThat(refused.fault()).isEqualTo(Fault.USER);
    assertThat(refused)
        .hasMessageContaining("'finance/no', 'shared/no' does not exist (asked: a, b): create it");
  }

  @Test
  void aProviderThatCannotTellIsThePlatformsAndNoOtherIsAsked() {
    providers.put(
        "away",
        asked -> {
          throw new IOException("no route");
        });
    provide("b", "finance/x", "hunter2");

    LaunchException refused = refused("A=finance/x");

    assertThat(refused.fault()).isEqualTo(Fault.PLATFORM);
    assertThat(refused).hasMessageContaining("'finance/x' cannot be read from 'away': no route");
  }

  @Test
  void aRunnerWithoutProvidersSaysSo() throws Exception {
    assertThat(refused("A=finance/x").fault()).isEqualTo(Fault.PLATFORM);
    assertThat(refused("A=finance/x")).hasMessageContaining("set secrets.providers to");
    assertThat(resolve().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"risk/x", "financex/x", "Finance/x", "sharedx/x", "fin/finance"})
  void secretsOfOtherNamespacesAreRefused(String reference) throws Exception {
    provide("a", reference, "hunter2");

    assertThat(refused("A=" + reference).fault()).isEqualTo(Fault.USER);
    assertThat(refused("A=" + reference)).hasMessageContaining("is not for namespace 'finance'");
    assertThat(resolve(true, "A=" + reference).env()).containsEntry("A", "hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"finance/x", "finance-db/x", "shared/x", "shared-db/x/y"})
  void aNamespaceReadsItsOwnAndWhatIsShared(String reference) throws Exception {
    provide("a", reference, "hunter2");

    assertThat(resolve("A=" + reference).env()).containsEntry("A", "hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"finance", "finance/../x", "finance/x/y/z", "finance//x", "finance/a b"})
  void whatIsNoReferenceNeverReachesAProvider(String reference) {
    providers.put(
        "a",
        asked -> {
          throw new AssertionError("asked for " + asked);
        });

    assertThat(refused("A=" + reference).fault()).isEqualTo(Fault.USER);
  }

  @Test
  void whatNoVariableCanHoldGoesToAFile() throws Exception {
    providers.put("a", asked -> Optional.of(new byte[] {1, 0, (byte) 0xff}));

    assertThat(refused("A=finance/x"))
        .hasMessageContaining("is not text")
        .hasMessageContaining("file:");
    assertThat(resolve("/a=finance/x").files()).containsOnlyKeys("/a");
  }

  @Test
  void whatIsTooLargeIsRefused() {
    providers.put("a", asked -> Optional.of(new byte[SecretStore.MAX_BYTES + 1]));

    assertThat(refused("/a=finance/x").fault()).isEqualTo(Fault.USER);
  }

  @Test
  void settingsSayWhichProvidersAreAsked() throws Exception {
    Files.createDirectories(folder.resolve("finance"));
    Files.writeString(folder.resolve("finance/x"), "hunter2");
    SecretStore store =
        SecretStore.of(Map.of("providers", "env,directory", "directory.path", folder.toString()));

    assertThat(store.resolve(SampleTask.of("process").withSecrets("A=finance/x").launch()).env())
        .containsEntry("A", "hunter2");
  }

  @Test
  void settingsThatCannotBeAreRefusedByName() {
    Map<Map<String, String>, String> wrong =
        Map.of(
            Map.of("providers", "vault"), "secrets.providers: there is no 'vault', only [directory",
            Map.of("providers", "directory"), "secrets.directory.path: is missing",
            Map.of("providers", "env", "env.prefix", "X"), "secrets.env.prefix: there is no such",
            Map.of("directory.path", "/x"), "secrets.directory.path: there is no such setting",
            Map.of("allow.any", "yes"), "secrets.allow.any: 'yes' is neither true nor false");
    wrong.forEach(
        (settings, message) ->
            assertThatThrownBy(() -> SecretStore.of(settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message));
  }

  @Test
  void theRunnersOwnSettingsReferToAnybodysSecretsAndGetThemAsText() throws Exception {
    provide("a", "ops-registry/password", "hunter2\n");
    SecretStore store = new SecretStore(providers, false);

    assertThat(store.read("ops-registry/password")).contains("hunter2");
    assertThat(store.read("ops-registry/other")).isEmpty();
    assertThatThrownBy(() -> SecretStore.none().read("ops-registry/password"))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("set secrets.providers");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
